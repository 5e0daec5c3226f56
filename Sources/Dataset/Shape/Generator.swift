/// What makes a column's values. Names of columns are those of the same table unless said otherwise.
public indirect enum Generator: Hashable, Sendable {
    /// An opaque text id: the prefix, then lower-case letters and digits; different for every row.
    case key(prefix: String, length: Int)
    /// A version-4 UUID, different for every row.
    case uuid
    /// Whole numbers in heap order.
    case serial(start: Int64)
    /// Position among the rows of the same parent, from `start`.
    case ordinal(start: Int64)
    case constant(Literal)
    case null
    /// One of a list, by weight.
    case oneOf([Weighted<Literal>])
    /// The list's values row by row, from the beginning again when it ends.
    case inOrder([Literal])
    case boolean(Share)
    /// Every value of the range alike, ends included; both ends have the same scale.
    case number(low: FixedDecimal, high: FixedDecimal)
    case logNormal(LogNormal)
    /// The key of the row's ancestor in that table, along the parents that `rows` names.
    case parent(TableName)
    case reference(Reference)
    /// A row of the table that another column's value stands for.
    case polymorphic(Polymorphic)
    /// Another table's column, at the row that this row belongs to or points at.
    case copy(CopySource, column: String)
    case sameAs(String)
    case time(TimeRule)
    case offset(OffsetRule)
    /// A part of a time, plus a number.
    case part(of: String, CalendarPart, plus: Int)
    case text(template: String)
    /// Sentences of a word list up to a length in bytes.
    case paragraph(sentences: String, low: Int, high: Int)
    /// A JSON object.
    case object([ObjectMember])
    /// An array, SQL or JSON, of so many elements.
    case list(of: Field, low: Int, high: Int)
    /// An array of different words of a list.
    case pick(words: String, low: Int, high: Int)
    case choose(column: String, cases: [Case], otherwise: Field?)
    case mix([Weighted<Field>])
    case sum([Summand])
    /// A uniform share of another number, rounded half up to that number's scale, in millionths.
    case portion(of: String, low: Share, high: Share)
    case range(RangeRule)
    /// A value of a composite type by its members; those that are left out are NULL.
    case composite([ObjectMember])
    /// What was captured of a column.
    case captured(CapturedStatistics)
}

/// A thing and its weight among others.
public struct Weighted<Value: Hashable & Sendable>: Hashable, Sendable {
    public var value: Value
    /// A whole number; only its ratio to the other weights counts.
    public var weight: Int

    public init(_ value: Value, weight: Int) {
        self.value = value
        self.weight = weight
    }
}

/// Numbers whose logarithms are normally distributed, between two bounds.
public struct LogNormal: Hashable, Sendable {
    public var median: FixedDecimal
    /// The geometric standard deviation in thousandths: 2000 puts 68 % between half and twice the median.
    public var spreadThousandths: Int
    public var low: FixedDecimal
    public var high: FixedDecimal

    public init(median: FixedDecimal, spreadThousandths: Int, low: FixedDecimal, high: FixedDecimal) {
        self.median = median
        self.spreadThousandths = spreadThousandths
        self.low = low
        self.high = high
    }
}

/// A key of another table's row, drawn for every row.
public struct Reference: Hashable, Sendable {
    public var table: TableName
    /// Only rows that share their ancestor in this table with the row: a table, or a column that holds its key.
    public var within: String?
    /// Different for the rows of one parent.
    public var isDistinct: Bool
    /// Rows that come first are drawn more often.
    public var favoursFirst: Bool
    /// Of the row's own table, always the row just before: every row is followed by at most one.
    public var isPrevious: Bool

    public init(
        table: TableName, within: String? = nil, isDistinct: Bool = false, favoursFirst: Bool = false,
        isPrevious: Bool = false
    ) {
        self.table = table
        self.within = within
        self.isDistinct = isDistinct
        self.favoursFirst = favoursFirst
        self.isPrevious = isPrevious
    }
}

/// A key whose table depends on another column.
public struct Polymorphic: Hashable, Sendable {
    public var column: String
    public var tables: [PolymorphicTable]
    public var within: String?
    /// Rows that come first are drawn more often.
    public var favoursFirst: Bool

    public init(
        column: String, tables: [PolymorphicTable], within: String? = nil, favoursFirst: Bool = false
    ) {
        self.column = column
        self.tables = tables
        self.within = within
        self.favoursFirst = favoursFirst
    }
}

/// The table that a value stands for.
public struct PolymorphicTable: Hashable, Sendable {
    public var value: String
    public var table: TableName

    public init(value: String, table: TableName) {
        self.value = value
        self.table = table
    }
}

/// Where a copied value comes from.
public enum CopySource: Hashable, Sendable {
    /// The row's ancestor in a table.
    case ancestor(TableName)
    /// The row that a reference column of the same row points at.
    case through(String)
}

/// A value of the deciding column and what is made then.
public struct Case: Hashable, Sendable {
    public var value: Literal
    public var field: Field

    public init(value: Literal, field: Field) {
        self.value = value
        self.field = field
    }
}

/// A member of a JSON object that a share of the objects has.
public struct ObjectMember: Hashable, Sendable {
    public var key: String
    public var present: Share
    public var field: Field

    public init(key: String, present: Share = .whole, field: Field) {
        self.key = key
        self.present = present
        self.field = field
    }
}

/// A column that is added, or taken away.
public struct Summand: Hashable, Sendable {
    public var column: String
    public var isNegative: Bool

    public init(column: String, isNegative: Bool) {
        self.column = column
        self.isNegative = isNegative
    }
}

/// A part of a date.
public enum CalendarPart: String, Hashable, Sendable, BitwiseCopyable, CaseIterable { case year, quarter, month }
