/// A text that is safe to show on a terminal: what would steer it, or reorder what is read, is shown as `\u{..}`.
///
/// Covers the control characters C0, DEL and C1, the bidirectional controls, other invisible format characters, and
/// line and paragraph separators. Everything that comes from a server, a file or a store goes through here.
/// - Parameters:
///   - keepingNewlines: true where the caller lays the lines out itself.
///   - keepingTabs: true for program text, whose tabs indent.
public func sanitized(_ text: String, keepingNewlines: Bool = false, keepingTabs: Bool = false) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
        if (scalar == "\n" && keepingNewlines) || (scalar == "\t" && keepingTabs) {
            shown.unicodeScalars.append(scalar)
        } else if steersTerminals(scalar) {
            shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
            shown.unicodeScalars.append(scalar)
        }
    }
    return shown
}

/// True for the scalars that ``sanitized(_:keepingNewlines:keepingTabs:)`` shows as `\u{..}`.
public func steersTerminals(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
}
