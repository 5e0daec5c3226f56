/// Judges how plans change as the data grows, before the first step and behind the last one.
///
/// That a query costs more where there is more data is no finding: only what changes in its plan is, by the classes of
/// ``PlanChangeClass`` that a tree shows.
/// - Parameter readings: one a state, in the order of the run.
/// - Returns: the record, and findings about the last state.
public func judgeHorizon(
    _ readings: [HorizonReading], points: [Double], project: Project, folder: String
) -> (record: HorizonRecord, findings: [Finding]) {
    guard let last = readings.last else { preconditionFailure("a state was read") }
    let judge = HorizonJudge(project: project, folder: folder, points: points)
    let states = readings.map { reading in (reading.state, judge.states(of: reading)) }
    let asked = Set(states.flatMap { $0.1.keys }).sorted()
    let queries = asked.map { query in HorizonQuery(asked: query, states: states.compactMap { $0.1[query] }) }
    let remarks = Set(readings.flatMap(\.remarks)).sorted() + horizonLimits(readings, project: project)
    let record = HorizonRecord(
        points: points, law: last.law, states: readings.map(\.state), queries: queries, remarks: remarks)
    return (
        record,
        queries.compactMap { judge.finding(about: $0, last: last.state, hasBefore: readings.count > 1) }
            + judge.incomplete(last)
    )
}

private struct HorizonJudge {
    let project: Project
    let folder: String
    let points: [Double]

    func states(of reading: HorizonReading) -> [AskedQuery: HorizonQueryState] {
        Dictionary(
            reading.answers.map { answer in
                let asked = answer.start.asked
                let all = [GrownPlan(growth: 1, plan: answer.start)] + answer.plans
                let shown = all.map { grown in
                    let cost = grown.plan.plan?.root.totalCost
                    let rival = reading.rivals[asked]?[grown.growth]
                    return HorizonQueryState.Point(
                        growth: grown.growth, fingerprint: grown.plan.plan?.shapeFingerprint, cost: cost,
                        rivalRatio: cost.flatMap { cost in rival.map { $0 / max(cost, 0.01) } })
                }
                let change = change(of: answer, in: reading)
                return (asked, HorizonQueryState(state: reading.state, points: shown, change: change))
            }, uniquingKeysWith: { first, _ in first })
    }

    private func change(of answer: HorizonAnswer, in reading: HorizonReading) -> HorizonChange? {
        guard let change = answer.change, let old = answer.start.plan, let new = change.at.plan.plan,
            let comparison = PlanComparison(
                from: answer.start, to: change.at.plan, project.planThresholds, isSameData: false, lostIndexes: [])
        else { return nil }
        // More data costs more, whatever its plan.
        let changes = comparison.changes.filter { change in
            change.kind == .lostPruning || change.kind.isOfShape && !Self.byNature.contains(change.kind)
        }
        let verdict: PlanVerdict =
            changes.contains { $0.severity == .fail }
            ? .regressed
            : changes.contains { $0.severity == .warn } ? .suspect : .changed
        let told = changes.filter { verdict == .changed || $0.severity != .note }
        let words = told.map { "\($0.kind.rawValue): \($0.words)" }.joined(separator: "; ")
        return HorizonChange(
            above: change.above, at: change.at.growth, verdict: verdict,
            words: words.isEmpty ? "another plan of the same tables and joins" : words,
            from: old.shapeFingerprint, to: new.shapeFingerprint, isClose: isClose(answer, in: reading))
    }

    /// At each given growth that has another plan than today.
    private func isClose(_ answer: HorizonAnswer, in reading: HorizonReading) -> Bool {
        let changed = answer.plans.filter { grown in
            grown.plan.plan.map { $0.shapeFingerprint != answer.start.plan?.shapeFingerprint } ?? false
        }
        let rivals = reading.rivals[answer.start.asked] ?? [:]
        return !changed.isEmpty
            && changed.allSatisfy { grown in
                grown.plan.plan.map {
                    CloseChoices.isClose(cost: $0.root.totalCost, rival: rivals[grown.growth])
                } ?? false
            }
    }

    private static let byNature: Set<PlanChangeClass> = [.costGrowth, .jitCrossed, .parallelLost, .parallelGained]

    /// One for a query whose plan gets worse within the horizon, and not by a close choice; a step's fault where it did
    /// not before the steps, or not as soon.
    func finding(about query: HorizonQuery, last: StateName, hasBefore: Bool) -> Finding? {
        guard let now = query.states.last, now.state == last, let change = now.change,
            change.verdict <= .suspect, !change.isClose
        else { return nil }
        let before = query.states.dropLast().last
        let isNearer = hasBefore && before != nil && self.isNearer(change, than: before?.change)
        let code: FindingCode = isNearer && change.verdict == .regressed ? .horizonNearer : .horizonRegressed
        let place = project.query(query.asked.query)?.statement.place
        return .raised(
            code, step: last.step,
            object: query.asked.identity + "@" + change.from.suffix(8) + ">"
                + change.to.suffix(8), place: place,
            FivePartMessage(
                what: "\(query.asked.words), when the data is \(times(change.at)) as large: \(change.words)",
                place: place.map { "\($0)" },
                stateNow: movedWords(change, before: before, hasBefore: hasBefore),
                next: "give the query what it needs before the data is that large, correct growth in "
                    + "rehearsal.yaml, or accept it: pgrehearse accept \(folder) --reason \"…\""))
    }

    private func isNearer(_ change: HorizonChange, than before: HorizonChange?) -> Bool {
        guard let before, before.verdict <= .suspect else { return true }
        return change.at < before.above
    }

    private func movedWords(_ change: HorizonChange, before: HorizonQueryState?, hasBefore: Bool) -> String {
        let now = "the plan stays up to \(times(change.above))"
        guard hasBefore else { return now }
        guard let before else { return now + "; before the first step the query was not asked" }
        guard let was = before.change else {
            return now + "; before the first step it stays up to \(times(points.last ?? 1))"
        }
        if was.at == change.at, was.above == change.above { return now + ", as before the first step" }
        return now + "; before the first step it stays up to \(times(was.above))"
    }

    private func times(_ growth: Double) -> String { "\(decimalWords(growth)) times" }

    /// Queries that the server explains now and refuses to explain when stretched, and a law that names what is not
    /// there.
    func incomplete(_ reading: HorizonReading) -> [Finding] {
        let refused = reading.answers.filter { answer in
            answer.start.plan == nil || answer.plans.contains { $0.plan.plan == nil }
        }
        let queries = refused.map { answer -> Finding in
            let complaint = ([answer.start] + answer.plans.map(\.plan)).compactMap { capture -> ServerComplaint? in
                if case .refused(let complaint) = capture.result { complaint } else { nil }
            }.first
            return .raised(
                .horizonIncomplete, step: reading.state.step, object: answer.start.asked.identity, place: nil,
                FivePartMessage(
                    what: "\(answer.start.asked.words) cannot be planned in a database that is stretched",
                    serverSaid: complaint?.redacted,
                    stateNow: "nothing is known about the query when the data has grown",
                    next: "look at what the server says"))
        }
        let names = reading.law.unknown.sorted { $0.key < $1.key }.map { name, suggestion -> Finding in
            .raised(
                .horizonIncomplete, step: reading.state.step, object: name, place: nil,
                FivePartMessage(
                    what: "growth names \(name), which is not in the database",
                    stateNow: "that part of the law holds for nothing",
                    next: suggestion.map { "did you mean \($0)?" } ?? "write schema.table or schema.table.column"))
        }
        return queries + names
    }
}
