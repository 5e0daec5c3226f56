/// Which query plans of one state still hold in the next, so that nobody has to ask for them again.
///
/// A plan may change when a table that it reads was written, analyzed or altered, and when anything changes that no
/// table owns: a function, a view, a setting, a role. What a query reads is told by its plan and by its words; one that
/// writes, or asks a view, is always asked again.
public struct UnaffectedQueries: Sendable {
    /// True where something changed that may concern every query.
    private let isAnythingGlobal: Bool
    private let changedTables: Set<String>
    private let changedNames: Set<String>
    private let viewNames: Set<String>
    private let earlier: [AskedQuery: CapturedQueryPlan]

    /// - Parameters:
    ///   - last: the state before; nil where nothing is known.
    ///   - refreshed: tables whose statistics are others than in the last state.
    public init(since last: Snapshot?, catalog: Catalog, refreshed: Set<String>) {
        guard let last else {
            (isAnythingGlobal, changedTables, changedNames, viewNames, earlier) = (true, [], [], [], [:])
            return
        }
        var tables = refreshed
        var isGlobal = false
        for difference in differences(from: last.catalog, to: catalog, lineage: .oneDatabase) {
            guard let owners = Self.tables(of: difference) else {
                isGlobal = true
                break
            }
            tables.formUnion(owners)
        }
        isAnythingGlobal = isGlobal
        changedTables = tables
        changedNames = Set(tables.map { WhoDidIt.bareName(of: $0) })
        viewNames = Set(
            (catalog.section(of: .view) + catalog.section(of: .materializedView)).map {
                WhoDidIt.bareName(of: $0.identity)
            })
        earlier = last.queryPlans.byAsked
    }

    /// The tables that a difference is about; nil where it may be about all.
    private static func tables(of difference: CatalogDifference) -> [String]? {
        let identities = [difference.identity, difference.oldIdentity].compactMap(\.self)
        switch difference.kind {
        case .comment, .securityLabel, .sequence, .publication, .subscription, .largeObject: return []
        case .table, .materializedView:
            return identities + [difference.oldValue, difference.newValue].compactMap(\.self)
                + difference.facts.map(\.value)
        case .column: return identities.compactMap { IdentityText($0).beforeLastDot }
        case .constraint, .trigger, .policy, .rule: return identities.compactMap { IdentityText($0).after(" ON ") }
        case .index, .statistics:
            guard let table = difference.facts.value(of: "table") else { return nil }
            return [table]
        default: return nil
        }
    }

    /// The captures of a query that still hold; nil where it has to be asked again.
    public func captures(of query: WorkloadQuery) -> [CapturedQueryPlan]? {
        guard !isAnythingGlobal, !query.writes else { return nil }
        let names = names(in: query.statement.text)
        guard names.isDisjoint(with: viewNames), names.isDisjoint(with: changedNames) else { return nil }
        var captures: [CapturedQueryPlan] = []
        for variant in query.variants {
            guard let capture = earlier[AskedQuery(query, variant)], let plan = capture.plan else { return nil }
            guard !plan.writes,
                plan.root.all.allSatisfy({ node in
                    [node.relation, node.table].allSatisfy { !($0.map(changedTables.contains) ?? false) }
                })
            else { return nil }
            captures.append(capture)
        }
        return captures
    }
}
