/// What the comparison of a step's two runs says.
public struct RepeatJudgement: Hashable, Sendable {
    public var sameAgain: DrillRecord.Answer
    /// Columns that the step fills from a clock or a random source. Sorted.
    public var volatileColumns: [VolatileColumn]
    /// What the second run did not bring about because the way back declares to lose it.
    public var losses: [Loss]
    public var findings: [Finding]
}

/// Compares the state after a step with the state after its way back and a second run.
///
/// Where the way back restored a table's rows exactly and both runs left the same number of values, a column whose
/// values differ is volatile: the step itself makes them anew each time. Anything else that differs is a finding.
/// - Parameter lineage: of the states after both runs.
public func judgeRepeat(
    of step: Step, before: Snapshot, down: Snapshot, after: Snapshot, again: Snapshot, upward: ScriptObservation,
    folder: String, lineage: CatalogLineage = .oneDatabase
) -> RepeatJudgement {
    let notRestored = Set(differences(from: before.digests, to: down.digests).map(\.table))
    var volatile: Set<VolatileColumn> = []
    for difference in differences(from: after.digests, to: again.digests)
    where difference.change == .valuesChanged && !notRestored.contains(difference.table) {
        if let column = difference.column { volatile.insert(VolatileColumn(table: difference.table, column: column)) }
    }
    let failing = judgeAgain(
        of: step, after: after, again: again, volatile: volatile.sorted(), upward: upward, folder: folder,
        lineage: lineage)
    let losses = declaredLosses(of: step, from: after.digests, to: again.digests, volatile: volatile.sorted())
    let judge = RepeatJudge(step: step, upward: upward, folder: folder)
    return RepeatJudgement(
        sameAgain: failing.isEmpty ? .yes : .no, volatileColumns: volatile.sorted(), losses: losses,
        findings: failing + volatile.sorted().map(judge.volatileNote) + losses.map { declaredLoss($0, of: step) })
}

/// What the second run does not bring about, and what the way back before it declares to lose.
private func declaredLosses(
    of step: Step, from after: [TableDigest], to again: [TableDigest], volatile: [VolatileColumn]
) -> [Loss] {
    if step.declaredLosses.isEmpty { return [] }
    return differences(from: after, to: again, volatile: volatile).compactMap {
        Loss($0, in: .again, before: after, after: again, declared: step.declaredLosses)
    }.filter { $0.declaration != nil }
}

/// What is not as it was after the first run of a step, but for what the way back before it declares to lose.
func judgeAgain(
    of step: Step, after: Snapshot, again: Snapshot, volatile: [VolatileColumn], upward: ScriptObservation,
    folder: String, lineage: CatalogLineage = .oneDatabase
) -> [Finding] {
    let judge = RepeatJudge(step: step, upward: upward, folder: folder)
    let catalog = differences(from: after.catalog, to: again.catalog, lineage: lineage)
    let rows = differences(from: after.digests, to: again.digests, volatile: volatile).filter {
        Loss($0, in: .again, before: [], after: [], declared: step.declaredLosses)?.declaration == nil
    }
    return catalog.filter { $0.factClass.isGated || $0.factClass == .data }.map { judge.finding($0) }
        + rows.map { judge.finding($0) }
        + differences(from: after.queryPlans, to: again.queryPlans).map { judge.finding($0) }
}

struct RepeatJudge {
    let step: Step
    let upward: ScriptObservation
    let folder: String

    private var search: WhoDidIt { WhoDidIt(observations: [upward]) }
    private var start: SourcePlace { SourcePlace(file: upward.file, line: 1, column: 1) }

    func finding(_ difference: CatalogDifference) -> Finding {
        let statement = search.statement(behind: difference)
        return finding(difference.summary, object: difference.identity, place: statement?.place ?? start)
    }

    func finding(_ difference: DigestDifference) -> Finding {
        finding(difference.summary, object: difference.table, place: writer(of: difference.table))
    }

    func finding(_ difference: QueryPlanDifference) -> Finding {
        finding(difference.summary, object: difference.asked.identity, place: start)
    }

    private func writer(of table: String) -> SourcePlace {
        (search.statement(writing: table) ?? search.statement(touching: table, kind: .table))?.place ?? start
    }

    private func finding(_ summary: String, object: String, place: SourcePlace) -> Finding {
        .raised(
            .repeatDiffers, step: step.name, object: object, place: place,
            FivePartMessage(
                what: "up, down and up again: \(summary)", place: place.description,
                stateNow: "the clone was thrown away; the rehearsal went on from the first run of \(step.name)",
                next:
                    "make \(upward.file) end the same behind its way back, then: pgrehearse run \(folder)"
            ))
    }

    func volatileNote(_ column: VolatileColumn) -> Finding {
        let place = writer(of: column.table)
        return .raised(
            .columnVolatile, step: step.name, object: "\(column.table).\(column.column)", place: place,
            FivePartMessage(
                what: "\(column.table).\(column.column) gets other values at every run: counted, not compared",
                place: place.description, stateNow: "its row count and its NULLs are compared",
                next: "nothing; or let the step write values that do not come from a clock or a random source"))
    }
}
