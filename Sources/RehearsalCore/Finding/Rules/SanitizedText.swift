/// A text that is safe to show on a terminal: what would steer it, or reorder what is read, is shown as `\u{..}`.
///
/// Covers the control characters C0, DEL and C1, the bidirectional controls, other invisible format characters, and
/// line and paragraph separators. Everything that comes from a server, a file or a store goes through here.
/// - Parameter keepingNewlines: true where the caller lays the lines out itself.
public func sanitized(_ text: String, keepingNewlines: Bool = false) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
        if scalar == "\n" && keepingNewlines {
            shown.unicodeScalars.append(scalar)
        } else if steersTerminals(scalar) {
            shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
            shown.unicodeScalars.append(scalar)
        }
    }
    return shown
}

private func steersTerminals(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
}
