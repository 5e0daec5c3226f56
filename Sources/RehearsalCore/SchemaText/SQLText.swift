//  How facts become SQL that nobody can break out of.
//
//  Facts come from servers and stores that may be anybody's. A fact is put into a statement only where it is whole by
//  itself: its quotes and brackets close, and it neither ends the statement nor begins a comment. What is not whole is
//  told in a comment, escaped. Characters that steer a terminal, or reorder what is read, are written with PostgreSQL's
//  own Unicode escapes, `U&"\001B"`: the text means the same to the server, shows itself to a person, and two unlike
//  facts never give the same text.

/// Facts as parts of SQL statements and of comments.
public enum SQLText {
    /// The text as a part of a statement, the same for the server; nil where it is not whole by itself.
    /// - Parameter holdsStatements: true for a body of BEGIN ATOMIC, which has semicolons.
    static func fragment(_ text: String, holdsStatements: Bool = false) -> String? {
        if isPlain(text) { return text }
        let scalars = Array(text.unicodeScalars)
        var result = ""
        var end = 0
        var depth = 0
        for token in tokens(of: text) {
            guard let gap = blank(scalars[end..<token.position - 1]) else { return nil }
            guard let part = whole(token, depth: &depth, holdsStatements: holdsStatements) else { return nil }
            result += gap + part
            end = token.position - 1 + token.text.unicodeScalars.count
        }
        guard !result.isEmpty, depth == 0, let rest = blank(scalars[end...]) else { return nil }
        return result + rest
    }

    /// Printable ASCII without anything that quotes, comments or ends, and with brackets that close.
    private static func isPlain(_ text: String) -> Bool {
        var depth = 0
        var previous: UInt8 = 0
        var isBlank = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: ";"),
                UInt8(ascii: "["), UInt8(ascii: "]"):
                return false
            case UInt8(ascii: "-") where previous == byte: return false
            case UInt8(ascii: "*") where previous == UInt8(ascii: "/"): return false
            case 0x20...0x7E, 0x0A: break
            default: return false
            }
            if depth < 0 { return false }
            if byte > 0x20 { isBlank = false }
            previous = byte
        }
        return depth == 0 && !isBlank
    }

    private static func blank(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
        var text = ""
        for scalar in scalars {
            guard scalar == " " || scalar == "\n" || scalar == "\t" else { return nil }
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    private static func whole(_ token: SQLToken, depth: inout Int, holdsStatements: Bool) -> String? {
        guard token.isTerminated else { return nil }
        switch token.kind {
        case .comment, .backslash, .whitespace: return nil
        case .quotedIdentifier:
            guard token.text.unicodeScalars.contains(where: steersTerminals) else { return token.text }
            return token.text.unquoted("\"").map { "U&" + unicodeEscaped($0, keepingLines: false).quoted("\"") }
        case .string:
            guard steersText(token.text) else { return token.text }
            return token.text.unquoted("'").map(literal)
        case .dollarString: return steersText(token.text) ? nil : token.text
        case .punctuation:
            if token.text == "(" || token.text == "[" { depth += 1 }
            if token.text == ")" || token.text == "]" { depth -= 1 }
            guard depth >= 0, token.text != ";" || holdsStatements else { return nil }
            return token.text.unicodeScalars.contains(where: steersTerminals) ? nil : token.text
        case .word, .number, .parameter, .operatorSymbol:
            return token.text.unicodeScalars.contains(where: steersTerminals) ? nil : token.text
        }
    }

    /// Line ends and tabs are what program text is made of.
    private static func steersText(_ text: String) -> Bool {
        text.unicodeScalars.contains { steersTerminals($0) && $0 != "\n" && $0 != "\t" }
    }

    /// A string constant.
    static func literal(_ text: String) -> String {
        steersText(text) ? "U&" + unicodeEscaped(text, keepingLines: true).quoted("'") : text.quoted("'")
    }

    /// A function's body: as it is, between dollar quotes that it does not hold.
    static func dollarQuoted(_ body: String) -> String {
        if steersText(body) { return literal(body) }
        var number = 0
        var tag = "$$"
        while !endsWhereTagComesFirst(Array((body + tag).utf8), Array(tag.utf8)) {
            number += 1
            tag = number == 1 ? "$body$" : "$body\(number)$"
        }
        return tag + body + tag
    }

    private static func endsWhereTagComesFirst(_ text: [UInt8], _ tag: [UInt8]) -> Bool {
        text.indices.first { text[$0...].starts(with: tag) } == text.count - tag.count
    }

    private static func unicodeEscaped(_ text: String, keepingLines: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let isKept = keepingLines && (scalar == "\n" || scalar == "\t")
            if scalar == "\\" {
                result += "\\\\"
            } else if steersTerminals(scalar) && !isKept {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 6 : 4
                result += (width == 6 ? "\\+" : "\\") + String(repeating: "0", count: width - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Any text on one line of a comment, two texts never the same.
    /// - Parameter mark: escaped, too.
    public static func onOneLine(_ text: String, escaping mark: Unicode.Scalar = "\\") -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case mark: result += "\\\(mark)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where steersTerminals(scalar): result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The items of a list whose commas stand outside quotes and brackets; nil where joining them is not the list.
    static func items(of list: String) -> [String]? {
        let scalars = Array(list.unicodeScalars)
        var items: [String] = []
        var start = 0
        var depth = 0
        for token in tokens(of: list) where token.kind == .punctuation {
            if token.text == "(" || token.text == "[" { depth += 1 }
            if token.text == ")" || token.text == "]" { depth -= 1 }
            guard depth == 0, token.text == "," else { continue }
            items.append(text(scalars[start..<token.position - 1]))
            start = token.position
            if start < scalars.count, scalars[start] == " " { start += 1 }
        }
        items.append(text(scalars[min(start, scalars.count)...]))
        return items.joined(separator: ", ") == list ? items : nil
    }

    /// The text before and from the first word outside brackets that is this key word.
    static func split(_ text: String, at keyword: String) -> (before: String, from: String) {
        var depth = 0
        for token in tokens(of: text) {
            if token.text == "(" { depth += 1 }
            if token.text == ")" { depth -= 1 }
            guard depth == 0, token.keyword == keyword else { continue }
            let scalars = Array(text.unicodeScalars)
            return (Self.text(scalars[..<(token.position - 1)]), Self.text(scalars[(token.position - 1)...]))
        }
        return (text, "")
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
