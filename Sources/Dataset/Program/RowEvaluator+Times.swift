import RehearsalCore

extension RowEvaluator {
    /// A seasonal time; not before its bounds, and not after the clock unless a bound is.
    func time(_ rule: SeasonSource, _ program: Program, _ row: Int, _ counter: UInt64) -> Int64? {
        var earliest: Int64?
        for bound in rule.after {
            guard let time = time(bound, program.table, row) else { continue }
            earliest = max(earliest ?? time, time)
        }
        var draw = CounterRandom.draw(program.key, counter)
        if rule.followsHeap {
            // The row's place among all rows, moved within its own slot: times rise with the heap.
            let count = UInt64(tables[program.table].rowCount)
            let slot = UInt64.max / count
            draw = UInt64(heapPosition(program.table, row)) * slot + CounterRandom.below(slot, draw)
        }
        let low = earliest.map { rule.table.position(of: $0) } ?? 0
        var high = rule.table.totalWeight
        if let within = rule.within, let earliest { high = rule.table.position(of: earliest + within) }
        let time: Int64
        if high > low {
            time = rule.table.time(at: low + CounterRandom.below(high - low, draw))
        } else {
            let room = max(1, min(rule.within ?? 3_600_000_000, rule.clock - (earliest ?? rule.clock)))
            time = (earliest ?? rule.clock) + Int64(CounterRandom.below(UInt64(room), draw))
        }
        return max(earliest ?? time, milliseconds(time))
    }

    /// A time at a distance from another one; nil where that one is NULL.
    func time(_ rule: OffsetSource, _ program: Program, _ row: Int, _ counter: UInt64) -> Int64? {
        guard let from = time(rule.from, program.table, row) else { return nil }
        let draw = CounterRandom.draw(program.key, counter)
        var time = milliseconds(from + rule.low + Int64(CounterRandom.below(rule.width, draw)))
        if rule.atMidnight { time = Int64(CivilDate.day(of: time)) * CivilDate.microsecondsPerDay }
        if let latest = rule.latest { time = min(time, latest) }
        return time
    }

    private func time(_ bound: BoundSource, _ table: Int, _ row: Int) -> Int64? {
        switch bound {
        case .constant(let time): return time
        case .column(let program): return value(program, row, UInt64(row))?.code
        case .ancestor(let steps, let program):
            let found = ancestor(table, row, steps: steps)
            return value(program, found, UInt64(found))?.code
        }
    }

    /// Times have no more than three digits of a second, whatever the column could hold.
    private func milliseconds(_ time: Int64) -> Int64 { time.quotientRoundedDown(by: 1000) * 1000 }
}
