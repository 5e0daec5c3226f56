/// A text in lines of at most `width` characters, broken at blanks; a longer word stands alone.
///
/// Line ends of the text are kept.
func wrapped(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
        var lines: [String] = []
        var line = ""
        for word in paragraph.split(separator: " ", omittingEmptySubsequences: true) {
            if !line.isEmpty && line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }
}

/// Lines behind a label, which stands on the first of them.
func labelled(_ label: String, _ text: String, indent: Int, labelWidth: Int, width: Int) -> [String] {
    let room = max(width - indent - labelWidth, 30)
    return wrapped(text, width: room).enumerated().map { index, line in
        let head = index == 0 ? label : ""
        let padded = head + String(repeating: " ", count: max(labelWidth - head.count, 0))
        let full = String(repeating: " ", count: indent) + padded + line
        return String(full.reversed().drop { $0 == " " }.reversed())
    }
}
