/// Compares how the workload is planned before and after a step, and names the cause of what got worse.
///
/// Queries whose plan changes from one sample of statistics to the next are told as unstable and never as regressed by
/// their shape. What only changed, or got better, is told in one note for the step.
/// - Returns: what fails first, then by the blocks that all calls of a day touch in addition.
public func judgePlans(
    of step: Step, before: Snapshot, after: Snapshot, upward: ScriptObservation, project: Project, folder: String
) -> [Finding] {
    let judge = PlanJudge(step: step, before: before, after: after, upward: upward, project: project, folder: folder)
    return judge.findings
}

private struct PlanJudge {
    let step: Step
    let project: Project
    let folder: String
    let causes: PlanCauseSearch
    let comparisons: [PlanComparison]
    private let earlier: [AskedQuery: CapturedQueryPlan]
    private let captures: [CapturedQueryPlan]

    init(
        step: Step, before: Snapshot, after: Snapshot, upward: ScriptObservation, project: Project, folder: String
    ) {
        self.step = step
        self.project = project
        self.folder = folder
        let search = PlanCauseSearch(
            differences: differences(from: before.catalog, to: after.catalog, lineage: .oneDatabase),
            dataDifferences: differences(from: before.digests, to: after.digests),
            search: WhoDidIt(observations: [upward]))
        causes = search
        let changed = Set(search.dataDifferences.map(\.table))
        let lost = search.lostIndexes
        let earlier = before.queryPlans.byAsked
        self.earlier = earlier
        captures = after.queryPlans
        comparisons = after.queryPlans.compactMap { capture in
            guard let was = earlier[capture.asked] else { return nil }
            let tables = Set((was.tables + capture.tables).map(\.table))
            // What the server's own relations and counters say changes by itself.
            let readsOnlyTables = [was, capture].allSatisfy { $0.plan?.readsOnlyTables(of: tables) ?? false }
            let isSameData = readsOnlyTables && tables.isDisjoint(with: changed)
            let comparison = PlanComparison(
                from: was, to: capture, project.planThresholds, isSameData: isSameData,
                declaresOtherRows: search.changesVisibility(of: tables), lostIndexes: lost)
            // Of the same rows by the same schema only another sample of ANALYZE makes another estimate: a bound of a
            // histogram that falls between two values moves one by a thousandth of a table.
            guard isSameData, let comparison, comparison.changes.contains(where: { $0.kind == .estimateError }),
                search.cause(of: comparison, query: project.query(capture.asked.query)) == nil
            else { return comparison }
            return comparison.without(.estimateError)
        }
    }

    var findings: [Finding] {
        let told = comparisons.filter { $0.verdict <= .suspect }.sorted { left, right in
            (left.verdict, -weight(of: left), left.asked) < (right.verdict, -weight(of: right), right.asked)
        }
        let unstable = comparisons.filter { $0.verdict == .unstable }.map(unstableFinding)
        return told.map(finding) + captures.compactMap(statisticsFinding) + unstable
            + hiddenNotes + [productionNote, changesNote].compactMap(\.self) + captures.compactMap(notRunFinding)
    }

    private func query(of comparison: PlanComparison) -> WorkloadQuery? { project.query(comparison.asked.query) }

    /// Blocks that a day's calls touch more.
    private func weight(of comparison: PlanComparison) -> Int64 {
        comparison.blocksMore * Int64(query(of: comparison)?.callsPerDay ?? 1)
    }

    /// What no measure of the judged plan shows: one note a class.
    private var hiddenNotes: [Finding] {
        let kinds: [(PlanChangeClass, next: String)] = [
            (.parallelLost, "see that the query may do without workers"),
            (.parallelGained, "see that the server has workers to spare"),
            (.jitCrossed, "see that compiling the query is worth while, or set jit_above_cost"),
            (.genericFlip, "where the generic plan is worse, set plan_cache_mode for the query"),
        ]
        return kinds.compactMap { kind, next in
            let found = comparisons.filter { comparison in
                comparison.verdict != .unstable && comparison.changes.contains { $0.kind == kind }
            }.sorted { $0.asked < $1.asked }
            guard let first = found.first, let change = first.changes.first(where: { $0.kind == kind }) else {
                return nil
            }
            let cause = causes.cause(of: first, query: query(of: first))
            let more = found.count > 1 ? " and \(found.count - 1) more" : ""
            return .raised(
                .planChanged, step: step.name, object: kind.rawValue, place: cause?.place,
                FivePartMessage(
                    what: "\(first.asked.words)\(more): \(kind.rawValue): \(change.words)",
                    place: placeWords(cause), stateNow: "the plan that is judged takes no more for it", next: next))
        }
    }

    /// Production gathers statistics in less detail than those that plans are judged by.
    private var productionNote: Finding? {
        let judged = comparisons.filter { $0.verdict > .suspect && $0.verdict != .unstable }
        let worse = judged.compactMap(atProduction).sorted { $0.asked < $1.asked }
        guard let first = worse.first else { return nil }
        let cause = causes.cause(of: first, query: query(of: first))
        let more = worse.count > 1 ? " and \(worse.count - 1) more" : ""
        return .raised(
            .planChanged, step: step.name, object: "production_target", place: cause?.place,
            FivePartMessage(
                what: "\(first.asked.words)\(more), on statistics as production gathers them "
                    + "(target \(project.productionStatisticsTarget)): \(badWords(of: first))",
                place: placeWords(cause), stateNow: "on statistics of the target that is judged it takes no more",
                next: "raise production's statistics target for the columns that it asks about"))
    }

    /// How a query's plans change with production's statistics, where they get worse.
    private func atProduction(_ comparison: PlanComparison) -> PlanComparison? {
        guard comparison.after.views.atProduction != nil else { return nil }
        let sides = [comparison.before, comparison.after].map { capture in
            var side = capture
            if let plan = capture.views.atProduction ?? capture.plan { side.result = .plan(plan) }
            (side.run, side.views) = (.notRun, PlanViews())
            return side
        }
        return worse(from: sides[0], to: sides[1])
    }

    private func badWords(of comparison: PlanComparison) -> String {
        comparison.changes.filter { $0.severity != .note }.map { "\($0.kind.rawValue): \($0.words)" }
            .joined(separator: "; ")
    }

    private func placeWords(_ cause: PlanCause?) -> String {
        guard let cause else { return "no cause found in what \(step.name) changed" }
        return (cause.place.map { "\($0), statement \(cause.ordinal ?? 0): " } ?? "") + cause.words
    }

    private func finding(_ comparison: PlanComparison) -> Finding {
        let code: FindingCode =
            switch comparison.verdict {
            case .wrongResult: .resultDiffers
            case .suspect: .planSuspect
            default: .planRegressed
            }
        let query = query(of: comparison)
        let cause = causes.cause(of: comparison, query: query)
        return .raised(
            code, step: step.name, object: Self.object(of: comparison),
            place: cause?.place ?? query?.statement.place,
            FivePartMessage(
                what: "\(comparison.asked.words): \(badWords(of: comparison))",
                place: placeWords(cause), stateNow: dailyWords(comparison),
                next: "keep what the query needs, or accept it: pgrehearse accept \(folder) --reason \"…\""))
    }

    /// With the fingerprints of both plans, so that an acceptance holds for this very change.
    private static func object(of comparison: PlanComparison) -> String {
        let prints = [comparison.before, comparison.after].map { capture in
            (capture.plan?.shapeFingerprint ?? "").drop { $0 != ":" }.dropFirst().prefix(8)
        }
        return "\(comparison.asked.identity) \(prints[0])..\(prints[1])"
    }

    private func dailyWords(_ comparison: PlanComparison) -> String {
        guard let calls = query(of: comparison)?.callsPerDay, comparison.blocksMore != 0 else {
            return "the plans are in the snapshots of both states"
        }
        let more = weight(of: comparison)
        let subject = calls == 1 ? "1 call a day touches" : "\(calls) calls a day touch"
        return "\(subject) \(abs(more)) blocks of 8 kB \(more < 0 ? "fewer" : "more")"
    }

    private func unstableFinding(_ comparison: PlanComparison) -> Finding {
        .raised(
            .planUnstable, step: step.name, object: comparison.asked.identity,
            place: query(of: comparison)?.statement.place,
            FivePartMessage(
                what: "\(comparison.asked.words) changes its plan from one ANALYZE of the same rows to the next",
                stateNow: "its plan is not held against the step",
                next: "raise the statistics target of the columns that it asks about"))
    }

    /// A query that the step left worse off than it was, until statistics are gathered or pages vacuumed.
    private func statisticsFinding(_ capture: CapturedQueryPlan) -> Finding? {
        guard let left = capture.views.asLeft, let plan = capture.plan else { return nil }
        var asLeft = capture
        asLeft.result = .plan(left)
        asLeft.views = PlanViews()
        let fetched = left.heapFetches
        // Pages that some session keeps from being all-visible are neither the step's doing nor VACUUM's to mend.
        let usual = max(plan.heapFetches, earlier[capture.asked]?.plan?.heapFetches ?? 0)
        let given = left.root.all.filter { $0.type == "Index Only Scan" }.reduce(0) {
            $0 + ($1.measured.map { $0.rows * $0.loops } ?? 0)
        }
        let words: String
        let remedy: String
        // What production's own ANALYZE gives as well, no ANALYZE mends: ``productionNote`` tells of it.
        let mends = capture.views.atProduction?.shapeFingerprint != left.shapeFingerprint
        if let worse = worse(from: capture, to: asLeft), mends, plan.shapeFingerprint != left.shapeFingerprint,
            earlier[capture.asked].map({ self.worse(from: $0, to: asLeft) != nil }) ?? true
        {
            words = badWords(of: worse)
            // Which pages are all-visible, VACUUM alone finds out: without it an index alone seldom answers.
            let answers = [plan, left].map { plan in plan.root.all.count { $0.type == "Index Only Scan" } }
            remedy = answers[0] > answers[1] ? "VACUUM (ANALYZE)" : "ANALYZE"
        } else if fetched >= 1000, fetched * 10 >= given, fetched >= 2 * usual {
            words =
                "\(PlanChangeClass.heapFetches.rawValue): an index-only scan visits the heap \(count(fetched)) times"
            remedy = "VACUUM"
        } else {
            return nil
        }
        let tables = Set(left.root.all.compactMap(\.table)).sorted().joined(separator: ", ")
        return .raised(
            .statisticsMissing, step: step.name, object: capture.asked.identity,
            place: project.query(capture.asked.query)?.statement.place,
            FivePartMessage(
                what: "\(capture.asked.words), as \(step.name) leaves it: \(words)",
                place: "no \(remedy) at the end of \(step.upward.file)",
                stateNow: "judged is the plan behind VACUUM (ANALYZE), which the rehearsal did by itself",
                next: "end \(step.upward.file) with \(remedy) of what it changed: \(tables)"))
    }

    private func worse(from capture: CapturedQueryPlan, to other: CapturedQueryPlan) -> PlanComparison? {
        let comparison = PlanComparison(
            from: capture, to: other, project.planThresholds, isSameData: false, lostIndexes: [])
        guard let comparison, comparison.verdict <= .suspect else { return nil }
        return comparison
    }

    private func notRunFinding(_ capture: CapturedQueryPlan) -> Finding? {
        guard case .refused(let complaint) = capture.run else { return nil }
        if case .refused? = earlier[capture.asked]?.run { return nil }
        return .raised(
            .queryNotRun, step: step.name, object: capture.asked.identity,
            place: project.query(capture.asked.query)?.statement.place,
            FivePartMessage(
                what: "\(capture.asked.words) was explained and could not be run", serverSaid: complaint.redacted,
                stateNow: "what it takes is not known in this state", next: "correct the query, or the step"))
    }

    /// All that got better or is only otherwise.
    private var changesNote: Finding? {
        let better = comparisons.filter { $0.verdict == .improved }.sorted { weight(of: $0) < weight(of: $1) }
        let other = comparisons.filter { $0.verdict == .changed }
        guard !better.isEmpty || !other.isEmpty else { return nil }
        let named = better.prefix(3).map { comparison in
            let blocks = [comparison.before, comparison.after].map { $0.plan?.root.measured?.blocks ?? 0 }
            return "\(comparison.asked.identity) \(blocks[0]) -> \(blocks[1]) blocks"
        }
        let most = named.isEmpty ? "" : ": \(named.joined(separator: ", "))"
        return .raised(
            .planChanged, step: step.name, object: nil, place: nil,
            FivePartMessage(
                what: "\(better.count) queries take less than before\(most); "
                    + "\(other.count) are planned otherwise and take as much",
                stateNow: "the plans are in the snapshots of both states", next: "nothing"))
    }
}
