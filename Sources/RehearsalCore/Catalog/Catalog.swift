/// The schema's structure as a sorted list of facts without duplicates.
///
/// Two catalogs are equal when their facts are: where objects lie in one database's catalogs is no part of a schema.
public struct Catalog: Hashable, Sendable, Codable {
    /// The facts of each kind that there are any of, kind by kind in order. What was not read again is one list in
    /// many catalogs, which then need not be compared.
    let sections: [[CatalogFact]]
    /// Where the objects of each kind lay when they were read; empty for a catalog from a store, which keeps facts
    /// alone.
    let originsByKind: [FactKind: [ObjectKey: ObjectOrigin]]
    /// What the reading passed over; empty for a catalog from a store.
    public let unread: [UnreadObjects]

    /// All facts, put together anew at every call.
    public var facts: [CatalogFact] { sections.flatMap(\.self) }

    /// Where the objects lay, put together anew at every call.
    public var origins: [ObjectKey: ObjectOrigin] {
        originsByKind.values.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }

    public var factCount: Int { sections.reduce(0) { $0 + $1.count } }

    public init(
        facts: some Sequence<CatalogFact>, origins: [ObjectKey: ObjectOrigin] = [:], unread: [UnreadObjects] = []
    ) {
        sections = Self.sections(of: Self.ordered(Array(facts)))
        originsByKind = Dictionary(grouping: origins) { $0.key.kind }.mapValues {
            Dictionary(uniqueKeysWithValues: $0.map { ($0.key, $0.value) })
        }
        self.unread = unread
    }

    /// - Parameters:
    ///   - factsByKind: each list as ``ordered(_:)`` gives it, and none empty.
    ///   - originsByKind: of the objects of each kind.
    public init(
        factsByKind: [FactKind: [CatalogFact]], originsByKind: [FactKind: [ObjectKey: ObjectOrigin]],
        unread: [UnreadObjects]
    ) {
        sections = factsByKind.keys.sorted().compactMap { factsByKind[$0] }
        self.originsByKind = originsByKind
        self.unread = unread
    }

    /// Cuts a sorted list where another kind begins.
    private static func sections(of facts: [CatalogFact]) -> [[CatalogFact]] {
        var sections: [[CatalogFact]] = []
        var start = 0
        for place in facts.indices where place + 1 == facts.count || facts[place + 1].kind != facts[start].kind {
            sections.append(Array(facts[start...place]))
            start = place + 1
        }
        return sections
    }

    /// Facts in the order of a catalog, without duplicates.
    ///
    /// Sorts objects rather than facts: a reader gives an object's facts one after the other, and objects are a fifth
    /// as many. Facts that come sorted, as those of a reader and a store do, stay as they are.
    public static func ordered(_ facts: [CatalogFact]) -> [CatalogFact] {
        if facts.indices.dropFirst().allSatisfy({ place in facts[place - 1] < facts[place] }) { return facts }
        var starts: [Int] = []
        for place in facts.indices where place == 0 || facts[place].object != facts[place - 1].object {
            starts.append(place)
        }
        let runs = starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : facts.count) }
            .sorted { facts[$0.lowerBound].object < facts[$1.lowerBound].object }
        var result: [CatalogFact] = []
        result.reserveCapacity(facts.count)
        var next = 0
        while next < runs.count {
            let object = facts[runs[next].lowerBound].object
            var own: [CatalogFact] = []
            while next < runs.count, facts[runs[next].lowerBound].object == object {
                own += facts[runs[next]]
                next += 1
            }
            for fact in own.sorted() where result.last != fact { result.append(fact) }
        }
        return result
    }

    /// The same catalog, with the other's lists in place of equal ones: they are kept once.
    func sharing(with other: Catalog) -> Catalog {
        Catalog(
            sections: sections.map { section in
                let theirs = other.section(of: section[0].kind)
                return section == theirs ? theirs : section
            }, originsByKind: originsByKind, unread: unread)
    }

    private init(
        sections: [[CatalogFact]], originsByKind: [FactKind: [ObjectKey: ObjectOrigin]], unread: [UnreadObjects]
    ) {
        self.sections = sections
        self.originsByKind = originsByKind
        self.unread = unread
    }

    public init(from decoder: any Decoder) throws {
        let facts = try decoder.container(keyedBy: CodingKeys.self).decode([CatalogFact].self, forKey: .facts)
        self.init(sections: Self.sections(of: facts), originsByKind: [:], unread: [])
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(facts, forKey: .facts)
    }

    private enum CodingKeys: String, CodingKey { case facts }

    public static func == (left: Catalog, right: Catalog) -> Bool { left.sections == right.sections }

    public func hash(into hasher: inout Hasher) { hasher.combine(sections) }
}
