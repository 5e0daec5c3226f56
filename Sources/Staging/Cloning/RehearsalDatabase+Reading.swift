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
        let reader = CatalogReader(secretsKey: cluster.host.secretsKey)
        return try await withConnection(bootstrap) { try await reader.readCatalog(on: $0) }
    }

    /// Refreshes statistics, then reads schema, query plans and digests: nobody writes meanwhile.
    ///
    /// A table whose rows cannot have changed since they were read is not read again; see `DataTrace`. A query whose
    /// plan cannot have changed is not asked again; see `UnaffectedQueries`.
    /// - Parameters:
    ///   - known: what was read of this database before; nil reads everything.
    ///   - last: the state that was read before; nil asks for every plan.
    ///   - values: what references of the workload stood for in earlier states, and stand for still.
    public func readSnapshot(
        _ state: StateName, workload: [WorkloadQuery], plans request: PlanRequest = PlanRequest(),
        known: KnownData? = nil, last: Snapshot? = nil, values: ReferencedValues = ReferencedValues()
    ) async throws -> SnapshotReading {
        let found = try await readTrace()
        let stale = try await tablesWithStatistics(except: known?.tablesWithFreshStatistics(at: found) ?? [])
        let catalog = try await readCatalog()
        let unaffected = UnaffectedQueries(since: last, catalog: catalog, refreshed: Set(stale))
        var asked: [WorkloadQuery] = []
        var held: [CapturedQueryPlan] = []
        for query in workload {
            if let captures = unaffected.captures(of: query) { held += captures } else { asked.append(query) }
        }
        let left = request.looksAsLeft ? asked.filter { $0.mayRead(stale, as: last) } : []
        let asLeft = left.isEmpty ? [] : try await plans(of: left, .once, values)
        try await refreshStatistics(of: stale, target: request.statisticsTarget)
        let before = stale.isEmpty ? found : try await readTrace()
        let reused = known?.digests(at: before) ?? []
        let values = try await completed(values, for: workload)
        async let digests = readDigests(reusing: reused)
        var captured = try await plans(of: asked, request.depth, values, last: last)
        let snapshotDigests = try await digests
        if request.depth == .runs { try await runWriting(asked, values, &captured) }
        if request.samples > 0 { try await sample(asked, request, values, &captured) }
        note(asLeft, in: &captured)
        let snapshot = Snapshot(
            state: state, catalog: catalog, queryPlans: held + captured, digests: snapshotDigests)
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
