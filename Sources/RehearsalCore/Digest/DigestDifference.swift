/// One thing in which the data of two states differs.
public struct DigestDifference: Hashable, Comparable, Sendable, Codable {
    /// What happened on the way from the first state to the second.
    public enum Change: String, Hashable, Sendable, Codable, CaseIterable {
        case tableMissing = "table_missing"
        case tableAdded = "table_added"
        case rowsLost = "rows_lost"
        case rowsGained = "rows_gained"
        case columnMissing = "column_missing"
        case columnAdded = "column_added"
        /// Fewer rows have a value in the column than before, and lost rows do not explain it.
        case valuesLost = "values_lost"
        /// More rows have a value in the column than before.
        case valuesGained = "values_gained"
        /// As many values as before, but not the same ones.
        case valuesChanged = "values_changed"
        /// Every column holds the same values as before, but not in the same rows.
        case valuesSwapped = "values_swapped"
    }

    /// As in ``TableDigest/table``.
    public var table: String
    /// The column's name; nil where the whole table is meant.
    public var column: String?
    public var change: Change
    /// Rows, or values that are not NULL where a column is named, in the first state; 0 where it has no such thing.
    public var oldCount: Int64
    /// The same in the second state.
    public var newCount: Int64

    public init(table: String, column: String? = nil, change: Change, oldCount: Int64, newCount: Int64) {
        self.table = table
        self.column = column
        self.change = change
        self.oldCount = oldCount
        self.newCount = newCount
    }

    public static func < (left: DigestDifference, right: DigestDifference) -> Bool {
        (left.table, left.column ?? "", left.change.rawValue) < (right.table, right.column ?? "", right.change.rawValue)
    }

    /// The table, or the column as `schema.table.column`: what a finding is about.
    public var object: String { column.map { "\(table).\($0)" } ?? table }

    /// One line for people, for example `table public.t lost 3 of 10 rows`.
    public var summary: String {
        let place = column.map { "column \($0) of table \(table)" } ?? "table \(table)"
        switch change {
        case .tableMissing: return "\(place) is missing, it had \(oldCount) rows"
        case .tableAdded: return "\(place) is new, it has \(newCount) rows"
        case .rowsLost: return "\(place) lost \(oldCount - newCount) of \(oldCount) rows"
        case .rowsGained: return "\(place) gained \(newCount - oldCount) rows, it had \(oldCount)"
        case .columnMissing: return "\(place) is missing, it had \(oldCount) values"
        case .columnAdded: return "\(place) is new, it has \(newCount) values"
        case .valuesLost: return "\(place) has \(newCount) values, had \(oldCount): the others are NULL"
        case .valuesGained: return "\(place) has \(newCount) values, had \(oldCount)"
        case .valuesChanged: return "\(place) holds other values than before"
        case .valuesSwapped: return "\(place) holds the same values in other rows"
        }
    }
}
