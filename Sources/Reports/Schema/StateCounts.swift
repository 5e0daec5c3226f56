public import RehearsalCore

/// How many facts of each kind and class a state has, as a table.
public func stateCountReport(_ state: ShownState, _ view: StateView) -> String {
    var counts: [FactKind: [FactClass: Int]] = [:]
    var objects: [FactKind: Int] = [:]
    let all = CatalogObjects(state.catalog)
    for object in all.objects where view.selection.wants(object.key, in: all) {
        var isSeen = false
        for fact in object.facts where view.selection.classes.contains(fact.factClass) {
            counts[fact.kind, default: [:]][fact.factClass, default: 0] += 1
            isSeen = true
        }
        if isSeen { objects[object.key.kind, default: 0] += 1 }
    }
    let classes = FactClass.allCases.filter(view.selection.classes.contains)
    let head = ["kind", "objects"] + classes.map(\.rawValue)
    var rows = counts.keys.sorted().map { kind in
        [kind.rawValue, "\(objects[kind] ?? 0)"] + classes.map { "\(counts[kind]?[$0] ?? 0)" }
    }
    rows.append(
        ["all", "\(objects.values.reduce(0, +))"]
            + classes.map { factClass in "\(counts.values.reduce(0) { $0 + ($1[factClass] ?? 0) })" })
    var lines = [sanitized(state.name)] + unreadBlock(state) + countTable([head] + rows)
    if let snapshot = state.snapshot {
        let rowCount = snapshot.digests.reduce(0) { $0 + $1.rowCount }
        lines.append(
            "  \(counted(snapshot.digests.count, "table")) with \(countWords(rowCount)) rows, "
                + counted(snapshot.queryPlans.count, "query plan"))
    }
    return lines.joined(separator: "\n") + "\n"
}

/// How many differences of each kind and class a comparison found, as a table.
public func differenceCountReport(_ comparison: StateComparison) -> String {
    var counts: [FactKind: [CatalogDifference.Change: Int]] = [:]
    for entry in comparison.schema {
        counts[entry.difference.kind, default: [:]][entry.difference.change, default: 0] += 1
    }
    let changes = CatalogDifference.Change.allCases
    let rows = counts.keys.sorted().map { kind in
        [kind.rawValue] + changes.map { "\(counts[kind]?[$0] ?? 0)" }
    }
    let head = ["kind"] + changes.map(\.rawValue)
    let table = rows.isEmpty ? [] : countTable([head] + rows)
    return (sideLines(comparison) + table + [differenceSummary(comparison)]).joined(separator: "\n") + "\n"
}

private func countTable(_ rows: [[String]]) -> [String] {
    TextTable(rows: rows.map { row in row.enumerated().map { TextTable.Cell($1, right: $0 > 0) } })
        .lines(style: TerminalStyle(usesColour: false))
}
