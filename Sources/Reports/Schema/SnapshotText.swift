import RehearsalCore

/// A table's rows in numbers, then each column's.
func digestBlock(_ digest: TableDigest, volatile: [VolatileColumn]) -> [String] {
    let names = volatile.filter { digest.isOf(table: $0.table) }.map(\.column)
    let head = "-- rows \(SQLText.onOneLine(digest.table)): \(digest.rowCount), sum \(SQLText.onOneLine(digest.rowSum))"
    return [head]
        + digest.columns.map { column in
            let isVolatile = names.contains { $0.isExactly(column.name) }
            let sum = isVolatile ? "volatile" : "sum \(SQLText.onOneLine(column.sum))"
            return "--   \(SQLText.onOneLine(column.name)): \(column.nonNullCount), \(sum)"
        }
}

/// A query plan's fingerprint and its tree, or why the server would not explain the query.
func queryPlanBlock(_ plan: CapturedQueryPlan) -> [String] {
    let head = "-- query_plan \(SQLText.onOneLine(plan.asked.identity))"
    switch plan.result {
    case .plan(let tree):
        let lines = treeText(tree).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return ["\(head): \(tree.shapeFingerprint)"] + lines.map { "--   " + SQLText.onOneLine(String($0)) }
    case .refused(let complaint):
        let lines = complaint.redacted.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return ["\(head): refused"] + lines.map { "--   " + SQLText.onOneLine(String($0)) }
    }
}
