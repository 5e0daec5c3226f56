import RehearsalCore

/// `{name}` in a parameter stands for a session's value; `{{name}}` stands for the text `{name}`.
///
/// Braces around anything but one name are left alone: `{a,b}` is an array of PostgreSQL.
enum Placeholders {
    /// A parameter's text in pieces.
    enum Piece: Hashable {
        case text(String)
        case value(String)
    }

    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let match = rest.firstMatch(of: /\{\{([A-Za-z0-9_]+)\}\}|\{([A-Za-z0-9_]+)\}/) {
            append(String(rest[..<match.range.lowerBound]), to: &pieces)
            if let name = match.output.2 {
                pieces.append(.value(String(name)))
            } else if let name = match.output.1 {
                append("{\(name)}", to: &pieces)
            }
            rest = rest[match.range.upperBound...]
        }
        append(String(rest), to: &pieces)
        return pieces
    }

    /// The text that stands for `text` itself.
    static func escaped(_ text: String) -> String {
        text.replacing(/\{([A-Za-z0-9_]+)\}/) { "{{\($0.output.1)}}" }
    }

    private static func append(_ text: String, to pieces: inout [Piece]) {
        guard !text.isEmpty else { return }
        if case .text(let before)? = pieces.last {
            pieces[pieces.count - 1] = .text(before + text)
        } else {
            pieces.append(.text(text))
        }
    }

    /// The text with the session's values; nil where the session lacks one.
    static func filled(_ text: String, from session: SessionContext?) -> String? {
        var filled = ""
        for piece in pieces(of: text) {
            switch piece {
            case .text(let text): filled += text
            case .value(let name):
                guard let value = session?.values[name] else { return nil }
                filled += value
            }
        }
        return filled
    }
}
