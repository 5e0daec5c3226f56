import Postgres
public import RehearsalCore

/// What a server says of itself.
public struct ServerReading: Sendable, Hashable {
    /// `server_version_num` in words, for example `15.18`.
    public var version: String
    public var collationVersion: String?
    /// Hash of everything that shapes a query plan besides the data: planner settings, memory, locale, target.
    public var settingsIdentity: String
}

/// A snapshot, and what the next one of the same database may take from it.
public struct SnapshotReading: Sendable {
    public var snapshot: Snapshot
    public var known: KnownData
    /// What the workload's references stand for.
    public var values: ReferencedValues
}

extension RehearsalDatabase {
    /// Reads the schema as the bootstrap superuser, who sees everything; secrets under the call's key, if it has one.
    public func readCatalog() async throws -> Catalog {
        let catalogs = CatalogReader(secretsKey: cluster.host.secretsKey, keepsPlans: true)
        return try await reader.use(to: bootstrap) { try await catalogs.readCatalog(on: $0) }
    }

    /// Refreshes statistics, then reads schema, query plans and digests, side by side: nobody writes meanwhile.
    ///
    /// A table whose rows cannot have changed since they were read is not read again; see `DataTrace`.
    /// - Parameters:
    ///   - known: what was read of this database before; nil reads everything.
    ///   - values: what references of the workload stood for in earlier states, and stand for still.
    public func readSnapshot(
        _ state: StateName, workload: [WorkloadQuery], known: KnownData? = nil,
        values: ReferencedValues = ReferencedValues()
    ) async throws -> SnapshotReading {
        let found = try await readTrace()
        let refreshedCount = try await refreshStatistics(except: known?.tablesWithFreshStatistics(at: found) ?? [])
        let before = refreshedCount == 0 ? found : try await readTrace()
        let reused = known?.digests(at: before) ?? []
        let values = try await completed(values, for: workload)
        async let catalog = readCatalog()
        async let plans = QueryPlanCapture().captureQueryPlans(of: workload, values: values) { role in
            try await PostgresConnection.connect(to: parameters(of: role))
        }
        async let digests = readDigests(reusing: reused)
        let snapshot = try await Snapshot(state: state, catalog: catalog, queryPlans: plans, digests: digests)
        return SnapshotReading(
            snapshot: snapshot,
            known: KnownData(digests: snapshot.digests, before: before, after: try await readTrace()), values: values)
    }

    /// Finds what the workload's references stand for, by statistics as they are.
    private func completed(
        _ values: ReferencedValues, for workload: [WorkloadQuery]
    ) async throws -> ReferencedValues {
        let references = workload.reduce(into: Set()) { $0.formUnion($1.references) }
        if references.isEmpty { return values }
        return try await withConnection(bootstrap) { connection in
            try await values.completed(
                with: references, on: connection,
                limitMilliseconds: QueryPlanCapture().statementLimitMilliseconds)
        }
    }

    /// Reads what the server tells about rows without reading them.
    public func readTrace() async throws -> DataTrace {
        try await withConnection(bootstrap) { try await TraceReader().readTrace(on: $0) }
    }

    private func readDigests(reusing known: [TableDigest]) async throws -> [TableDigest] {
        let reader = DigestReader()
        let tables = try await withConnection(bootstrap) { try await reader.tables(on: $0) }
        let reused = known.filter { digest in tables.contains { digest.isOf(table: $0.identity) } }
        let unread = tables.filter { table in !reused.contains { $0.isOf(table: table.identity) } }
        let read = try await sideBySide(unread.sorted { $0.pageCount > $1.pageCount }) { table, connection in
            try await reader.readDigest(of: table, on: connection)
        }
        return reused + read.joined()
    }

    /// Reads what a snapshot's key and a report's head need to know of the server.
    public func readServerFacts() async throws -> ServerReading {
        try await withConnection(bootstrap) { connection in
            let version = try await connection.query(Self.versions).rows[0]
            let settings = try await connection.query(Self.plannerSettings).rows.map {
                "\(try $0.text("name"))=\(try $0.text("setting"))\n"
            }
            let locale = cluster.request.server.locale
            let text = settings.joined() + "locale=\(locale.provider.rawValue) \(locale.name)\n"
            return ServerReading(
                version: try version.text("version"), collationVersion: try version.optionalText("collation_version"),
                settingsIdentity: SHA256Digest(of: text).hexadecimal)
        }
    }

    private static let versions = """
        SELECT pg_catalog.current_setting('server_version') AS version, d.datcollversion AS collation_version
        FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database()
        """

    private static let plannerSettings = """
        SELECT s.name, s.setting
        FROM pg_catalog.pg_settings AS s
        WHERE s.category LIKE 'Query Tuning%'
           OR s.name IN ('work_mem', 'hash_mem_multiplier', 'default_statistics_target', 'block_size',
                         'max_parallel_workers_per_gather', 'max_parallel_workers', 'jit')
        ORDER BY s.name COLLATE "C"
        """
}
