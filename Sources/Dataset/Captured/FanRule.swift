/// How many children each parent has, by what was captured: the numbers of children, who has none, whose children are
/// the most common ones, and how the children lie along the order of the parents' keys.
struct FanRule {
    let known: CapturedKey?
    let statistics: CapturedStatistics
    let isUnique: Bool
    let childrenCount: Int
    let positions: KeyPositions
    /// How many times as many parents there are as were captured.
    var parentGrowth = 1.0
    /// Whether ANALYZE looked at a part of the rows only.
    var isSampled = true

    /// The number of children of each parent in the order of its heap, which add up to all children; nil where there
    /// are too few parents.
    ///
    /// - Parameter commonParents: hears which parent each common value is, by its place among the statistics' ones.
    func weights(key: UInt64, _ commonParents: inout [Int: Int]) -> [UInt64]? {
        let parentCount = positions.count
        if isUnique, childrenCount > parentCount { return nil }
        guard parentCount > 0, childrenCount > 0 else { return [UInt64](repeating: 0, count: parentCount) }
        var slots = KeySlots(positions.all(key: key), statistics: statistics, span: known?.span, key: key)
        var children = [UInt64](repeating: 0, count: parentCount)
        var left = childrenCount
        var leastCommon = Int.max
        let common = statistics.commonShares(isSampled: isSampled)
        for (parent, share, index) in isUnique ? [] : slots.takeCommon(common, statistics, growth: parentGrowth)
        where left > 0 {
            commonParents[index] = commonParents[index] ?? parent
            children[parent] = UInt64(max(1, min(left, Int((share * Double(childrenCount)).rounded()))))
            left -= Int(children[parent])
            leastCommon = min(leastCommon, Int(children[parent]))
        }
        let commonCount = parentCount - slots.freeCount - slots.outsideCount
        slots.spread(Double(left))
        let roomy = slots.repeatedBoundCount
        var counts = counts(of: left, among: slots.freeCount, besides: commonCount)
        if !isSampled, leastCommon < .max {
            // ANALYZE saw every row: nobody else has as many children as the rarest of the common ones, or more.
            counts = counts.limited(to: max(leastCommon - 1, (left + counts.count - 1) / max(1, counts.count)))
            // Nor does anybody reach from one bound to the next but those that are two bounds.
            let most = Int(Double(left) / Double(slots.slotCount))
            if statistics.gaps != nil, roomy < counts.count {
                let others = Array(counts[roomy...])
                let least = (others.reduce(0, +) + others.count - 1) / others.count
                counts = counts[..<roomy] + others.limited(to: max(most, least))
            }
        }
        for count in counts where count > 0 {
            guard let parent = slots.take(Double(count)) else { break }
            children[parent] = UInt64(count)
        }
        return children
    }

    /// How many children the other parents have, the most first; zeros are left out.
    private func counts(of left: Int, among free: Int, besides commonCount: Int) -> [Int] {
        guard left > 0, free > 0 else { return [] }
        if isUnique { return [Int](repeating: 1, count: min(left, free)) }
        let childless = known.map { Int(($0.childless * Double(positions.count)).rounded()) } ?? 0
        let wanted = positions.count - childless - commonCount
        let parents = min(max(1, wanted), free, left)
        let shares = [0] + CapturedKey.fanOutShares
        guard let fanOut = known?.fanOut, fanOut.count == shares.count - 1 else {
            return (0..<parents).map { left * ($0 + 1) / parents - left * $0 / parents }.sorted(by: >)
        }
        let steps = [fanOut[0]] + fanOut
        let raw = (0..<parents).map { number -> Double in
            let share = (Double(number) + 0.5) / Double(parents + commonCount)
            let step = shares.dropFirst().firstIndex { share < $0 } ?? shares.count - 1
            let part = (share - shares[step - 1]) / (shares[step] - shares[step - 1])
            return max(0, Double(steps[step - 1]) + part * Double(steps[step] - steps[step - 1]) - 1)
        }
        // Each has one child; what there is beyond that is stretched to add up.
        let beyond = raw.reduce(0, +)
        let spare = Double(left - parents)
        var (running, given) = (0.0, 0)
        return raw.enumerated().map { number, count in
            running += beyond > 0 ? count * spare / beyond : spare / Double(parents)
            let upTo = number == parents - 1 ? left - parents : Int(running.rounded())
            defer { given = upTo }
            return 1 + max(0, upTo - given)
        }.sorted(by: >).limited(to: beyond * 1.6 > spare ? Int(fanOut[fanOut.count - 1]) : .max)
    }
}

extension [Int] {
    /// What is above the limit is given to those that are below it, the largest first.
    ///
    /// - Precondition: the list falls.
    fileprivate func limited(to most: Int) -> [Int] {
        var left = reduce(0) { $0 + Swift.max(0, $1 - most) }
        if left == 0 { return self }
        var limited = map { Swift.min($0, most) }
        while left > 0, let index = limited.firstIndex(where: { $0 < most }) {
            for place in index..<limited.count where left > 0 {
                limited[place] += 1
                left -= 1
            }
        }
        // No room at all: the limit cannot be kept.
        if left > 0, !limited.isEmpty { limited[0] += left }
        return limited.sorted(by: >)
    }
}

/// Parents by where they lie between the bounds of their children's histogram.
private struct KeySlots {
    /// Parents of each slot in the order of their keys; in the first and the last slot those outside of the bounds.
    private var parents: [[Int]]
    /// Whether a parent was taken as a common one.
    private var taken: Set<Int> = []
    /// For each slot the children that it is to have still.
    private var wanted: [Double] = []
    /// For each slot its free parents in random order, the next one last.
    private var free: [[Int]] = []
    /// Slots with free parents, that of the most wanted children a parent first.
    private var queue = UrgencyQueue()
    /// Parents that no child can point at.
    private(set) var outsideCount = 0
    private let key: UInt64

    /// How many slots lie between bounds.
    var slotCount: Int { max(1, parents.count - 2) }
    /// How many parents are a bound more than once.
    private(set) var repeatedBoundCount = 0

    var freeCount: Int { parents.reduce(0) { $0 + $1.count } - taken.count }

    /// - Parameter span: as in ``CapturedKey/span``.
    init(_ positions: [Double], statistics: CapturedStatistics, span: [Double]?, key: UInt64) {
        self.key = key
        let span = span?.count == 4 && (span?[1] ?? 0) > (span?[0] ?? 0) ? span : nil
        let (low, high) = (span?[0] ?? -.infinity, span?[1] ?? .infinity)
        let (first, last) = span.map { ($0[2], max($0[3], $0[2] + 0.000001)) } ?? (0, 1)
        let boundCount = max(2, statistics.bounds ?? 2)
        let gaps = statistics.gaps ?? (0..<boundCount).map { Double($0) / Double(boundCount - 1) }
        parents = [[Int]](repeating: [], count: max(1, gaps.count - 1) + 2)
        // Half a step on both sides, for parents that lie on the ends.
        let slack = 0.5 / Double(max(1, positions.count))
        for parent in positions.indices.sorted(by: { (positions[$0], $0) < (positions[$1], $1) }) {
            let position = positions[parent]
            if position < low - slack || position > high + slack {
                outsideCount += 1
                continue
            }
            let inside = (position - first) / (last - first)
            let isBelow = position < first - slack
            let isAbove = position > last + slack
            let slot =
                isBelow ? 0 : isAbove ? parents.count - 1 : 1 + Self.slot(of: inside, gaps, parents.count - 2)
            parents[slot].append(parent)
        }
        if outsideCount == positions.count {
            parents[1] = Array(positions.indices)
            outsideCount = 0
        }
    }

    /// Gaps have four decimals.
    private static let rounding = 0.00005

    private static func slot(of position: Double, _ gaps: [Double], _ count: Int) -> Int {
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if gaps[middle] <= position + rounding { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Takes a parent for each common value, in the slot where it lay; with the value's share.
    ///
    /// Among as many times more parents each common share is that of so many, who have as many children as the one had.
    mutating func takeCommon(
        _ captured: [Double], _ statistics: CapturedStatistics, growth: Double
    ) -> [(parent: Int, share: Double, index: Int)] {
        let sources = (0..<Int((Double(captured.count) * growth).rounded())).map {
            min(Int(Double($0) / growth), captured.count - 1)
        }
        let shares = sources.map { captured[$0] / growth }
        let ranks = sources.map { statistics.ranks?[safe: $0] ?? $0 }
        let order = shares.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
        var bySlot: [Int: [Int]] = [:]
        for (number, index) in order.enumerated() {
            let above = statistics.bounds == nil ? nil : statistics.above?[safe: sources[index]]
            let slot =
                above.map { min(max($0, 0), parents.count - 1) } ?? 1 + number * (parents.count - 2) / order.count
            bySlot[slot, default: []].append(index)
        }
        var found: [(parent: Int, share: Double, index: Int)] = []
        for (slot, indices) in bySlot.sorted(by: { $0.key < $1.key }) {
            // The first of a slot is a bound of the histogram, which is made of what is not common.
            let free = parents[slot].filter { !taken.contains($0) }
            let here = slot > 0 && free.count > indices.count ? Array(free.dropFirst()) : free
            for (number, index) in indices.enumerated() where number < here.count {
                let parent = here[(2 * number + 1) * here.count / (2 * min(indices.count, here.count))]
                if taken.insert(parent).inserted { found.append((parent, shares[index], sources[index])) }
            }
            // More than the slot has parents for: any others.
            for index in indices.dropFirst(here.count) {
                guard let parent = parents.lazy.joined().first(where: { !taken.contains($0) }) else { break }
                taken.insert(parent)
                found.append((parent, shares[index], sources[index]))
            }
        }
        return found
    }

    /// Wants as many of the children in each slot as in every other; those of slots between equal bounds, in which no
    /// parent lies, are the next one's, whose first parent is both bounds.
    mutating func spread(_ children: Double) {
        free = parents.map { slot in
            slot.filter { !taken.contains($0) }.sorted {
                CounterRandom.draw(key, UInt64($0)) < CounterRandom.draw(key, UInt64($1))
            }
        }
        let share = children / Double(slotCount)
        wanted = [Double](repeating: 0, count: parents.count)
        var passed = 0.0
        for slot in parents.indices.dropFirst().dropLast() {
            passed += share
            if parents[slot].isEmpty { continue }
            wanted[slot] = passed
            // The parent that is two bounds comes first, and so gets the most.
            if passed > share, let bound = parents[slot].first, let place = free[slot].firstIndex(of: bound) {
                free[slot].append(free[slot].remove(at: place))
                repeatedBoundCount += 1
            }
            passed = 0
        }
        for slot in free.indices where !free[slot].isEmpty { queue.insert(slot, urgency(slot)) }
    }

    /// The slot whose free parents need the most children each gives one of them.
    mutating func take(_ children: Double) -> Int? {
        guard let slot = queue.popFirst(), let parent = free[slot].popLast() else { return nil }
        wanted[slot] -= children
        if !free[slot].isEmpty { queue.insert(slot, urgency(slot)) }
        return parent
    }

    private func urgency(_ slot: Int) -> Double { wanted[slot] / Double(free[slot].count) }
}

/// How a row finds the row that it points at: its rank among all rows, and whose child that rank is.
struct FanChooser: Sendable, BitwiseCopyable {
    private let body: Frozen<Body>

    private struct Body: BitwiseCopyable {
        let order: RankOrder
        let fanOut: FanOut
        let target: Int
        let isOneToOne: Bool
    }

    init(order: RankOrder, fanOut: FanOut, target: Int, isOneToOne: Bool, in memory: FrozenMemory) {
        body = Frozen(Body(order: order, fanOut: fanOut, target: target, isOneToOne: isOneToOne), in: memory)
    }

    var order: RankOrder { body.value.order }
    var fanOut: FanOut { body.value.fanOut }
    var target: Int { body.value.target }
    var isOneToOne: Bool { body.value.isOneToOne }

    /// The place over there in the heap.
    @inline(__always)
    func parentPlace(of place: Int) -> Int { fanOut.parent(of: order.rank(of: place)) }

    /// The same for places that follow each other.
    func parentPlaces(of places: Range<Int>, into parents: CodeColumn) {
        order.ranks(of: places, into: parents)
        let fanOut = fanOut
        for index in 0..<places.count { parents[index] = Int64(fanOut.parent(of: Int(parents[index]))) }
    }
}
