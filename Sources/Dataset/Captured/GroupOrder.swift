/// Numbers that are different in each group of rows, for unique keys over several columns: groups are the rows with one
/// value of another column of the key.
struct GroupOrder: Sendable {
    /// What makes the groups.
    enum Groups: Sendable {
        case parents(FanChooser)
        case values(CapturedCodes)

        /// The rank of a place: rows of one group have ranks that follow each other.
        @inline(__always)
        func rank(of place: Int) -> Int {
            switch self {
            case .parents(let chooser): chooser.order.rank(of: place)
            case .values(let codes): codes.order.rank(of: place)
            }
        }

        /// The group of a place, and the row's position in it, from 0.
        @inline(__always)
        func group(at place: Int) -> (number: Int, position: Int) {
            let rank = rank(of: place)
            switch self {
            case .parents(let chooser):
                let parent = chooser.fanOut.parent(of: rank)
                return (parent, rank - chooser.fanOut.firstRow(of: parent))
            case .values(let codes): return codes.number(ofRank: rank)
            }
        }

        /// Where rows follow in rounds of which each has a number of its own, how many; else 0.
        var roundCount: Int {
            switch self {
            case .parents(let chooser): chooser.order.roundCount
            case .values(let codes): codes.order.roundCount
            }
        }

        /// Rows by group.
        var sizes: [Int] {
            switch self {
            case .parents(let chooser): (0..<chooser.fanOut.parentCount).map { chooser.fanOut.rowCount(of: $0) }
            case .values(let codes): codes.sizes
            }
        }

        /// The most rows that a group has.
        var largest: Int {
            switch self {
            case .parents(let chooser): chooser.fanOut.largest
            case .values(let codes): codes.largestGroup
            }
        }
    }

    let groups: Groups
    /// The column that makes the groups, as in ``Program/path``.
    let groupPath: FrozenList<UInt8>
    /// Numbers are below this.
    let numberCount: Int
    /// False counts from 0 in each group, as the lines of an invoice are.
    let isShuffled: Bool
    let key: UInt64
    /// Where the numbers are rows over there that have numbers of children of their own.
    var pairing: Frozen<GroupPairing>?

    /// The row's number in its group.
    @inline(__always)
    func number(at place: Int) -> Int {
        if let pairing { return pairing.value.parent(ofRank: groups.rank(of: place)) }
        // No group has more rows than there are rounds, and its ranks follow each other.
        if groups.roundCount > 0 { return groups.rank(of: place) % groups.roundCount }
        let (group, position) = groups.group(at: place)
        guard isShuffled else { return position }
        let order = Permutation(count: UInt64(numberCount), key: CounterRandom.key(key, group))
        return Int(order(UInt64(position)))
    }
}

/// Children of two parents each, no two of the same two: ranks by the one parent are walked through in strides to ranks
/// by the other.
struct GroupPairing: Sendable {
    private let fanOut: FanOut
    private let count: Int
    private let stride: Int

    private static let attempts = 400

    /// Nil where no stride was found by which the rows of every group lie further apart than a parent over there has
    /// children.
    init?(_ fanOut: FanOut, largestGroup: Int) {
        let (count, most) = (fanOut.rowCount, fanOut.largest)
        guard largestGroup * most < count, largestGroup * Self.attempts < 50_000_000 else { return nil }
        // Near the golden section multiples lie far apart.
        let start = Int(0.618_033_988_75 * Double(count))
        let found = (0..<Self.attempts).lazy.map { start + $0 }.first { stride in
            Self.divisor(stride, count) == 1
                && (1..<max(2, largestGroup)).allSatisfy { distance in
                    let apart = distance.multipliedReportingOverflow(by: stride).partialValue % count
                    return largestGroup < 2 || min(apart, count - apart) >= most
                }
        }
        guard let found else { return nil }
        (self.fanOut, self.count, stride) = (fanOut, count, found)
    }

    @inline(__always)
    func parent(ofRank rank: Int) -> Int {
        let (high, low) = UInt64(rank).multipliedFullWidth(by: UInt64(stride))
        return fanOut.parent(of: Int(UInt64(count).dividingFullWidth((high, low)).remainder))
    }

    private static func divisor(_ one: Int, _ other: Int) -> Int { other == 0 ? one : divisor(other, one % other) }
}

extension ProgramCompiler {
    /// What has to be different within a group, because a unique key asks for it; nil for a column that nothing asks.
    ///
    /// - Parameter count: how many different values there are to give, at least.
    func groupOrder(
        for column: String, count: Int, _ site: Site
    ) throws(DatasetError) -> GroupOrder? {
        let layout = layouts[site.table]
        let keys = [layout.primaryKey] + layout.uniqueKeys
        for key in keys where key.count > 1 && key.contains(column) {
            // A key of which one column is unique by itself asks nothing of the others.
            guard !key.contains(where: { name in keys.contains([name]) }), last(of: key, layout) == column,
                let other = key.first(where: { pointsElsewhere($0, layout) && $0 != column })
                    ?? key.first(where: { $0 != column })
            else { continue }
            let program = try program(site.table, other, site.place)
            let groups: GroupOrder.Groups
            switch program.source {
            case .fetch(.fan(let chooser), _): groups = .parents(chooser)
            case .captured(let codes): groups = .values(codes)
            default: continue
            }
            let largest = groups.largest
            // Every group is one row: the other column keeps the key by itself.
            if largest <= 1 { continue }
            let isReference = pointsElsewhere(column, layout)
            if isReference, largest > count {
                throw DatasetError(
                    .notEnoughDistinct(
                        what: "a group of \(program.path) in \(site.path)", wanted: largest, available: count),
                    at: site.place)
            }
            let numberCount = max(count, largest)
            return GroupOrder(
                groups: groups, groupPath: memory.list(program.path.utf8), numberCount: numberCount,
                isShuffled: isReference || 4 * numberCount > 5 * largest, key: CounterRandom.key(site.key, "group"))
        }
        return nil
    }

    /// The heap follows the other column of a two-column key, which leads nowhere, more than it follows this one: the
    /// number of that one's values and the share of places that follow them. Nil elsewhere.
    ///
    /// Then the rows lie in rounds, in each of which every parent has a row at most: a ledger's balances year by year.
    func rounds(
        besides column: String, _ fanOut: FanOut, ordered: Double, _ site: Site
    ) throws(DatasetError) -> (count: Int, ordered: Double)? {
        let layout = layouts[site.table]
        let keys = [layout.primaryKey] + layout.uniqueKeys
        let key = keys.first { key in
            key.count == 2 && key.contains(column) && !keys.contains { $0.count == 1 && key.contains($0[0]) }
        }
        guard let key, let other = last(of: key, layout), other != column, !pointsElsewhere(other, layout),
            layout.partitionKey.isEmpty, site.nulls == nil,
            let field = shape.tables[site.table].columns.first(where: { $0.name == other })?.field,
            case .captured(let statistics) = field.generator, statistics.nulls == 0,
            let correlation = statistics.correlation
        else { return nil }
        let otherSite = Site(
            table: site.table, path: rows[site.table].name.description + "." + other, place: field.place,
            key: CounterRandom.key(rows[site.table].key, other))
        let count = max(builder(statistics, isUnique: false, otherSite).distinctCount, fanOut.largest)
        guard fanOut.largest > 1, count > 1, count <= Self.mostRounds else { return nil }
        let share = 1 / Double(count)
        let groups = (0..<count).map { (start: Double($0) * share, share: share) }
        let followed = RankOrder.orderedShare(forCorrelation: correlation, groups: groups)
        return followed.magnitude > ordered.magnitude + 0.1 ? (count, followed) : nil
    }

    private static var mostRounds: Int { 1000 }

    /// The column of a key that is made different within the others' groups: one that points nowhere, if there is one.
    private func last(of key: [String], _ layout: TableLayout) -> String? {
        key.last { !pointsElsewhere($0, layout) } ?? key.last
    }

    private func pointsElsewhere(_ column: String, _ layout: TableLayout) -> Bool {
        layout.foreignKeys.contains { $0.columns.contains(column) }
    }
}
