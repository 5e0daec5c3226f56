import RehearsalCore

extension ProgramCompiler {
    func season(_ rule: TimeRule, _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        let weights = rule.season
        guard rule.spanSeconds >= 86_400, rule.spanSeconds <= 86_400 * 365 * 100,
            weights.isEmpty || (weights.count == 12 && weights.allSatisfy { (0...1000).contains($0) }),
            rule.firstHour >= 0, rule.firstHour < rule.lastHour, rule.lastHour <= 24
        else {
            throw DatasetError(
                .outOfRange(
                    what: "the time", expected: "a span of 1d to 100y, twelve weights of 0 to 1000, hours within 0-24"),
                at: site.place)
        }
        let table = SeasonTable(clock: clock, rule: rule, in: memory)
        guard table.totalWeight > 0 else {
            throw DatasetError(.outOfRange(what: "the season", expected: "weight on a day of the span"), at: site.place)
        }
        var after: [BoundSource] = []
        for bound in rule.after { after.append(try boundSource(bound, site)) }
        let source = SeasonSource(
            table: table, after: memory.list(after), within: rule.withinSeconds.map { $0 * 1_000_000 },
            followsHeap: rule.followsHeap, clock: clock)
        return (.season(source), .time)
    }

    func offset(_ rule: OffsetRule, _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        guard rule.lowSeconds <= rule.highSeconds, rule.lowSeconds.magnitude < 1 << 40,
            rule.highSeconds.magnitude < 1 << 40
        else {
            throw DatasetError(.outOfRange(what: "the offset", expected: "the lower end first"), at: site.place)
        }
        let source = OffsetSource(
            from: try boundSource(rule.from, site), low: rule.lowSeconds * 1_000_000,
            width: UInt64(rule.highSeconds - rule.lowSeconds) * 1_000_000 + 1, atMidnight: rule.atMidnight,
            latest: rule.untilClock ? clock : nil)
        return (.offset(source), .time)
    }

    private func boundSource(_ bound: TimeBound, _ site: Site) throws(DatasetError) -> BoundSource {
        switch bound {
        case .clock: return .constant(clock)
        case .column(let column):
            let found = try program(site.table, column, site.place)
            try requireTimes(found, site)
            return .column(found)
        case .ancestor(let name, let column):
            let ancestor = try table(name, site.place)
            let steps = try steps(from: site.table, to: ancestor, site)
            let found = try program(ancestor, column, site.place)
            try requireTimes(found, site)
            return .ancestor(steps: steps, found)
        }
    }

    func requireTimes(_ program: Program, _ site: Site) throws(DatasetError) {
        for leaf in program.leaves where !leaf.isAlwaysNull {
            guard case .time = leaf.map else { throw DatasetError(.notATime(column: program.path), at: site.place) }
        }
    }
}
