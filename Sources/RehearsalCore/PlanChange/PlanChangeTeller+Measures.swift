//  What running the queries showed.

extension PlanChangeTeller {
    mutating func tellMeasures() {
        tellBlocks()
        tellSpills()
        if rowsGrew {
            tell(.rowGrowth, .warn, "rows read or joined \(Self.growth(old.rowsTouched, new.rowsTouched))")
        }
        tellEstimates()
        // A query that only reads writes WAL where it tidies up pages that others left.
        let writes = newPlan.writes
        if writes, new.walBytes >= thresholds.walBytes, new.walBytes * 2 >= old.walBytes * 3 {
            tell(.walGrowth, .warn, "WAL bytes \(Self.growth(Double(old.walBytes), Double(new.walBytes)))")
        }
        tellTriggers()
        let planning = (oldPlan.execution?.planningBlocks ?? 0, newPlan.execution?.planningBlocks ?? 0)
        if planning.1 >= 2 * planning.0, planning.1 - planning.0 >= 200 {
            tell(.planningGrowth, .warn, "blocks of planning \(Self.growth(Double(planning.0), Double(planning.1)))")
        }
    }

    private mutating func tellBlocks() {
        guard blocksGrew, let was = old.blocks, let now = new.blocks else { return }
        let fails =
            Double(now) >= thresholds.bufferFailure * Double(was) && now - was >= thresholds.bufferFailureBlocks
        tell(.bufferGrowth, fails ? .fail : .warn, "blocks \(Self.growth(Double(was), Double(now)))")
    }

    private mutating func tellSpills() {
        let grew = new.tempBlocks - old.tempBlocks >= thresholds.spillBlocks && new.tempBlocks >= 2 * old.tempBlocks
        guard grew else { return }
        let words = "temporary blocks written \(Self.growth(Double(old.tempBlocks), Double(new.tempBlocks)))"
        tell(.newSpill, .fail, words)
    }

    private mutating func tellEstimates() {
        guard isMeasured else { return }
        if new.worstEstimate >= thresholds.estimateError, new.worstEstimate >= 2 * noise * old.worstEstimate {
            tell(
                .estimateError, .warn,
                "estimates are wrong by a factor of \(count(new.worstEstimate)), were by \(count(old.worstEstimate)): "
                    + new.worstEstimateLabel)
        }
        if let collapsed = new.collapsed, old.collapsed == nil { tell(.estimateCollapse, .fail, collapsed) }
    }

    private mutating func tellTriggers() {
        guard let was = oldPlan.execution?.triggerCalls, let now = newPlan.execution?.triggerCalls else { return }
        for (name, calls) in now.sorted(by: { $0.key < $1.key }) where calls > 0 && calls >= 2 * (was[name] ?? 0) {
            tell(.triggerCalls, .warn, "trigger \(name) is called \(calls) times, was \(was[name] ?? 0)")
        }
    }

    /// What the plans under other circumstances say.
    mutating func tellViews() {
        tellCost()
        tellParallel()
        tellGeneric()
    }

    /// By what factor the estimates of the query differ from one sample of statistics to the next.
    private var noise: Double {
        [before, after].compactMap(\.views.samples).map { $0.highestCost / max($0.lowestCost, 1) }.max() ?? 1
    }

    /// For a query that was not run; its own noise is taken off.
    private mutating func tellCost() {
        guard !isMeasured else { return }
        let (was, now) = (oldPlan.root.totalCost, newPlan.root.totalCost)
        guard was > 0, now > was * max(1.25, 1.5 * noise), now - was >= 100 else { return }
        tell(.costGrowth, .warn, "estimated cost \(Self.growth(was, now))")
    }

    /// PostgreSQL's default; what the server compiles depends on its own.
    private static let jitAboveCost = 100_000.0

    private mutating func tellParallel() {
        let gathers = [before, after].map { $0.views.parallel.map { PlanMetrics(of: $0).hasGather } ?? false }
        if gathers[0] && !gathers[1] { tell(.parallelLost, .note, "no longer planned with parallel workers") }
        if !gathers[0] && gathers[1] { tell(.parallelGained, .note, "now planned with parallel workers") }
        let (was, now) = (oldPlan.root.totalCost, newPlan.root.totalCost)
        guard (was >= Self.jitAboveCost) != (now >= Self.jitAboveCost) else { return }
        tell(
            .jitCrossed, .note,
            "the estimated cost \(Self.growth(was, now)) crosses the \(count(Self.jitAboveCost)) of jit_above_cost"
        )
    }

    /// The server changes to a generic plan that is expected to cost less than planning and running those made for
    /// the values at hand (choose_custom_plan in plancache.c).
    private mutating func tellGeneric() {
        guard Self.prefersGeneric(after, newPlan), !Self.prefersGeneric(before, oldPlan) else { return }
        tell(
            .genericFlip, .note,
            "a prepared statement will change to the generic plan, which is another one than for these parameters")
    }

    private static func prefersGeneric(_ capture: CapturedQueryPlan, _ plan: QueryPlan) -> Bool {
        guard let generic = capture.views.generic else { return false }
        let relations = Double(plan.root.all.count { $0.relation != nil })
        return generic.root.totalCost < plan.root.totalCost + 1000 * 0.0025 * (relations + 1)
    }

    mutating func tellRuns(isSameData: Bool, declaresOtherRows: Bool) {
        switch (before.run, after.run) {
        case (.ran, .timedOut(let milliseconds)):
            tell(.timeout, .fail, "not finished after \(milliseconds / 1000) s, finished before")
        case (.ran(let was?), .ran(let now?)) where isSameData && was != now:
            let rows =
                was.count == now.count
                ? "\(now.count) rows, others than before" : "\(now.count) rows, were \(was.count)"
            tell(
                .wrongResult, declaresOtherRows ? .warn : .fail, "gives \(rows), from the same rows of the same tables")
        default: break
        }
    }
}
