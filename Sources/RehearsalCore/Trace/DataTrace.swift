/// What a server tells about all rows of a database without reading them, at a moment when nobody writes.
///
/// Two traces of one database tell which tables' rows cannot have changed between them. Nothing is ever concluded from
/// a trace with doubts: what is not certain is read again.
public struct DataTrace: Hashable, Sendable {
    /// Why the counters may not have seen every write; empty where they have. Sorted.
    public var doubts: [TraceDoubt]
    /// When the counters were last set back: by a function, or by a crash, which loses them. Any text; compared only.
    public var countedSince: String
    /// Sorted by object identifier.
    public var tables: [TableTrace]
    /// How often rows of the server's own catalogs were written, by catalog; those that all databases share among them.
    public var catalogs: [String: WriteCounters]
    /// A hash of the rows of each part. A part that is missing may have been written.
    public var parts: [CatalogPart: String]
    /// Empty where they were not read: then all relations may have been written.
    public var relations: RelationVersions

    public init(
        doubts: [TraceDoubt], countedSince: String, tables: [TableTrace], catalogs: [String: WriteCounters] = [:],
        parts: [CatalogPart: String] = [:], relations: RelationVersions = RelationVersions()
    ) {
        self.doubts = doubts.sorted { $0.rawValue < $1.rawValue }
        self.countedSince = countedSince
        self.tables = tables.sorted { $0.objectIdentifier < $1.objectIdentifier }
        self.catalogs = catalogs
        self.parts = parts
        self.relations = relations
    }
}

/// Rows of one of the server's own catalogs that are seldom written, where the others are written all the time.
public enum CatalogPart: String, Hashable, Sendable, CaseIterable {
    /// What belongs to extensions, and what is declared to depend on one.
    case extensionDependencies = "pg_depend about extensions"
}

/// Why a trace's counters prove nothing.
public enum TraceDoubt: String, Hashable, Sendable, CaseIterable {
    /// Before PostgreSQL 15 counters travel by datagrams, which may be lost.
    case countersMayBeLost
    /// `track_counts` is off, or somebody set it for a role or database, or may set it.
    case countingMayBeOff
    /// A superuser besides ours may write without being counted.
    case superuser
    /// Another session is connected; what it wrote may not be counted yet.
    case session
    /// A prepared transaction is waiting; its writes are counted when it ends.
    case preparedTransaction
}

extension DataTrace {
    /// The tables, by object identifier, whose rows cannot have changed since the earlier trace of this database.
    public func tablesWithSameRows(as earlier: DataTrace) -> Set<UInt32> {
        tables(since: earlier) { $0.hasSameRows(as: $1) }
    }

    /// True where every table of the earlier trace of this database is still there, and no row of any was written, nor
    /// any column changed.
    public func hasSameRows(asAllOf earlier: DataTrace) -> Bool {
        guard doubts.isEmpty, earlier.doubts.isEmpty else { return false }
        return tablesWithSameRows(as: earlier).count == earlier.tables.count
    }

    /// The tables, by object identifier, about which moreover the planner knows the same as then.
    public func tablesWithSameStatistics(as earlier: DataTrace) -> Set<UInt32> {
        tables(since: earlier) { $0.hasSameStatistics(as: $1) }
    }

    /// The server's own catalogs, and the parts of them, in which rows may have been written since the earlier trace of
    /// this database; nil where that cannot be told.
    public func writtenCatalogs(since earlier: DataTrace) -> Set<String>? {
        guard doubts.isEmpty, earlier.doubts.isEmpty, countedSince == earlier.countedSince else { return nil }
        let written = Set(catalogs.filter { earlier.catalogs[$0.key] != $0.value }.keys)
        let changed = CatalogPart.allCases.filter { parts[$0] == nil || parts[$0] != earlier.parts[$0] }
        return written.union(changed.map(\.rawValue))
    }

    /// This trace where no row of any table was written since the earlier one; otherwise that one.
    public func ifUnwritten(since earlier: DataTrace) -> DataTrace {
        let count = tablesWithSameRows(as: earlier).count
        return count == tables.count && count == earlier.tables.count ? self : earlier
    }

    private func tables(since earlier: DataTrace, where isSame: (TableTrace, TableTrace) -> Bool) -> Set<UInt32> {
        guard doubts.isEmpty, earlier.doubts.isEmpty, countedSince == earlier.countedSince else { return [] }
        return pairs(with: earlier, where: isSame)
    }

    /// The tables, by object identifier, that stand in both traces and are alike there.
    func pairs(with other: DataTrace, where isSame: (TableTrace, TableTrace) -> Bool) -> Set<UInt32> {
        let others = Dictionary(uniqueKeysWithValues: other.tables.map { ($0.objectIdentifier, $0) })
        return Set(
            tables.filter { table in
                guard let other = others[table.objectIdentifier] else { return false }
                return isSame(table, other)
            }.map(\.objectIdentifier))
    }
}
