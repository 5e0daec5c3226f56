public import RehearsalCore

/// The statistics that a dataset must have: for every table its number of rows, for every column its generator.
public struct Shape: Hashable, Sendable {
    /// The file it was read from, relative to the project folder.
    public var file: String
    /// Lists of words that templates draw from, by name.
    public var words: [String: [String]]
    public var tables: [TableShape]
    /// Tables that stay without rows, each with the place that says so.
    public var emptyTables: [NamedPlace]
    /// `default_statistics_target` of the server that it was captured from; PostgreSQL's own where nobody says.
    public var statisticsTarget = 100

    /// What the key of hashed names is known by; nil where names are in clear.
    public var namesCheck: String?
    /// The key of hashed names, until they are found in a schema.
    public var namesKey: NamesKey?

    public init(file: String, words: [String: [String]], tables: [TableShape], emptyTables: [NamedPlace] = []) {
        self.file = file
        self.words = words
        self.tables = tables
        self.emptyTables = emptyTables
    }
}

/// A table's name and where the shape names it.
public struct NamedPlace: Hashable, Sendable {
    public var name: TableName
    public var place: SourcePlace

    public init(name: TableName, place: SourcePlace) {
        self.name = name
        self.place = place
    }
}

/// A table's schema and name, unquoted.
public struct TableName: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var schema: String
    public var name: String

    public init(schema: String, name: String) {
        self.schema = schema
        self.name = name
    }

    /// Reads `schema.table`, or `table` of the schema `public`.
    public init(_ text: String) {
        if let point = text.firstIndex(of: ".") {
            self.init(schema: String(text[..<point]), name: String(text[text.index(after: point)...]))
        } else {
            self.init(schema: "public", name: text)
        }
    }

    /// `schema.table`, unquoted.
    public var description: String { "\(schema).\(name)" }

    public static func < (left: TableName, right: TableName) -> Bool {
        (left.schema, left.name) < (right.schema, right.name)
    }
}

/// What a shape says about one table.
public struct TableShape: Hashable, Sendable {
    public var name: TableName
    public var place: SourcePlace
    public var rows: RowCountRule
    public var columns: [ColumnShape]
    /// What was captured of its foreign keys.
    public var keys: [CapturedKey]
    /// What was captured of several columns together.
    public var combinations: [CapturedCombination] = []
    /// Its sizes and those of its indexes in pages, where it was captured.
    public var sizes: CapturedTableFacts?
    public var indexes: [String: Int] = [:]
    /// Sizes of a partitioned table's partitions, by name.
    public var partitions: [String: CapturedTableFacts] = [:]

    public init(
        name: TableName, place: SourcePlace, rows: RowCountRule, columns: [ColumnShape], keys: [CapturedKey] = []
    ) {
        self.name = name
        self.place = place
        self.rows = rows
        self.columns = columns
        self.keys = keys
    }
}

extension TableShape {
    /// What was captured of a column; nil where its generator is another one.
    func statistics(of column: String) -> CapturedStatistics? {
        guard let found = columns.first(where: { $0.name == column }),
            case .captured(let statistics) = found.field.generator
        else { return nil }
        return statistics
    }
}

/// What a shape says about one column.
public struct ColumnShape: Hashable, Sendable {
    public var name: String
    public var place: SourcePlace
    public var field: Field

    public init(name: String, place: SourcePlace, field: Field) {
        self.name = name
        self.place = place
        self.field = field
    }
}

/// A generator with the rule that says when it gives NULL.
public struct Field: Hashable, Sendable {
    public var generator: Generator
    public var nulls: NullRule
    public var place: SourcePlace

    public init(_ generator: Generator, nulls: NullRule = NullRule(), place: SourcePlace) {
        self.generator = generator
        self.nulls = nulls
        self.place = place
    }
}

/// When a value is NULL; the conditions add up.
public struct NullRule: Hashable, Sendable {
    /// The share of rows without a value.
    public var share: Share
    /// NULL unless a column of the same row has one of the listed values.
    public var unless: ColumnCondition?
    /// NULL where another column of the same row is NULL.
    public var with: String?

    public init(share: Share = .none, unless: ColumnCondition? = nil, with: String? = nil) {
        self.share = share
        self.unless = unless
        self.with = with
    }
}

/// A column of the same row and values of it.
public struct ColumnCondition: Hashable, Sendable {
    public var column: String
    public var values: [Literal]

    public init(column: String, values: [Literal]) {
        self.column = column
        self.values = values
    }
}
