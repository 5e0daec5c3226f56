/// What a run has read of a database's rows, and the trace that goes with it.
public struct KnownData: Hashable, Sendable {
    public private(set) var trace: DataTrace
    /// By object identifier.
    private var digests: [UInt32: TableDigest]

    /// - Parameters:
    ///   - before: taken before the digests were read, and behind a refresh of the planner's statistics.
    ///   - after: taken behind them. What was written in between is not known.
    ///   - fresh: the tables whose statistics were fresh already, where nothing was refreshed; nil where all were.
    public init(digests: [TableDigest], before: DataTrace, after: DataTrace, fresh: Set<UInt32>? = nil) {
        trace = after
        let unwritten = after.tablesWithSameRows(as: before)
        var identifiers: [ExactText: UInt32] = [:]
        for table in after.tables where unwritten.contains(table.objectIdentifier) {
            identifiers[ExactText(table.table)] = table.objectIdentifier
        }
        self.digests = [:]
        for digest in digests {
            guard let identifier = identifiers[ExactText(digest.table)] else { continue }
            self.digests[identifier] = digest
        }
        let same = after.tablesWithSameStatistics(as: before)
        keepStatistics(of: fresh.map(same.intersection) ?? same)
    }

    /// The digests that still hold at a later moment, sorted.
    public func digests(at now: DataTrace) -> [TableDigest] {
        now.tablesWithSameRows(as: trace).compactMap { digests[$0] }.sorted()
    }

    /// The other tables of that moment, by object identifier.
    public func tablesWithoutDigest(at now: DataTrace) -> [UInt32] {
        let same = now.tablesWithSameRows(as: trace)
        return now.tables.map(\.objectIdentifier).filter { !same.contains($0) || digests[$0] == nil }
    }

    /// The tables, by object identifier, whose statistics still are what a refresh would give again.
    public func tablesWithFreshStatistics(at now: DataTrace) -> Set<UInt32> {
        now.tablesWithSameStatistics(as: trace)
    }

    /// What is known of a copy of the database.
    ///
    /// The copy's tables are the original's, file by file; its counters may have begun anew, so they are taken as they
    /// stand and say nothing about the time before.
    /// - Parameters:
    ///   - original: taken of the original just before it was copied.
    ///   - copy: taken of the copy before anybody wrote to it.
    public func carried(from original: DataTrace, to copy: DataTrace) -> KnownData {
        let copied = copy.doubts.isEmpty ? copy.pairs(with: original) { $0.isSameTable(as: $1) } : []
        let copiedStatistics = copy.pairs(with: original) { $0.hasSameStatisticsText(as: $1) }
        let unwritten = original.tablesWithSameRows(as: trace).intersection(copied)
        var carried = self
        carried.trace = copy
        carried.digests = digests.filter { unwritten.contains($0.key) }
        carried.keepStatistics(
            of: original.tablesWithSameStatistics(as: trace).intersection(copied).intersection(copiedStatistics))
        return carried
    }

    private mutating func keepStatistics(of fresh: Set<UInt32>) {
        trace.tables = trace.tables.map { fresh.contains($0.objectIdentifier) ? $0 : $0.withoutStatistics() }
    }
}
