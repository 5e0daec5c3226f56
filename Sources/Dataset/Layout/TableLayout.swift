/// A table as the server describes it after the baseline.
public struct TableLayout: Hashable, Sendable {
    public var name: TableName
    /// In attribute order, dropped columns left out.
    public var columns: [ColumnLayout]
    public var primaryKey: [String]
    /// Unique constraints and unconditional unique indexes over plain columns.
    public var uniqueKeys: [[String]]
    public var foreignKeys: [ForeignKeyLayout]
    /// The columns by whose ranges rows lie in partitions; empty for tables that are not partitioned so.
    public var partitionKey: [String] = []
    /// Its partitions by ranges of the key's one column, in their order; empty where there are others.
    public var partitions: [PartitionLayout] = []
    /// Its own and those of its columns' domains.
    public var checks: [CheckLayout]
    public var exclusions: [ExclusionLayout]

    public init(
        name: TableName, columns: [ColumnLayout], primaryKey: [String] = [], uniqueKeys: [[String]] = [],
        foreignKeys: [ForeignKeyLayout] = [], checks: [CheckLayout] = [], exclusions: [ExclusionLayout] = []
    ) {
        self.name = name
        self.columns = columns
        self.primaryKey = primaryKey
        self.uniqueKeys = uniqueKeys
        self.foreignKeys = foreignKeys
        self.checks = checks
        self.exclusions = exclusions
    }
}

/// A partition as the server describes it.
public struct PartitionLayout: Hashable, Sendable {
    public var name: TableName
    /// The first value that lies in it, and the first above: numbers, or microseconds since 2000-01-01. Nil where there
    /// is no such bound.
    public var low: Int64?
    public var high: Int64?

    public init(name: TableName, low: Int64?, high: Int64?) {
        self.name = name
        self.low = low
        self.high = high
    }
}

/// A column as the server describes it. Of a domain it has the type that the domain is made of, and its NOT NULL.
public struct ColumnLayout: Hashable, Sendable {
    public var name: String
    /// `format_type` without the modifier, for example `timestamp without time zone` or `text[]`.
    public var typeName: String
    /// All digits of `numeric(p,s)`; nil for `numeric`.
    public var numericPrecision: Int?
    /// Digits after the point of `numeric(p,s)`; nil for `numeric`.
    public var numericScale: Int?
    /// Characters of `character varying(n)`; nil where there is no limit.
    public var characterLimit: Int?
    public var typeOID: UInt32
    /// The OID of an array's elements; nil for other types.
    public var elementTypeOID: UInt32?
    /// The labels of an enum type in their order; nil for other types.
    public var labels: [String]?
    /// The members of a composite type in their order; nil for other types. Of a member whose type is a domain the type
    /// is what the domain is made of, and the OID the domain's.
    public var members: [ColumnLayout]?
    public var isNotNull: Bool
    public var isGenerated: Bool
    public var hasDefault: Bool
    /// True for a domain that has CHECK constraints.
    public var isDomainChecked = false

    public init(
        name: String, typeName: String, numericScale: Int? = nil, numericPrecision: Int? = nil,
        characterLimit: Int? = nil, typeOID: UInt32,
        elementTypeOID: UInt32? = nil, labels: [String]? = nil, isNotNull: Bool = false, isGenerated: Bool = false,
        hasDefault: Bool = false
    ) {
        self.name = name
        self.typeName = typeName
        self.numericPrecision = numericPrecision
        self.numericScale = numericScale
        self.characterLimit = characterLimit
        self.typeOID = typeOID
        self.elementTypeOID = elementTypeOID
        self.labels = labels
        self.isNotNull = isNotNull
        self.isGenerated = isGenerated
        self.hasDefault = hasDefault
    }
}

/// A foreign key as the server describes it.
public struct ForeignKeyLayout: Hashable, Sendable {
    public var columns: [String]
    public var referencedTable: TableName
    public var referencedColumns: [String]

    public init(columns: [String], referencedTable: TableName, referencedColumns: [String]) {
        self.columns = columns
        self.referencedTable = referencedTable
        self.referencedColumns = referencedColumns
    }
}
