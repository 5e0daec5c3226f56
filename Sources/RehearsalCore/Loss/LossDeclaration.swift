/// What a way back says that it loses, in a comment of its file: `-- pgrehearse: loses documents.year reason="…"`.
public struct LossDeclaration: Hashable, Sendable, Codable {
    /// One to three names without quotes: a table or a column, with its schema or without.
    public var name: [String]
    /// The name as it is written.
    public var spelling: String
    public var reason: String
    public var place: SourcePlace

    public init(name: [String], spelling: String, reason: String, place: SourcePlace) {
        self.name = name
        self.spelling = spelling
        self.reason = reason
        self.place = place
    }

    /// What the name may mean: as it stands, or in schema `public`. Of a table two names, of a column three.
    private var readings: [[ExactText]] {
        [name, ["public"] + name].map { $0.map(ExactText.init) }.filter { (2...3).contains($0.count) }
    }

    /// True where the name means the object: `schema.table` or `schema.table.column` as an identity.
    func means(_ identity: String) -> Bool { readings.contains(IdentityText(identity).names.map(ExactText.init)) }

    /// True where the name means the column of the table.
    func means(_ column: String, of table: String) -> Bool {
        readings.contains((IdentityText(table).names + [column]).map(ExactText.init))
    }
}

extension Step {
    /// What the way back's file says that it loses, in the order of its lines.
    public var declaredLosses: [LossDeclaration] {
        if case .script(let script) = wayBack { return script.declaredLosses }
        return []
    }
}

extension Sequence where Element == LossDeclaration {
    /// The line that speaks of a loss: that of the column before that of its table, which speaks of all that is in it.
    func covering(table: String, column: String?) -> LossDeclaration? {
        if let column, let found = first(where: { $0.means(column, of: table) }) { return found }
        return first { $0.means(table) }
    }
}
