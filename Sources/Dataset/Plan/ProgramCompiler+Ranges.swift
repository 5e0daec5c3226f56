import RehearsalCore

extension ProgramCompiler {
    /// A hand-written range.
    func range(_ rule: RangeRule, _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        let from = try compile(rule.from, site.nested("from", rule.from.place))
        if ColumnChecks(compiler: self).mayBeNull(from) {
            throw DatasetError(.mayBeNull(column: from.path), at: rule.from.place)
        }
        switch rule.span {
        case .seconds(let low, let high):
            try requireTimes(from, site)
            try requireOrder(0 < low && low <= high && high < 1 << 40, "The span of a range", site)
            let lengths = [low * 1_000_000, high * 1_000_000]
            return (.counter, ranges(from, map: .time, lengths: lengths, rule, site))
        case .numbers(let low, let high):
            let scale = max(try numberScale(from, site), low.scale, high.scale)
            guard let least = low.rescaled(to: scale), let most = high.rescaled(to: scale) else {
                throw DatasetError(.outOfRange(what: "the span of a range", expected: "fewer digits"), at: site.place)
            }
            try requireOrder(0 < least && least <= most && most < 1 << 60, "The span of a range", site)
            return (.counter, ranges(from, map: .number(scale: scale), lengths: [least, most], rule, site))
        }
    }

    /// Ranges that begin where captured ones did, are as long, and as often empty or open.
    func range(
        _ statistics: CapturedStatistics, of element: String, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        let known = statistics.ranges ?? CapturedRanges()
        // Without a beginning in the sample nobody knows how many there are.
        let distinct = known.distinct.flatMap { $0 == 0 ? nil : $0 } ?? -1
        let starts = CapturedStatistics(
            type: element, nulls: 0, width: known.width ?? 8, distinct: distinct,
            correlation: known.correlation, bounds: known.starts?.count, gaps: known.starts)
        let place = site.nested("from", site.place)
        let (source, map) = try scalar(starts, typeName: element, nil, isUnique: false, place)
        guard case .captured(let codes) = source else {
            throw DatasetError(.typeNotSupported(column: site.path, type: statistics.type), at: site.place)
        }
        let body = ProgramBody(
            path: memory.list(place.path.utf8), table: site.table, source: source, map: map, nulls: .never,
            key: place.key, memoSlot: nil)
        func share(_ share: Double) -> Share { Share(millionths: Int((share * 1_000_000).rounded())) }
        let rule = RangeRule(
            from: Field(.captured(starts), place: site.place), span: .seconds(low: 1, high: 1),
            empty: share(known.empty), openBelow: share(known.openBelow), openAbove: share(known.openAbove))
        let unit: Int64 = element == "date" ? CivilDate.microsecondsPerDay : 1
        let whole = wholeDistance(known, of: codes, map, unit)
        let lengths = (known.lengths ?? [0.01, 0.01]).map { length in
            // No range of so much as a code is empty.
            max(unit, Int64((length * whole / Double(unit)).rounded()) * unit)
        }
        let made = ranges(Program(body, in: memory), map: map, lengths: lengths, rule, site)
        return (.counter, made)
    }

    /// What starts and lengths are told in parts of, in codes.
    private func wholeDistance(
        _ known: CapturedRanges, of codes: CapturedCodes, _ map: ValueMap, _ unit: Int64
    ) -> Double {
        let share = (known.starts?.last ?? 0) - (known.starts?.first ?? 0)
        if share > 0.0001, let bounds = codes.bounds, bounds.lowerBound < bounds.upperBound {
            return min(Double(bounds.upperBound - bounds.lowerBound) / share, 0x1p58)
        }
        if case .time = map { return Double(365 * CivilDate.microsecondsPerDay) }
        // All begin at one number: the shortest is long enough to tell it from others.
        return 100_000 * Double(unit)
    }

    private func ranges(
        _ from: Program, map: ValueMap, lengths: [Int64], _ rule: RangeRule, _ site: Site
    ) -> ValueMap {
        let key = CounterRandom.key(site.key, "range")
        let bound = ProgramBody(
            path: memory.list(site.path.utf8), table: site.table, source: .counter, map: map, nulls: .never, key: key,
            memoSlot: nil)
        let range = CompiledRange(
            from: from, bound: Program(bound, in: memory), lengths: memory.list(lengths.sorted()), empty: rule.empty,
            openBelow: rule.openBelow, openAbove: rule.openAbove, keys: CompiledRange.Keys(key))
        return .range(Frozen(range, in: memory))
    }
}
