import Postgres
import RehearsalCore

/// Reads a database's ``DataTrace`` when every other session has ended.
struct TraceReader {
    /// How long other sessions may take to end before they are a doubt.
    var patienceMilliseconds = 10_000

    /// - Parameter earlier: of the same database, whose answers about relations are taken where they still hold.
    /// - Throws: `ReadingError`, `PostgresError`.
    /// - Precondition: no transaction is open on the connection, which is a superuser's.
    func readTrace(on connection: PostgresConnection, since earlier: DataTrace? = nil) async throws -> DataTrace {
        if ServerVersion(number: connection.serverVersionNumber).major < 15 {
            return DataTrace(doubts: [.countersMayBeLost], countedSince: "", tables: [])
        }
        let asked = [
            ReadSession.Question(sql: RelationVersionsSQL.question, reading: "versions of relations"),
            ReadSession.Question(sql: TraceSQL.members, reading: "traces of tables"),
        ]
        return try await trace(on: connection, asking: asked) { session, answers, trace in
            trace.relations = try Self.versions(answers[0].rows)
            let members = answers[1].rows
            let untouched = earlier.map(trace.untouchedMembers) ?? [:]
            let numbers = try Set(members.map { try $0.objectIdentifier("member_oid") })
            let touched = numbers.filter { untouched[$0] == nil }
            let details = try await Self.details(of: untouched.isEmpty ? nil : touched, in: session)
            trace.tables = try Self.tables(members, details, untouched)
        }
    }

    /// Reads the trace of some tables, by object identifier, and takes those of the others from an earlier one of the
    /// same database: nobody has written to them since.
    func readTrace(
        of tables: [UInt32], since earlier: DataTrace, on connection: PostgresConnection
    ) async throws -> DataTrace {
        if tables.isEmpty || earlier.doubts.contains(.countersMayBeLost) { return earlier }
        let asked = ReadSession.Question(
            sql: TraceSQL.someMembers, parameters: [arrayText(tables.map(String.init))], reading: "traces of tables")
        return try await trace(on: connection, asking: [asked]) { session, answers, trace in
            let members = answers[0].rows
            let numbers = try Set(members.map { try $0.objectIdentifier("member_oid") })
            let details = try await Self.details(of: numbers, in: session)
            let read = Set(tables)
            let others = earlier.tables.filter { !read.contains($0.objectIdentifier) }
            trace.tables = others + (try Self.tables(members, details, [:]))
        }
    }

    /// - Parameters:
    ///   - questions: besides those about counters.
    ///   - reading: fills in what is read of tables, from the answers.
    private func trace(
        on connection: PostgresConnection, asking questions: [ReadSession.Question],
        _ reading: (ReadSession, _ answers: [QueryResult], inout DataTrace) async throws -> Void
    ) async throws -> DataTrace {
        // A session's last writes are counted when it has ended, so the counters are asked behind this question.
        let isAlone = try await othersEnded(connection)
        return try await ReadSession.run(
            on: connection, reading: "traces of writes", statementLimitMilliseconds: 600_000, keepsPlans: true
        ) { session in
            let counters = [
                ReadSession.Question(sql: Self.countingSQL, reading: "counters' state"),
                ReadSession.Question(sql: Self.catalogsSQL, reading: "traces of catalogs"),
            ]
            let answers = try await session.rows(of: counters + questions)
            let facts = answers[0].rows[0]
            var doubts: [TraceDoubt] = isAlone ? [] : [.session]
            if try facts.bool("counting_may_be_off") { doubts.append(.countingMayBeOff) }
            if try facts.bool("has_superuser") { doubts.append(.superuser) }
            if try facts.bool("has_prepared_transaction") { doubts.append(.preparedTransaction) }
            var trace = DataTrace(
                doubts: doubts, countedSince: try facts.text("counted_since"), tables: [],
                catalogs: try Self.catalogs(answers[1].rows),
                parts: [.extensionDependencies: try facts.text("extension_dependencies")])
            try await reading(session, Array(answers.dropFirst(2)), &trace)
            // Sorted.
            return DataTrace(
                doubts: trace.doubts, countedSince: trace.countedSince, tables: trace.tables, catalogs: trace.catalogs,
                parts: trace.parts, relations: trace.relations)
        }
    }

    /// What a member's rows mean, and what was gathered about them.
    private struct Details {
        var meaning: String
        var gathered: String
        var tellsAll: Bool
        var printsLabels: Bool
    }

    /// What nothing is known of: it may be anything.
    private static let unknown = Details(meaning: "", gathered: "", tellsAll: false, printsLabels: true)

    /// - Parameter members: object identifiers; nil for all.
    private static func details(of members: Set<UInt32>?, in session: ReadSession) async throws -> [UInt32: Details] {
        if let members, members.isEmpty { return [:] }
        let rows: [QueryResult.Row]
        if let members {
            rows = try await session.rows(
                TraceSQL.someDetails, [arrayText(members.map(String.init))], reading: "columns of tables"
            ).rows
        } else {
            rows = try await session.rows(TraceSQL.details, reading: "columns of tables").rows
        }
        var details: [UInt32: Details] = [:]
        for row in rows {
            details[try row.objectIdentifier("member_oid")] = Details(
                meaning: try row.text("meaning"), gathered: try row.text("gathered"),
                tellsAll: try row.bool("tells_all"), printsLabels: try row.bool("prints_labels"))
        }
        return details
    }

    private func othersEnded(_ connection: PostgresConnection) async throws -> Bool {
        let pauseMilliseconds = 5
        for _ in 0...(patienceMilliseconds / pauseMilliseconds) {
            if try await !connection.repeatedQuery(Self.othersSQL).rows[0].bool("are_there") { return true }
            try await Task.sleep(for: .milliseconds(pauseMilliseconds))
        }
        return false
    }

    /// - Parameter untouched: has what ``details`` has not.
    private static func tables(
        _ rows: [QueryResult.Row], _ details: [UInt32: Details], _ untouched: [UInt32: MemberTrace]
    ) throws -> [TableTrace] {
        var tables: [UInt32: TableTrace] = [:]
        for row in rows {
            let identifier = try row.objectIdentifier("table_oid")
            let name = try row.text("table_name")
            let number = try row.objectIdentifier("member_oid")
            let earlier = untouched[number].map {
                Details(
                    meaning: $0.meaning, gathered: $0.gathered, tellsAll: $0.tellsAll, printsLabels: $0.printsLabels)
            }
            let detail = details[number] ?? earlier ?? unknown
            let member = MemberTrace(
                objectIdentifier: number, name: try row.text("member"),
                fileNode: try row.objectIdentifier("file_node"),
                writes: WriteCounters(
                    inserted: try row.int64("inserted"), updated: try row.int64("updated"),
                    deleted: try row.int64("deleted")),
                meaning: detail.meaning, statistics: "\(try row.text("size")) \(detail.gathered)",
                gathered: detail.gathered, tellsAll: detail.tellsAll, printsLabels: detail.printsLabels)
            let members = tables[identifier]?.members ?? []
            tables[identifier] = TableTrace(
                table: name, objectIdentifier: identifier, members: members + [member])
        }
        return Array(tables.values)
    }

    private static func versions(_ rows: [QueryResult.Row]) throws -> RelationVersions {
        var versions: [UInt32: RelationVersions.Version] = [:]
        for row in rows {
            versions[try row.objectIdentifier("relation")] = RelationVersions.Version(
                hash: try row.text("versions"), isNameOnly: try row.bool("is_name_only"))
        }
        return RelationVersions(versions)
    }

    private static func catalogs(_ rows: [QueryResult.Row]) throws -> [String: WriteCounters] {
        var catalogs: [String: WriteCounters] = [:]
        for row in rows {
            catalogs[try row.text("name")] = WriteCounters(
                inserted: try row.int64("inserted"), updated: try row.int64("updated"),
                deleted: try row.int64("deleted"))
        }
        return catalogs
    }

    private static let othersSQL = """
        SELECT EXISTS (
            SELECT FROM pg_catalog.pg_stat_activity AS a
            JOIN pg_catalog.pg_database AS d ON d.oid = a.datid
            WHERE d.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
        ) AS are_there
        """

    private static let catalogsSQL = """
        SELECT c.relname AS name, pg_catalog.pg_stat_get_tuples_inserted(c.oid) AS inserted,
            pg_catalog.pg_stat_get_tuples_updated(c.oid) AS updated,
            pg_catalog.pg_stat_get_tuples_deleted(c.oid) AS deleted
        FROM pg_catalog.pg_class AS c
        WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r'
        """

    /// A crash sets all counters back, and the moment of every set of them; a function the database's or one set's.
    private static let countingSQL = """
        SELECT pg_catalog.current_setting('track_counts')::pg_catalog.bool IS NOT TRUE
                OR EXISTS (SELECT FROM pg_catalog.pg_parameter_acl AS a WHERE a.parname = 'track_counts')
                OR EXISTS (SELECT FROM pg_catalog.pg_db_role_setting AS s, pg_catalog.unnest(s.setconfig) AS setting
                    WHERE pg_catalog.starts_with(setting, 'track_counts=')) AS counting_may_be_off,
            EXISTS (SELECT FROM pg_catalog.pg_roles AS r
                WHERE r.rolsuper AND r.oid <> 10 AND r.rolname <> CURRENT_USER) AS has_superuser,
            EXISTS (SELECT FROM pg_catalog.pg_prepared_xacts AS x
                WHERE x.database = pg_catalog.current_database()) AS has_prepared_transaction,
            pg_catalog.concat_ws(' ', b.stats_reset, d.stats_reset) AS counted_since,
            COALESCE((SELECT pg_catalog.md5(pg_catalog.string_agg(
                    ROW(e.refobjid, e.classid, e.objid, e.objsubid, e.deptype)::pg_catalog.text, ' '
                    ORDER BY e.refobjid, e.classid, e.objid, e.objsubid, e.deptype))
                FROM pg_catalog.pg_depend AS e
                WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass), '') AS extension_dependencies
        FROM pg_catalog.pg_stat_bgwriter AS b
        JOIN pg_catalog.pg_stat_database AS d ON d.datname = pg_catalog.current_database()
        """
}

extension QueryResult.Row {
    func objectIdentifier(_ column: String) throws -> UInt32 {
        let text = try text(column)
        guard let identifier = UInt32(text) else {
            throw PostgresError.undecodable(column: column, value: text, wanted: "an object identifier")
        }
        return identifier
    }
}
