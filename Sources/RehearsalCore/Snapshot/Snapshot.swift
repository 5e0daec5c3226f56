/// What the database was after one act: its schema, the workload's query plans and its data's digests.
public struct Snapshot: Hashable, Sendable, Codable {
    public var state: StateName
    public var catalog: Catalog
    /// Sorted by query, role and session.
    public var queryPlans: [CapturedQueryPlan]
    /// Sorted by table.
    public var digests: [TableDigest]
    /// Columns whose values differ between two runs of one step from one state: their sums say nothing. Sorted.
    public var volatileColumns: [VolatileColumn]
    /// Of the tables that the plans read, sorted: for people, and compared by nobody.
    public var statistics: [TableStatistics]

    public init(
        state: StateName, catalog: Catalog, queryPlans: [CapturedQueryPlan], digests: [TableDigest],
        volatileColumns: [VolatileColumn] = [], statistics: [TableStatistics] = []
    ) {
        self.state = state
        self.catalog = catalog
        self.queryPlans = queryPlans.sorted()
        self.digests = digests.sorted()
        self.volatileColumns = volatileColumns.sorted()
        self.statistics = statistics.sorted()
    }
}

extension Snapshot {
    /// True where both states are the same by schema, sequences and rows, wherever they were read: by what
    /// ``Snapshot/hash`` covers but for plans.
    public func isSame(as other: Snapshot) -> Bool {
        catalog.hasSameHashedFacts(as: other.catalog) && digests == other.digests
    }

    /// The same snapshot, with the other's parts in place of equal ones: they are kept once.
    public func sharing(with other: Snapshot) -> Snapshot {
        Snapshot(
            state: state, catalog: catalog.sharing(with: other.catalog),
            queryPlans: queryPlans == other.queryPlans ? other.queryPlans : queryPlans,
            digests: digests == other.digests ? other.digests : digests, volatileColumns: volatileColumns,
            statistics: statistics == other.statistics ? other.statistics : statistics)
    }
}

/// A column whose digest is not compared, because a step fills it from a clock or a random source.
public struct VolatileColumn: Hashable, Comparable, Sendable, Codable {
    /// `schema.table`, as in ``TableDigest/table``.
    public var table: String
    public var column: String

    public init(table: String, column: String) {
        self.table = table
        self.column = column
    }

    private var texts: (ExactText, ExactText) { (ExactText(table), ExactText(column)) }

    /// Names are equal byte by byte: see ``ObjectKey``.
    public static func == (left: VolatileColumn, right: VolatileColumn) -> Bool { left.texts == right.texts }

    public static func < (left: VolatileColumn, right: VolatileColumn) -> Bool { left.texts < right.texts }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(texts.0)
        hasher.combine(texts.1)
    }
}

/// What two snapshots must share to be comparable.
public struct SnapshotKey: Hashable, Sendable, Codable {
    public var project: String
    public var serverMajorVersion: Int
    /// Hash of shape, seed, scale, clock and the generator's version.
    public var datasetIdentity: String
    /// Hash of planner settings, locale and statistics target.
    public var settingsIdentity: String

    public init(project: String, serverMajorVersion: Int, datasetIdentity: String, settingsIdentity: String) {
        self.project = project
        self.serverMajorVersion = serverMajorVersion
        self.datasetIdentity = datasetIdentity
        self.settingsIdentity = settingsIdentity
    }
}
