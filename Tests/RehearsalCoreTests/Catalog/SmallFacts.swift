import RehearsalCore

/// A few facts that tests of catalogs are made from.
enum SmallFacts {
    static func fact(
        _ kind: FactKind, _ identity: String, _ attribute: String, _ value: String, _ factClass: FactClass = .semantic
    ) -> CatalogFact {
        CatalogFact(kind: kind, identity: identity, attribute: attribute, value: value, factClass: factClass)
    }

    static func columns(of table: String, _ names: [String]) -> [CatalogFact] {
        names.enumerated().flatMap { place, name in
            [
                fact(.column, "\(table).\(name)", "type", "varchar(\(name.utf8.count))"),
                fact(.column, "\(table).\(name)", "position", "\(place + 1)", .physical),
            ]
        }
    }
}
