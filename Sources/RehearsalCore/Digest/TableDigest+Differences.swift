/// Compares the data of two states table by table and column by column, ordered by table and column.
///
/// Columns are matched by name, so their order does not matter. Of volatile columns only the counts are compared,
/// and the row sums of their tables are not. Where rows came or went, column sums say nothing more and are not told.
/// Empty for equal digests.
public func differences(
    from expected: [TableDigest], to actual: [TableDigest], volatile: [VolatileColumn] = []
) -> [DigestDifference] {
    let before = Dictionary(expected.map { (ExactText($0.table), $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(actual.map { (ExactText($0.table), $0) }, uniquingKeysWith: { first, _ in first })
    let volatileColumns = Set(volatile)
    return Set(before.keys).union(after.keys).flatMap { table -> [DigestDifference] in
        switch (before[table], after[table]) {
        case (let old?, let new?):
            return TableComparison(old: old, new: new, volatile: volatileColumns).differences
        case (let old?, nil):
            return [DigestDifference(table: table.text, change: .tableMissing, oldCount: old.rowCount, newCount: 0)]
        case (nil, let new?):
            return [DigestDifference(table: table.text, change: .tableAdded, oldCount: 0, newCount: new.rowCount)]
        case (nil, nil):
            return []
        }
    }.sorted()
}

/// The two digests of one table side by side.
private struct TableComparison {
    let old: TableDigest
    let new: TableDigest
    let volatile: Set<VolatileColumn>

    var differences: [DigestDifference] {
        if old == new { return [] }
        var result = rowDifferences
        let before = Dictionary(old.columns.map { (ExactText($0.name), $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.columns.map { (ExactText($0.name), $0) }, uniquingKeysWith: { first, _ in first })
        for name in Set(before.keys).union(after.keys) {
            switch (before[name], after[name]) {
            case (let was?, let now?): result += columnDifferences(was, now)
            case (let was?, nil): result.append(told(.columnMissing, name.text, was.nonNullCount, 0))
            case (nil, let now?): result.append(told(.columnAdded, name.text, 0, now.nonNullCount))
            case (nil, nil): continue
            }
        }
        let hasVolatileColumn = new.columns.contains { isVolatile($0.name) }
        if result.isEmpty, !hasVolatileColumn, old.rowSum != new.rowSum {
            result.append(told(.valuesSwapped, nil, old.rowCount, new.rowCount))
        }
        return result
    }

    private var rowDifferences: [DigestDifference] {
        if old.rowCount == new.rowCount { return [] }
        let change: DigestDifference.Change = new.rowCount < old.rowCount ? .rowsLost : .rowsGained
        return [told(change, nil, old.rowCount, new.rowCount)]
    }

    /// With rows lost, a column that has more NULLs than before has lost values besides.
    private func columnDifferences(_ was: ColumnDigest, _ now: ColumnDigest) -> [DigestDifference] {
        if old.rowCount != new.rowCount {
            let oldNulls = old.rowCount - was.nonNullCount
            let newNulls = new.rowCount - now.nonNullCount
            let nulled = new.rowCount < old.rowCount ? newNulls > oldNulls : now.nonNullCount < was.nonNullCount
            return nulled ? [told(.valuesLost, was.name, was.nonNullCount, now.nonNullCount)] : []
        }
        if now.nonNullCount < was.nonNullCount {
            return [told(.valuesLost, was.name, was.nonNullCount, now.nonNullCount)]
        }
        if now.nonNullCount > was.nonNullCount {
            return [told(.valuesGained, was.name, was.nonNullCount, now.nonNullCount)]
        }
        if now.sum == was.sum || isVolatile(was.name) { return [] }
        return [told(.valuesChanged, was.name, was.nonNullCount, now.nonNullCount)]
    }

    private func isVolatile(_ column: String) -> Bool {
        volatile.contains(VolatileColumn(table: old.table, column: column))
    }

    private func told(
        _ change: DigestDifference.Change, _ column: String?, _ oldCount: Int64, _ newCount: Int64
    ) -> DigestDifference {
        DigestDifference(table: old.table, column: column, change: change, oldCount: oldCount, newCount: newCount)
    }
}
