/// How a row's range comes from where it begins.
struct CompiledRange: Sendable, BitwiseCopyable {
    let from: Program
    /// Gives bounds their form: its map is that of numbers of one scale, or of times.
    let bound: Program
    /// Lengths in the bounds' codes at equal steps of probability, rising; two entries at least.
    let lengths: FrozenList<Int64>
    let empty: Share
    let openBelow: Share
    let openAbove: Share
    let keys: Keys

    /// The keys of a range's draws.
    struct Keys: Sendable, BitwiseCopyable {
        let length: UInt64
        let empty: UInt64
        let below: UInt64
        let above: UInt64

        init(_ key: UInt64) {
            length = CounterRandom.key(key, "length")
            empty = CounterRandom.key(key, "empty")
            below = CounterRandom.key(key, "open below")
            above = CounterRandom.key(key, "open above")
        }
    }

    /// A range as its bounds; nil is a side without a bound.
    enum Bounds {
        case empty
        case sides(lower: RowValue?, upper: RowValue?)
    }

    func bounds(of value: RowValue, _ evaluator: RowEvaluator) -> Bounds {
        let counter = value.counter
        if isDrawn(empty, keys.empty, counter) { return .empty }
        let lower = evaluator.value(from, value.row, counter).map { code(of: $0) } ?? 0
        let upper = lower &+ length(CounterRandom.draw(keys.length, counter))
        func side(_ code: Int64, isOpen: Bool) -> RowValue? {
            isOpen ? nil : RowValue(program: bound, code: code, row: value.row, counter: counter)
        }
        return .sides(
            lower: side(lower, isOpen: isDrawn(openBelow, keys.below, counter)),
            upper: side(upper, isOpen: isDrawn(openAbove, keys.above, counter)))
    }

    private func isDrawn(_ share: Share, _ key: UInt64, _ counter: UInt64) -> Bool {
        share.millionths > 0 && share.contains(CounterRandom.draw(key, counter))
    }

    /// The beginning with as many decimals as bounds have.
    private func code(of value: RowValue) -> Int64 {
        guard case .number(let own) = value.program.map, case .number(let scale) = bound.map, scale > own else {
            return value.code
        }
        return value.code &* PowersOfTen.value(scale - own)
    }

    /// Between two entries lengths lie on a straight line.
    private func length(_ draw: UInt64) -> Int64 {
        let place = draw.multipliedFullWidth(by: UInt64(lengths.count - 1))
        let (low, high) = (lengths[Int(place.high)], lengths[Int(place.high) + 1])
        return low + Int64(CounterRandom.below(UInt64(high - low) + 1, place.low))
    }
}
