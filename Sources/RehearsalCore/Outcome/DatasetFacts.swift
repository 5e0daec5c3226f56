/// What was loaded, and what that took.
public struct DatasetFacts: Hashable, Sendable, Codable {
    public var tableCount: Int
    public var rowCount: Int64
    /// Size of the COPY data, in bytes.
    public var copiedBytes: Int64
    /// Wall time from the first session's opening to the last COPY's commit.
    public var copyMilliseconds: Double
    /// Wall time of building the indexes behind the rows.
    public var indexMilliseconds: Double
    /// Wall time of validating the foreign keys behind the indexes.
    public var validationMilliseconds: Double
    /// Size of the database after loading, in bytes.
    public var databaseBytes: Int64
    public var seed: UInt64
    public var scaleThousandths: Int

    public init(
        tableCount: Int, rowCount: Int64, copiedBytes: Int64, copyMilliseconds: Double, indexMilliseconds: Double,
        validationMilliseconds: Double, databaseBytes: Int64, seed: UInt64, scaleThousandths: Int
    ) {
        self.tableCount = tableCount
        self.rowCount = rowCount
        self.copiedBytes = copiedBytes
        self.copyMilliseconds = copyMilliseconds
        self.indexMilliseconds = indexMilliseconds
        self.validationMilliseconds = validationMilliseconds
        self.databaseBytes = databaseBytes
        self.seed = seed
        self.scaleThousandths = scaleThousandths
    }
}
