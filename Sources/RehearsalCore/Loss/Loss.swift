/// Something that stood in the database before a step, or was written meanwhile, and is not there behind its way back.
public struct Loss: Hashable, Sendable, Codable {
    /// Which part of a drill has met it.
    public enum Drill: String, Hashable, Sendable, Codable, CaseIterable {
        /// Nobody wrote: the state before the step was compared with the one behind its way back.
        case quiet
        /// The step was run a second time: the state behind it was compared with the one behind its first run.
        case again
        /// The application wrote: its rows were looked for behind the way back.
        case written
    }
    public enum Change: String, Hashable, Sendable, Codable, CaseIterable {
        /// Rows are not there any more. ``count`` is a number of rows.
        case rowsGone = "rows_gone"
        /// Rows that the application deleted are there again. ``count`` is a number of rows.
        case rowsBack = "rows_back"
        /// Values are NULL, or not there with their column.
        case valuesGone = "values_gone"
        /// There are other values in their place.
        case valuesReplaced = "values_replaced"
    }

    public var drill: Drill
    /// As in ``TableDigest/table``.
    public var table: String
    /// The column's name without quotes; nil where rows are meant, or values that changed places.
    public var column: String?
    public var change: Change
    /// Rows or values, as ``change`` says.
    public var count: Int64
    /// True where checksums tell that there are such values, and only the most that they can be.
    public var isAtMost: Bool
    /// The values in rows that are gone, where they were counted.
    public var valueCount: Int64?
    /// The line of the way back that speaks of it; nil for what is lost in silence.
    public var declaration: LossDeclaration?

    public init(
        drill: Drill, table: String, column: String? = nil, change: Change, count: Int64, isAtMost: Bool = false,
        valueCount: Int64? = nil, declaration: LossDeclaration? = nil
    ) {
        self.drill = drill
        self.table = table
        self.column = column
        self.change = change
        self.count = count
        self.isAtMost = isAtMost
        self.valueCount = valueCount
        self.declaration = declaration
    }

    /// The table, or the column as `schema.table.column`, quoted where needed.
    public var object: String { column.map { "\(table).\(IdentityText.quoted($0))" } ?? table }

    /// The line that declares it, with the reason left open.
    var declaring: String { "-- pgrehearse: loses \(object) reason=\"…\"" }

    /// For sentences: `12 rows of public.log with 24 values are gone`, `at most 60 values of public.t.a are others`.
    public var words: String {
        let isRows = change == .rowsGone || change == .rowsBack
        let noun = isRows ? "row" : "value"
        let values = valueCount.map { " with \($0) value\($0 == 1 ? "" : "s")" } ?? ""
        let number = "\(isAtMost ? "at most " : "")\(count) \(noun)\(count == 1 ? "" : "s") of \(object)\(values)"
        let verb = count == 1 ? "is" : "are"
        let meanwhile = drill == .written ? " that the application wrote" : ""
        switch change {
        case .rowsGone, .valuesGone: return "\(number)\(meanwhile) \(verb) gone"
        case .rowsBack: return "\(number) that the application deleted \(verb) there again"
        case .valuesReplaced: return "\(number)\(meanwhile) \(verb) \(count == 1 ? "another" : "others")"
        }
    }
}

/// How much of what stood before a step its way back brings back.
public enum LossClass: String, Hashable, Sendable, Codable, CaseIterable {
    /// No row and no value is missing. There may be more of them: that fails by itself, and where a table has more rows
    /// than before, checksums cannot tell whether each of the old ones is among them.
    case lossless
    /// All that is missing is named in the way back's file, with the reason.
    case lossyAsDeclared = "lossy_as_declared"
    case lossyInSilence = "lossy_in_silence"

    /// For people.
    public var words: String {
        switch self {
        case .lossless: "lossless"
        case .lossyAsDeclared: "lossy as declared"
        case .lossyInSilence: "lossy in silence"
        }
    }
}

extension Loss {
    /// What one difference in the rows says that is lost; nil where there is only more than before.
    ///
    /// - Parameters:
    ///   - before: the digests of the first state, which tell how many values lost rows had.
    ///   - after: those of the second.
    init?(
        _ difference: DigestDifference, in drill: Drill, before: [TableDigest], after: [TableDigest],
        declared: [LossDeclaration]
    ) {
        let gone = difference.oldCount - difference.newCount
        var valueCount: Int64?
        let (change, count): (Change, Int64)
        switch difference.change {
        case .tableMissing, .rowsLost:
            (change, count) = (.rowsGone, gone)
            valueCount = Self.valuesGone(from: difference.table, before, after)
        case .columnMissing, .valuesLost: (change, count) = (.valuesGone, gone)
        case .valuesChanged, .valuesSwapped: (change, count) = (.valuesReplaced, difference.oldCount)
        case .rowsGained, .tableAdded, .columnAdded, .valuesGained: return nil
        }
        guard count > 0 else { return nil }
        self.init(
            drill: drill, table: difference.table, column: difference.column, change: change, count: count,
            isAtMost: change == .valuesReplaced, valueCount: valueCount,
            declaration: declared.covering(table: difference.table, column: difference.column))
    }

    /// How many values of a table fewer there are, over all its columns.
    private static func valuesGone(from table: String, _ before: [TableDigest], _ after: [TableDigest]) -> Int64? {
        guard let old = before.first(where: { $0.isOf(table: table) }) else { return nil }
        let new = after.first { $0.isOf(table: table) }
        let left = Dictionary(
            (new?.columns ?? []).map { (ExactText($0.name), $0.nonNullCount) }, uniquingKeysWith: { first, _ in first })
        return old.columns.reduce(0) { $0 + max(0, $1.nonNullCount - (left[ExactText($1.name)] ?? 0)) }
    }
}
