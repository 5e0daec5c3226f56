import Postgres
public import RehearsalCore

/// A database that looks to the planner as if its business were so many times as large, and of which nothing but query
/// plans can be asked.
///
/// It is a private copy of a cluster that nobody else is given: its files are lengthened by holes, its statistics are
/// written by ``Stretching``'s rules. To execute anything there gives meaningless results, so that this type offers
/// EXPLAIN without ANALYZE in READ ONLY transactions, over one connection at a time, and nothing else.
///
/// Should an address of it leak all the same, the server refuses: the database has another name than every act asks
/// for, says in its comment what it is, begins sessions read-only, and lets in one session of a role that is no
/// superuser. The copy is gone with ``dismissed()``, and with its janitor however the tool ends.
public actor StretchedDatabase {
    /// With a blank, so that no project can have it.
    public static let name = "pgrehearse horizon"
    static let mark = "pgrehearse: stretched, nothing may be executed here"

    /// What the catalogs said when the copy was made, statistics gathered anew.
    public nonisolated let facts: HorizonFacts
    private let database: RehearsalDatabase
    private let paths: [UInt32: String]
    private let quotedNames: [UInt32: String]
    private let nowSeconds: Int64
    private let limitMilliseconds: Int
    private let references: Set<StatisticsReference>
    /// What the workload's references stand for, as the database was stretched last: places in statistics that grew.
    private var values = ReferencedValues()
    private var bookends: [BookendRows.Place] = []
    /// Pages that truly are in each file.
    private var truePages: [UInt32: Int64] = [:]
    /// How many levels higher than they are b-trees look.
    private var moreLevels: [UInt32: Int] = [:]
    private var isStretched = false
    private var isAsked = false

    /// What one copy is made with.
    public struct Request: Sendable {
        public var statisticsTarget: Int
        public var limitMilliseconds: Int

        public init(statisticsTarget: Int, limitMilliseconds: Int) {
            self.statisticsTarget = statisticsTarget
            self.limitMilliseconds = limitMilliseconds
        }
    }

    private init(
        database: RehearsalDatabase, reading: HorizonCatalogs, references: Set<StatisticsReference>, request: Request
    ) {
        self.database = database
        facts = reading.facts
        paths = reading.paths
        quotedNames = reading.quotedNames
        self.references = references
        nowSeconds = database.cluster.request.clock.epochSeconds
        limitMilliseconds = request.limitMilliseconds
        for relation in reading.facts.relations where relation.kind != .partitioned {
            truePages[relation.oid] = relation.pages
            for index in relation.indexes { truePages[index.oid] = index.pages }
        }
    }

    /// Copies the database's cluster, which is stopped for a moment, and gathers statistics in the copy. The original
    /// stays as it is.
    ///
    /// - Parameter workload: whose references are looked up in the copy at each growth.
    /// - Throws: ``ClusterError``, `PostgresError`.
    public static func made(
        of original: RehearsalDatabase, workload: [WorkloadQuery], _ request: Request
    ) async throws -> StretchedDatabase {
        let cluster = try await original.cluster.frozen().started()
        do {
            let copy = original.moved(to: cluster)
            try await copy.refreshStatistics(target: request.statisticsTarget)
            let reading = try await withConnection(copy.bootstrap) { connection in
                let settings = SettingsQuestion(HorizonSQL.settings, isLocal: false)
                _ = try await connection.query(settings.sql, settings.parameters)
                return try await HorizonReader(
                    connection: connection, statisticsTarget: request.statisticsTarget
                ).read()
            }
            try await Self.markDatabase(copy)
            let hidden = RehearsalDatabase(cluster: cluster, name: Self.name, roles: original.roles)
            return StretchedDatabase(
                database: hidden, reading: reading, references: workload.references, request: request)
        } catch {
            await cluster.dismissed()
            throw error
        }
    }

    /// Gives the database another name than any act asks for, and says what it is.
    private static func markDatabase(_ copy: RehearsalDatabase) async throws {
        let own = PostgresConnection.quotedIdentifier(copy.name)
        let hidden = PostgresConnection.quotedIdentifier(name)
        await copy.reader.close()
        try await withConnection(copy.maintenance) { connection in
            try await copy.awaitNobody(in: copy.name, asking: connection)
            for statement in [
                "ALTER DATABASE \(own) RENAME TO \(hidden)",
                "COMMENT ON DATABASE \(hidden) IS \(PostgresConnection.quotedLiteral(mark))",
                "ALTER DATABASE \(hidden) CONNECTION LIMIT 1",
                "ALTER DATABASE \(hidden) SET default_transaction_read_only = on",
            ] { _ = try await connection.execute(statement) }
        }
    }

    /// Plans the workload as if the business were `k` times as large.
    ///
    /// - Parameters:
    ///   - law: made of ``facts``.
    ///   - settings: of the planner, made for each query on top of its own.
    /// - Returns: the captures, sorted, and what could not be brought about, in sentences.
    /// - Throws: `PostgresError`, ``SegmentFiles/Failure``.
    public func plans(
        of workload: [WorkloadQuery], as law: GrowthLaw, at k: Double, settings: [SessionSetting] = []
    ) async throws -> (captured: [CapturedQueryPlan], remarks: [String]) {
        precondition(!isAsked, "a stretched database is asked one thing after the other")
        isAsked = true
        defer { isAsked = false }
        let remarks = try await stretch(law, to: k)
        return (try await explained(workload, settings), remarks)
    }

    /// Plans the workload once more as the database was stretched last, under other settings of the planner.
    public func plans(
        of workload: [WorkloadQuery], under settings: [SessionSetting]
    ) async throws -> [CapturedQueryPlan] {
        precondition(!isAsked, "a stretched database is asked one thing after the other")
        isAsked = true
        defer { isAsked = false }
        return try await explained(workload, settings)
    }

    private func explained(
        _ workload: [WorkloadQuery], _ settings: [SessionSetting]
    ) async throws -> [CapturedQueryPlan] {
        let asked = workload.map { query in
            var query = query
            for index in query.variants.indices {
                query.variants[index].settings = SessionContext.merged(query.variants[index].settings, settings)
            }
            return query
        }
        return try await QueryPlanCapture(
            depth: .plan, statementLimitMilliseconds: limitMilliseconds
        ).captureQueryPlans(of: asked, values: values) { [database] role in
            try await Self.connectedAlone(to: database.parameters(of: role))
        }
    }

    /// Waits up to five seconds until the session before has ended, which takes a moment: one alone is let in.
    private static func connectedAlone(to parameters: ConnectionParameters) async throws -> PostgresConnection {
        for _ in 0..<1000 {
            do { return try await PostgresConnection.connect(to: parameters) } catch {
                guard case .cannotConnect(let reason) = error, reason.contains("too many connections for database")
                else { throw error }
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        return try await PostgresConnection.connect(to: parameters)
    }

    /// Bytes that the copy takes on the disk: holes take none.
    public nonisolated func bytesOnDisk() throws -> Int64 {
        try SegmentFiles.bytesOnDisk(below: cluster.folder + "/data")
    }

    /// The copy's cluster, for tests of this room alone.
    nonisolated var cluster: EphemeralCluster { database.cluster }

    /// Stops the copy's server and removes its folder.
    public func dismissed() async { await database.cluster.dismissed() }

    private func stretch(_ law: GrowthLaw, to k: Double) async throws -> [String] {
        let stretching = Stretching(facts, law, at: k, nowSeconds: nowSeconds)
        try relax()
        let names = quotedNames
        let last = bookends
        bookends = []
        let (references, limit) = (references, limitMilliseconds)
        let made = try await withConnection(database.bootstrap) { connection in
            let rows = BookendRows(connection: connection, names: names)
            if !last.isEmpty || !stretching.bookends.isEmpty {
                _ = try await connection.execute("SET session_replication_role = replica")
            }
            try await rows.remove(last)
            let made = try await rows.make(stretching.bookends)
            // What is read here is how long files truly are: rows may have made them longer.
            let lengths = try await Self.lengths(on: connection)
            try await CatalogStretcher(connection: connection).write(stretching)
            // Statistics alone are asked, and files are still as long as they truly are.
            let values = try await ReferencedValues().completed(
                with: references, on: connection, limitMilliseconds: limit)
            return (bookends: made.made, remarks: made.remarks, lengths: lengths, values: values)
        }
        (bookends, values) = (made.bookends, made.values)
        truePages.merge(made.lengths.filter { truePages[$0.key] != nil }) { _, new in new }
        try await raiseTrees(stretching.sizes)
        isStretched = true
        for size in stretching.sizes {
            guard let pages = size.pages, let files = files(of: size.oid) else { continue }
            let most = max(pages, truePages[size.oid] ?? 0)
            if most > 0 { try files.resize(to: most) }
        }
        return stretching.remarks + made.remarks + outsiders
    }

    /// Makes b-trees as high as they are to look. The server is restarted for it where one changes: it keeps pages in
    /// memory.
    private func raiseTrees(_ sizes: [Stretching.Size]) async throws {
        let changed = sizes.filter { $0.moreLevels != moreLevels[$0.oid] ?? 0 }.compactMap { size in
            files(of: size.oid).map { (oid: size.oid, tree: TreeFile(path: $0.path), levels: size.moreLevels) }
        }
        if changed.isEmpty { return }
        let lengths = try await cluster.restarted {
            try changed.map { (oid: $0.oid, pages: try $0.tree.raise(by: $0.levels)) }
        }
        for (oid, pages) in lengths { truePages[oid] = pages ?? truePages[oid] }
        for (oid, _, levels) in changed { moreLevels[oid] = levels }
    }

    /// Gives every file the length that it truly has.
    private func relax() throws(SegmentFiles.Failure) {
        guard isStretched else { return }
        for (oid, pages) in truePages { try files(of: oid)?.resize(to: pages) }
        isStretched = false
    }

    /// Nil where the file lies outside of the copy, which a tablespace's does: it may be the original's.
    private func files(of oid: UInt32) -> SegmentFiles? {
        guard let path = paths[oid], path.hasPrefix("base/") else { return nil }
        return SegmentFiles(path: cluster.folder + "/data/" + path)
    }

    private var outsiders: [String] {
        facts.relations.filter { relation in paths[relation.oid].map { !$0.hasPrefix("base/") } ?? false }
            .map { "\($0.name): lies in a tablespace, so that its length stays" }
    }

    private static func lengths(on connection: PostgresConnection) async throws -> [UInt32: Int64] {
        let rows = try await connection.query(
            """
            SELECT c.oid::bigint AS oid, pg_catalog.pg_relation_size(c.oid, 'main') / 8192 AS pages
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm', 'i') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            """
        ).rows
        return Dictionary(
            uniqueKeysWithValues: try rows.map { (try $0.objectIdentifier("oid"), try $0.int64("pages")) })
    }
}
