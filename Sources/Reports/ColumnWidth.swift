/// Columns that a character takes on a terminal: 0, 1 or 2.
///
/// Wide are what Unicode's EastAsianWidth lists as wide or full, by its blocks, and what is shown as an emoji.
func columnWidth(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: return 0
    default: break
    }
    let asksForPicture = character.unicodeScalars.contains { $0.value == 0xFE0F }
    if asksForPicture || first.properties.isEmojiPresentation { return 2 }
    return wideBlocks.contains { $0.contains(first.value) } ? 2 : 1
}

private let wideBlocks: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
]

/// The beginning of a line that fits a number of columns; where something is left out, it ends with `…`.
func cut(_ line: String, toColumns limit: Int) -> String {
    var room = max(limit, 0)
    var kept = ""
    // The end of the last prefix that leaves a column for the mark.
    var keptWithMark = ""
    for character in line {
        let width = columnWidth(of: character)
        guard width <= room else { return limit > 0 ? keptWithMark + "…" : "" }
        room -= width
        kept.append(character)
        if room > 0 { keptWithMark = kept }
    }
    return kept
}
