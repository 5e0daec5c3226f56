//  What a server says may quote rows. Shown is what a reader needs to understand: names of objects, never values.
//
//  PostgreSQL quotes values in few forms, and our sessions ask for its untranslated messages. What stands in a form
//  that is not known here is cut rather than shown.

extension ServerComplaint {
    /// `SQLSTATE: message`, then detail, hint and the function's line, each on a line of its own, without row values.
    public var redacted: String {
        let shown = withoutValues
        let lines = [
            "\(sqlState): \(shown.message)", shown.detail.map { "DETAIL: \($0)" }, shown.hint.map { "HINT: \($0)" },
            shown.context.map { "CONTEXT: \($0)" },
        ]
        return lines.compactMap(\.self).joined(separator: "\n")
    }

    /// The same complaint with its row values masked; of the context only the function's line is kept.
    ///
    /// What is kept or written goes through here first. Masking twice changes nothing.
    public var withoutValues: ServerComplaint {
        var masked = self
        masked.message = redactedMessage
        masked.detail = detail.map { Redaction.detail($0, masksQuotes: quotesValues) }
        masked.hint = hint.map { quotesValues ? Redaction.maskingQuotes($0) : $0 }
        masked.context = Redaction.functionLine(of: context)
        return masked
    }

    /// Class 22 (data exception) and class 23 (integrity constraint violation) speak about values.
    private var quotesValues: Bool { sqlState.hasPrefix("22") || sqlState.hasPrefix("23") }

    private var redactedMessage: String {
        guard quotesValues else { return message }
        let masked = Redaction.masking("'", in: message)
        return sqlState.hasPrefix("22") ? Redaction.maskingQuotedValues(masked) : masked
    }
}

/// The forms in which PostgreSQL quotes values.
enum Redaction {
    static let mask = "…"

    /// What may follow the values of `Key (columns)=(values)`.
    private static let keyEndings = [
        ") already exists", ") is duplicated", ") is not present in table", ") is still referenced from table",
        ") conflicts with existing key", ") conflicts with key", ") is not within",
    ]

    static func detail(_ text: String, masksQuotes: Bool) -> String {
        if let masked = maskedRow(text) ?? maskedKey(text) { return masked }
        return masksQuotes ? maskingQuotes(text) : text
    }

    /// `Failing row contains (…).` and `Partition key of the failing row contains (columns) = (…).`
    private static func maskedRow(_ text: String) -> String? {
        let marker = "ailing row contains ("
        guard let start = text.firstRange(of: marker) else { return nil }
        if text.hasPrefix("Partition key"), let values = text.firstRange(of: ") = (") {
            return String(text[..<values.upperBound]) + mask + ")."
        }
        return String(text[..<start.upperBound]) + mask + ")."
    }

    /// `Key (columns)=(values) already exists.` and its kin. A value may hold anything, so the last ending counts.
    private static func maskedKey(_ text: String) -> String? {
        guard text.hasPrefix("Key ("), let values = text.firstRange(of: ")=(") else { return nil }
        let head = String(text[..<values.upperBound]) + mask + ")"
        let rest = text[values.upperBound...]
        let ending = keyEndings.compactMap { lastRange(of: $0, in: rest) }.max { $0.lowerBound < $1.lowerBound }
        guard let ending else { return head + "." }
        let tail = rest[ending.lowerBound...].dropFirst()
        guard let equals = tail.firstRange(of: ")=(") else { return head + String(tail) }
        return head + String(tail[..<equals.upperBound]) + mask + ")."
    }

    private static func lastRange(of word: String, in text: Substring) -> Range<String.Index>? {
        var found: Range<String.Index>?
        var rest = text
        while let next = rest.firstRange(of: word) {
            found = next
            rest = rest[next.upperBound...]
        }
        return found
    }

    /// Both kinds of quotes, for texts whose quotes hold values more often than names.
    static func maskingQuotes(_ text: String) -> String { masking("\"", in: masking("'", in: text)) }

    /// From the first quote to the last one: a value may hold quotes of its own.
    static func masking(_ quote: Character, in text: String) -> String {
        guard let first = text.firstIndex(of: quote) else { return text }
        let head = String(text[...first]) + mask + String(quote)
        guard let last = text.lastIndex(of: quote), last > first else { return head }
        return head + String(text[text.index(after: last)...])
    }

    /// `…: "value"` and `value "value" …`; names in double quotes stay.
    static func maskingQuotedValues(_ text: String) -> String {
        for opening in [": \"", "value \""] {
            guard let start = text.firstRange(of: opening) else { continue }
            guard let last = text.lastIndex(of: "\""), last >= start.upperBound else {
                return String(text[..<start.upperBound]) + mask + "\""
            }
            return String(text[..<start.upperBound]) + mask + String(text[last...])
        }
        return text
    }

    /// Where in a function the error arose: names, a line and a kind of statement, but never the statement.
    static func functionLine(of context: String?) -> String? {
        guard let context else { return nil }
        let lines = context.split(separator: "\n").filter { line in
            line.hasPrefix("PL/pgSQL function ") && (line.contains(" line ") || line.contains(" at "))
        }
        return lines.first.map(String.init)
    }
}
