//  What is read off the trees.

extension PlanChangeTeller {
    mutating func tellShape() {
        if oldPrints.conditions != newPrints.conditions { tellAccess() }
        tellPruning()
        guard oldPrints.shape != newPrints.shape else { return }
        tellJoins()
        tellSorts()
    }

    private mutating func tellAccess() {
        for (table, was) in oldAccess.sorted(by: { $0.key < $1.key }) {
            guard let now = newAccess[table] else { continue }
            tellScans(table, was, now)
            tellIndexes(table, was, now)
            tellConditions(table, was, now)
        }
    }

    private mutating func tellScans(_ table: String, _ was: TableAccess, _ now: TableAccess) {
        if was.usesIndex, now.sequential > was.sequential, now.byIndex + now.indexOnly < was.byIndex + was.indexOnly {
            let fails = isLarge(table) && costsMore
            let pages = size(of: table).map { " (\($0.pages) pages)" } ?? ""
            tell(.scanDowngrade, fails ? .fail : .note, "\(table) is read whole\(pages), was reached by an index")
        } else if was.indexOnly > now.indexOnly, now.byIndex > was.byIndex {
            tell(
                .scanDowngrade, costsMore ? .warn : .note,
                "an index alone no longer answers about \(table): its rows are visited")
        }
    }

    private mutating func tellIndexes(_ table: String, _ was: TableAccess, _ now: TableAccess) {
        let gone = was.indexes.filter { now.indexes[$0.key] == nil }.map(\.value).sorted()
        let come = now.indexes.filter { was.indexes[$0.key] == nil }.map(\.value).sorted()
        let lost = gone.filter { lostIndexes.contains($0) && !now.indexes.values.contains($0) }
        if let index = lost.first {
            tell(
                .lostIndex, costsMore ? .fail : .note, "index \(lost.joined(separator: ", ")) of \(table) is gone",
                index: index)
        }
        guard !gone.isEmpty, !come.isEmpty else { return }
        let grew = now.rowsRemoved >= 10 * was.rowsRemoved && now.rowsRemoved - was.rowsRemoved >= thresholds.rows / 10
        let rows = grew ? "; rows removed \(Self.growth(was.rowsRemoved, now.rowsRemoved))" : ""
        tell(
            .indexSwitch, grew ? .warn : .note,
            "\(table) is reached by \(come.joined(separator: ", ")), was \(gone.joined(separator: ", "))\(rows)",
            index: gone.first)
    }

    private mutating func tellConditions(_ table: String, _ was: TableAccess, _ now: TableAccess) {
        guard let (condition, filter) = Self.demoted(table, was, now) else { return }
        let returned = newPlan.root.measured.map { max($0.rows * $0.loops, 1) } ?? 1
        let removesMany = now.rowsRemoved >= thresholds.rows && now.rowsRemoved >= 10 * returned
        let severity: Severity = !costsMore ? .note : removesMany ? .fail : .warn
        let form = condition == filter ? "" : " as \(condition)"
        tell(.conditionDemoted, severity, "\(filter) filters rows of \(table), was looked up in an index\(form)")
    }

    /// A condition that no longer finds rows by an index, and what filters by the same columns: the same condition, or
    /// one that a cast, a function or a collation keeps out of the index.
    private static func demoted(
        _ table: String, _ was: TableAccess, _ now: TableAccess
    ) -> (condition: String, filter: String)? {
        let lost = was.indexConditions.subtracting(now.indexConditions).sorted()
        if let same = lost.first(where: now.filters.contains) { return (same, same) }
        let lookedUp = now.indexConditions.reduce(into: Set<String>()) {
            $0.formUnion(TableAccess.columns(of: table, in: $1))
        }
        for condition in lost {
            let columns = TableAccess.columns(of: table, in: condition)
            guard !columns.isEmpty, columns.isDisjoint(with: lookedUp) else { continue }
            let filter = now.filters.sorted().first { TableAccess.columns(of: table, in: $0).isSuperset(of: columns) }
            if let filter { return (condition, filter) }
        }
        return nil
    }

    /// Leaves that the executor never needed count as pruned.
    private mutating func tellPruning() {
        for (table, was) in oldAccess.sorted(by: { $0.key < $1.key }) {
            guard let now = newAccess[table], let total = after.tables.first(where: { $0.table == table })?.leaves,
                let totalBefore = before.tables.first(where: { $0.table == table })?.leaves, total > 1, totalBefore > 1
            else { continue }
            let (old, new) = (was.leaves.count, now.leaves.count)
            let grew = Double(new * totalBefore) >= 2 * Double(old * total) && new >= old + 2
            guard grew else { continue }
            tell(
                .lostPruning, new >= total ? .fail : .warn,
                "\(new) of \(total) partitions of \(table) are read, were \(old) of \(totalBefore)")
        }
    }

    private mutating func tellJoins() {
        if old.joinTypes != new.joinTypes {
            let isSame = before.rows != nil && before.rows == after.rows
            tell(
                .joinSemantics, isSame || !costsMore ? .note : .warn,
                "joins are \(Self.list(new.joinTypes)), were \(Self.list(old.joinTypes))")
        }
        if old.joins != new.joins {
            let loopsMore = (new.joins["Nested Loop"] ?? 0) > (old.joins["Nested Loop"] ?? 0)
            let isBad = loopsMore && (new.mostLoops >= 1000 || new.hasInnerWithoutIndex) && costsMore
            tell(
                .joinMethod, isBad ? .fail : .note,
                "joined by \(Self.list(new.joins)), was \(Self.list(old.joins))"
                    + (isBad ? "; the inner side is started \(count(new.mostLoops)) times" : ""))
        } else if oldPrints.join != newPrints.join, oldPrints.access == newPrints.access {
            let grew = new.mostJoined >= 3 * old.mostJoined && new.mostJoined - old.mostJoined >= thresholds.rows
            let rows = Self.growth(old.mostJoined, new.mostJoined)
            tell(.joinOrder, grew ? .warn : .note, "tables are joined in another order; rows of a join \(rows)")
        }
    }

    private mutating func tellSorts() {
        let added = new.sorts.filter { $0.value > (old.sorts[$0.key] ?? 0) }.map(\.key).sorted()
        guard !added.isEmpty, new.sorts.values.reduce(0, +) > old.sorts.values.reduce(0, +) else { return }
        let isLarge = new.mostSorted >= 1000 && (costsMore || new.mostSorted >= thresholds.rows)
        tell(
            .newSort, isLarge ? .warn : .note,
            "new: \(added.joined(separator: ", ")) of \(count(new.mostSorted)) rows")
    }

    private static func list(_ counts: [String: Int]) -> String {
        counts.isEmpty
            ? "nothing" : counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
}

extension CapturedQueryPlan {
    /// The rows of two runs that agreed; nil where nobody knows.
    var rows: ResultRows? {
        if case .ran(let rows) = run { rows } else { nil }
    }
}
