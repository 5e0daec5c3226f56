/// Numbers that are different in each group of rows, for unique keys over several columns: groups are the rows with one
/// value of another column of the key.
struct GroupOrder: Sendable {
    /// What makes the groups.
    enum Groups: Sendable {
        case parents(FanChooser)
        case values(CapturedCodes)
    }

    let groups: Groups
    /// The column that makes the groups, as in ``Program/path``.
    let groupPath: FrozenList<UInt8>
    /// Numbers are below this.
    let numberCount: Int
    /// False counts from 0 in each group, as the lines of an invoice are.
    let isShuffled: Bool
    let key: UInt64

    /// The row's number in its group.
    @inline(__always)
    func number(at place: Int) -> Int {
        let group: Int
        let position: Int
        switch groups {
        case .parents(let chooser):
            let rank = chooser.order.rank(of: place)
            group = chooser.fanOut.parent(of: rank)
            position = rank - chooser.fanOut.firstRow(of: group)
        case .values(let codes): (group, position) = codes.group(at: place)
        }
        guard isShuffled else { return position }
        let order = Permutation(count: UInt64(numberCount), key: CounterRandom.key(key, group))
        return Int(order(UInt64(position)))
    }

    /// The most rows that a group has.
    static func largest(_ groups: Groups) -> Int {
        switch groups {
        case .parents(let chooser): chooser.fanOut.largest
        case .values(let codes): codes.largestGroup
        }
    }
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
            let largest = GroupOrder.largest(groups)
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
                isShuffled: isReference || numberCount > 4 * largest, key: CounterRandom.key(site.key, "group"))
        }
        return nil
    }

    /// The column of a key that is made different within the others' groups: one that points nowhere, if there is one.
    private func last(of key: [String], _ layout: TableLayout) -> String? {
        key.last { !pointsElsewhere($0, layout) } ?? key.last
    }

    private func pointsElsewhere(_ column: String, _ layout: TableLayout) -> Bool {
        layout.foreignKeys.contains { $0.columns.contains(column) }
    }
}
