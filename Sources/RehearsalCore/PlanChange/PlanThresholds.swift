/// From where on a change of a query plan matters. The defaults lie above what repeated runs and fresh ANALYZEs of
/// unchanged data were measured to differ by.
public struct PlanThresholds: Hashable, Sendable, Codable {
    /// A table of as many pages of 8 KiB is large: reading it whole is a regression. 1000 is 8 MB.
    public var largePages: Int64 = 1000
    /// So is one of as many rows.
    public var largeRows: Double = 100_000
    /// A query's blocks may grow by this share before it is worth a warning…
    public var bufferWarning: Double = 0.10
    /// …and by as many blocks.
    public var bufferWarningBlocks: Int64 = 100
    /// From this factor on a growth fails…
    public var bufferFailure: Double = 2
    /// …if it is as many blocks.
    public var bufferFailureBlocks: Int64 = 1000
    /// Temporary blocks from which on a spill is one. 64 is 512 kB.
    public var spillBlocks: Int64 = 64
    /// Rows that have to be read in addition before their number is worth a word.
    public var rows: Double = 10_000
    /// An estimate is an error from this factor on.
    public var estimateError: Double = 10
    /// Bytes of WAL from which on a growth is one.
    public var walBytes: Int64 = 64 * 1024
    /// How many further ANALYZEs of tables that ANALYZE does not read whole tell a query's noise.
    public var samples: Int = 3
    /// The statistics target on which plans are judged.
    public var statisticsTarget: Int = 1000

    /// How long each statement of a capture may take; a query that takes longer has not finished.
    public var queryLimitMilliseconds: Int = 60_000

    public init() {}
}
