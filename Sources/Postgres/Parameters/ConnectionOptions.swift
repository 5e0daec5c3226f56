/// Connection parameters after reading: plain keywords and values, and what must never be shown.
struct ConnectionOptions {
    var values: [String: String]
    /// Keywords whose values libpq itself hides, for example `password`.
    var secretKeywords: Set<String>
    /// Every form of every secret value, longest first.
    var secrets: [String]

    var redactedDescription: String {
        values.keys.sorted().map { keyword in
            let value = values[keyword] ?? ""
            return "\(keyword)=\(secretKeywords.contains(keyword) ? "***" : quoted(value))"
        }.joined(separator: " ")
    }

    private func quoted(_ value: String) -> String {
        let isPlain =
            !value.isEmpty && !value.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "'" || $0 == "\\" }
        if isPlain { return value }
        let escaped = PostgresConnection.replacing("\\", with: "\\\\", in: value)
        return "'\(PostgresConnection.replacing("'", with: "\\'", in: escaped))'"
    }
}

/// The text with every secret replaced by `***`.
///
/// - Parameter secrets: longest first, so that no rest of a longer one stays. Those under four characters are passed
///   over: any sentence holds them by chance, and striking them out there would spell them.
func scrubbed(_ text: String, of secrets: [String]) -> String {
    secrets.reduce(text) { $1.count < 4 ? $0 : $0.replacing($1, with: "***") }
}
