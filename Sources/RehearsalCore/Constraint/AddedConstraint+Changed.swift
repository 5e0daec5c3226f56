extension AddedConstraint {
    /// The tables whose constraints may be others in a later catalog of the same database, by identity.
    ///
    /// A constraint's query is made of its definition and of the names of its table, columns and references; where one
    /// of these changed, a fact about the table changed as well.
    public static func tables(changedFrom before: Catalog, to after: Catalog) -> Set<String> {
        var tables: Set<String> = []
        let kinds: [FactKind] = [.table, .column, .constraint, .index]
        for fact in kinds.flatMap({ changedFacts(from: before.section(of: $0), to: after.section(of: $0)) }) {
            let identity = IdentityText(fact.identity)
            switch fact.kind {
            case .table: tables.insert(fact.identity)
            case .column: if let table = identity.beforeLastDot { tables.insert(table) }
            case .constraint: if let table = identity.after(" ON ") { tables.insert(table) }
            case .index:
                for catalog in [before, after] {
                    if let table = catalog.facts(of: fact.object).value(of: "table") { tables.insert(table) }
                }
            default: break
            }
        }
        return tables
    }

    /// The facts that only one of two sorted lists has.
    private static func changedFacts(from before: [CatalogFact], to after: [CatalogFact]) -> [CatalogFact] {
        if before == after { return [] }
        var changed: [CatalogFact] = []
        var (old, new) = (0, 0)
        while old < before.count, new < after.count {
            if before[old] < after[new] {
                changed.append(before[old])
                old += 1
            } else {
                if after[new] < before[old] { changed.append(after[new]) } else { old += 1 }
                new += 1
            }
        }
        return changed + before[old...] + after[new...]
    }
}
