extension WorkloadStatement {
    /// `select_orders_1f3a9c20`: the verb, the first relation that the text names, the text's hash.
    public func name(_ description: StatementDescription) -> String {
        let first = TextNames(text, description).first ?? description.relations.map(\.name).min { $0.name < $1.name }
        let plain = asciiLowercased(first?.name ?? "").unicodeScalars.map { scalar in
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
        }
        return [verb.rawValue, String(plain.prefix(Self.tableLength)), shortHash].filter { !$0.isEmpty }
            .joined(separator: "_")
    }

    /// Files' names stay short.
    private static let tableLength = 40

    /// The beginning of the text on one line, for messages.
    public var excerpt: String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 80 ? line.prefix(79) + "…" : line
    }
}
