public import RehearsalCore

//  What somebody needs to look at one query's plans elsewhere, as a few plain files.

/// One file of a bundle.
public struct BundleFile: Hashable, Sendable {
    /// Without a folder.
    public var name: String
    public var text: String
}

/// Everything known of one query in two states.
///
/// No value that a reference to statistics stands for is in it, and no row: what the query is asked with stands there
/// as the project spells it.
/// - Parameter keys: what the two states were recorded under; nil where nobody knows.
public func queryBundle(
    _ comparison: StateComparison, query: String, project: Project, keys: (from: SnapshotKey?, to: SnapshotKey?)
) -> [BundleFile] {
    let (before, after) = (plans(of: query, in: comparison.from), plans(of: query, in: comparison.to))
    let tables = (before + after).reduce(into: Set<String>()) { $0.formUnion($1.tableNames) }
    let (old, new) = (schema(of: tables, in: comparison.from), schema(of: tables, in: comparison.to))
    let (known, knownNow) = (
        statisticsText(of: tables, in: comparison.from), statisticsText(of: tables, in: comparison.to)
    )
    let asked = project.query(query)
    var files = [
        BundleFile(
            name: "query.sql",
            text: asked.map { "\($0.statement.text);" } ?? "-- the project has no query \(SQLText.onOneLine(query)) now"
        ),
        BundleFile(name: "parameters.txt", text: asked.map(parametersText) ?? "the project does not tell"),
        BundleFile(name: "schema.sql", text: new),
        BundleFile(name: "statistics.txt", text: knownNow),
        BundleFile(name: "settings.txt", text: settingsText(comparison, project, keys)),
        BundleFile(name: "before.txt", text: plansText(before)),
        BundleFile(name: "after.txt", text: plansText(after)),
        BundleFile(name: "difference.txt", text: differenceText(comparison)),
    ]
    if !known.isExactly(knownNow) { files.append(BundleFile(name: "statistics-before.txt", text: known)) }
    if !old.isExactly(new) { files.append(BundleFile(name: "schema-before.sql", text: old)) }
    return files.map { BundleFile(name: $0.name, text: printed($0.text + "\n")) }
}

private func plans(of query: String, in state: ShownState) -> [CapturedQueryPlan] {
    (state.snapshot?.queryPlans ?? []).filter { $0.query == query }
}

/// The tables with what stands with them: columns, constraints, indexes, statistics objects.
private func schema(of tables: Set<String>, in state: ShownState) -> String {
    let kinds: Set<FactKind> = [.table, .materializedView]
    return schemaBlocks(state.catalog, CatalogSelection(kinds: kinds))
        .filter { kinds.contains($0.key.kind) && tables.contains($0.key.identity) }
        .map(\.text).joined(separator: "\n\n")
}

private func plansText(_ plans: [CapturedQueryPlan]) -> String {
    guard !plans.isEmpty else { return "the query was not asked in this state" }
    return plans.map { captured in
        let head = sanitized(captured.asked.words)
        switch captured.result {
        case .refused(let complaint): return "\(head): refused\n  \(complaint.redacted)"
        case .plan(let plan):
            let blocks = captured.blocks.map { ", \(countWords($0)) blocks" } ?? ""
            let cost = "estimated cost \(fixed(plan.root.totalCost, decimals: 2))"
            let tree = treeText(plan).split(separator: "\n").map { "  \($0)" }
            return ([head, "\(plan.shapeFingerprint): \(cost)\(blocks)"] + tree).joined(separator: "\n")
        }
    }.joined(separator: "\n\n")
}

private func differenceText(_ comparison: StateComparison) -> String {
    let plain = TerminalStyle(usesColour: false)
    let texts = comparison.queryPlans.map { entry in
        let lines = entry.tree.map { planDifferenceLines($0, style: plain) } ?? []
        return ([sanitized(entry.difference.summary)] + lines).joined(separator: "\n")
    }
    return (sideLines(comparison) + [""] + [texts.isEmpty ? "nothing differs" : texts.joined(separator: "\n\n")])
        .joined(separator: "\n")
}

private func parametersText(_ query: WorkloadQuery) -> String {
    query.variants.map { variant in
        let head = sanitized(AskedQuery(query, variant).words)
        let settings = variant.settings.map { "  \(sanitized($0.name)) = \(sanitized($0.value))" }
        let parameters = variant.parameters.enumerated().map { "  $\($0 + 1) = \(words($1))" }
        return ([head] + settings + parameters).joined(separator: "\n")
    }.joined(separator: "\n\n")
}

private func words(_ parameter: QueryParameter) -> String {
    switch parameter {
    case .value(nil): "NULL"
    case .value(let text?): "'\(sanitized(text.replacing("'", with: "''")))'"
    case .reference(let reference): sanitized(reference.words)
    }
}

private func settingsText(
    _ comparison: StateComparison, _ project: Project, _ keys: (from: SnapshotKey?, to: SnapshotKey?)
) -> String {
    let sides = [("from", comparison.from, keys.from), ("to", comparison.to, keys.to)].flatMap { name, state, key in
        ["\(name): \(sanitized(state.name))"] + (key.map(keyLines) ?? ["  its key is not known"])
    }
    let scale = scaleWords(thousandths: project.dataset.scaleThousandths)
    return
        (sides + [
            "project now: \(sanitized(project.name))", "  PostgreSQL \(project.server.majorVersion)",
            "  seed \(project.dataset.seed), scale \(scale), clock \(project.clock.text)",
        ] + project.server.parameters.map { "  \(sanitized($0.name)) = \(sanitized($0.value))" })
        .joined(separator: "\n")
}

private func keyLines(_ key: SnapshotKey) -> [String] {
    [
        "  project \(sanitized(key.project)), PostgreSQL \(key.serverMajorVersion)",
        "  dataset \(sanitized(key.datasetIdentity))", "  settings \(sanitized(key.settingsIdentity))",
    ]
}
