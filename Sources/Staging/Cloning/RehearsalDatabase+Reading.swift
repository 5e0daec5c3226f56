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
    public var catalog: CatalogMemory
    /// What the workload's references stand for.
    public var values: ReferencedValues
}

extension RehearsalDatabase {
    private var catalogReader: CatalogReader {
        CatalogReader(secretsKey: cluster.host.secretsKey, keepsPlans: true)
    }

    /// Reads the schema as the bootstrap superuser, who sees everything; secrets under the call's key, if it has one.
    public func readCatalog() async throws -> Catalog {
        let catalogs = catalogReader
        return try await reader.use(bootstrap) { try await catalogs.readCatalog(on: $0) }
    }

    /// Refreshes statistics where the request wants them, then reads schema, query plans and digests: nobody writes
    /// meanwhile.
    ///
    /// A table whose rows cannot have changed since they were read is not read again; see `DataTrace`. The same goes
    /// for the server's own catalogs; see `CatalogMemory`. A query whose plan cannot have changed is not asked again;
    /// see `UnaffectedQueries`.
    /// - Parameters:
    ///   - known: what was read of this database before; nil reads everything.
    ///   - remembered: what was read of its catalogs before; nil reads them all.
    ///   - last: the state that was read before; nil asks for every plan.
    ///   - values: what references of the workload stood for in earlier states, and stand for still.
    public func readSnapshot(
        _ state: StateName, workload: [WorkloadQuery], plans request: PlanRequest = PlanRequest(),
        known: KnownData? = nil, remembered: CatalogMemory? = nil, last: Snapshot? = nil,
        values: ReferencedValues = ReferencedValues()
    ) async throws -> SnapshotReading {
        var reading = try await reader.use(bootstrap) { connection in
            try await self.reading(
                on: connection, workload: workload, request: request, known: known, remembered: remembered, last: last,
                values: values)
        }
        if !reading.asked.isEmpty {
            if request.depth == .runs {
                try await runWriting(reading.asked, request, reading.values, &reading.captured)
            }
            if let last,
                try await confirm(reading.asked, since: last, request, reading.values, &reading.captured)
            {
                reading.before = try await readTrace().ifUnwritten(since: reading.before)
            }
            try await lookAtProduction(reading.asked, request, reading.values, &reading.captured)
            if request.samples > 0 { try await sample(reading.asked, request, reading.values, &reading.captured) }
            note(reading.asLeft, in: &reading.captured)
            reading.after = try await readTrace()
        }
        let snapshot = Snapshot(
            state: state, catalog: reading.memory.catalog, queryPlans: reading.held + reading.captured,
            digests: reading.digests,
            statistics: try await statistics(behind: reading.captured, reading.held, request, last))
        return SnapshotReading(
            snapshot: snapshot,
            known: KnownData(
                digests: snapshot.digests, before: reading.before, after: reading.after, fresh: reading.fresh),
            catalog: reading.memory, values: reading.values)
    }

    /// The statistics that queries were planned by; where none was asked again, those of the state before.
    private func statistics(
        behind captured: [CapturedQueryPlan], _ held: [CapturedQueryPlan], _ request: PlanRequest, _ last: Snapshot?
    ) async throws -> [TableStatistics] {
        if captured.isEmpty { return held.isEmpty ? [] : last?.statistics ?? [] }
        let tables = (captured + held).reduce(into: Set<String>()) { $0.formUnion($1.tableNames) }
        let statistics = TableStatisticsReader(statementLimitMilliseconds: request.queryLimitMilliseconds)
        return try await reader.use(bootstrap) { try await statistics.read(of: tables, on: $0) }
    }

    /// What one session of ours finds out, and what sessions of the workload's roles are told beside it.
    private struct StateReading: Sendable {
        var memory: CatalogMemory
        var digests: [TableDigest]
        /// Taken before the digests were read, and behind them.
        var before: DataTrace
        var after: DataTrace
        /// The tables whose statistics are fresh; nil for all.
        var fresh: Set<UInt32>?
        /// Queries that may be planned otherwise than before, and the plans of the others.
        var asked: [WorkloadQuery]
        var held: [CapturedQueryPlan]
        var captured: [CapturedQueryPlan]
        var asLeft: [CapturedQueryPlan]
        var values: ReferencedValues
    }

    private func reading(
        on connection: PostgresConnection, workload: [WorkloadQuery], request: PlanRequest, known: KnownData?,
        remembered: CatalogMemory?, last: Snapshot?, values: ReferencedValues
    ) async throws -> StateReading {
        let found = try await TraceReader().readTrace(on: connection, since: remembered?.trace)
        let fresh = known?.tablesWithFreshStatistics(at: found) ?? []
        let refreshes = request.alwaysRefreshes || !workload.isEmpty
        let stale = refreshes ? try await tablesWithStatistics(except: fresh, on: connection) : []
        let staleNames = stale.map(\.name)
        let memory = try await catalogReader.readCatalog(on: connection, remembering: remembered, at: found)
        let unaffected =
            workload.isEmpty
            ? nil : UnaffectedQueries(since: last, catalog: memory.catalog, refreshed: Set(staleNames))
        var asked: [WorkloadQuery] = []
        var held: [CapturedQueryPlan] = []
        for query in workload {
            if let captures = unaffected?.captures(of: query) { held += captures } else { asked.append(query) }
        }
        let left = request.looksAsLeft ? asked.filter { $0.mayRead(staleNames, as: last) } : []
        let asLeft = left.isEmpty ? [] : try await plans(of: left, request, .once, values)
        try await refreshStatistics(of: staleNames, target: request.statisticsTarget)
        let before = try await TraceReader().readTrace(of: stale.map(\.objectIdentifier), since: found, on: connection)
        let completed = try await completed(values, for: workload, on: connection)
        async let digests = readDigests(of: before, knowing: known, on: connection)
        let captured = asked.isEmpty ? [] : try await plans(of: asked, request, request.depth, completed, last: last)
        let read = try await digests
        // Where nothing of the workload ran, nobody was there who could have written.
        let after = asked.isEmpty ? before : try await TraceReader().readTrace(on: connection)
        return StateReading(
            memory: memory, digests: read, before: before, after: after,
            fresh: refreshes ? nil : fresh, asked: asked, held: held, captured: captured, asLeft: asLeft,
            values: completed)
    }

    /// Finds what the workload's references stand for, by statistics as they are.
    private func completed(
        _ values: ReferencedValues, for workload: [WorkloadQuery], on connection: PostgresConnection
    ) async throws -> ReferencedValues {
        let references = workload.references
        if references.isEmpty { return values }
        return try await values.completed(
            with: references, on: connection, limitMilliseconds: QueryPlanCapture().statementLimitMilliseconds)
    }

    /// Reads what the server tells about rows without reading them.
    public func readTrace() async throws -> DataTrace {
        try await reader.use(bootstrap) { try await TraceReader().readTrace(on: $0) }
    }

    /// - Parameters:
    ///   - trace: of all tables there are; with doubts it may lack some.
    ///   - known: what was read before; nil where nothing was.
    ///   - connection: reads what the other tables are, and the small ones.
    private func readDigests(
        of trace: DataTrace, knowing known: KnownData?, on connection: PostgresConnection
    ) async throws -> [TableDigest] {
        let reused = known?.digests(at: trace) ?? []
        if trace.doubts.isEmpty, reused.count == trace.tables.count { return reused }
        let others = known?.tablesWithoutDigest(at: trace) ?? trace.tables.map(\.objectIdentifier)
        let reader = DigestReader()
        let unread = try await reader.tables(on: connection, among: trace.doubts.isEmpty ? others : nil)
        // Another session costs as much as reading a thousand pages.
        if unread.reduce(0, { $0 + $1.pageCount }) < 1000 {
            return reused + (try await reader.digests(of: unread, on: connection))
        }
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
