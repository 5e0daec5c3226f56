import Postgres
import RehearsalCore

/// Workload queries that can be asked one behind the other in one transaction: one query of one role in one session,
/// with all its sets of parameters.
struct QueryGroup {
    let query: WorkloadQuery
    /// Alike but for the parameters; at least one.
    let variants: [QueryVariant]

    /// The groups of a role, query by query.
    static func groups(of workload: [WorkloadQuery], role: WorkloadRole) -> [QueryGroup] {
        workload.flatMap { query in
            let variants = query.variants.filter { $0.role == role }
            var sessions: [String?] = []
            for variant in variants where !sessions.contains(variant.session) { sessions.append(variant.session) }
            return sessions.map { session in
                QueryGroup(query: query, variants: variants.filter { $0.session == session })
            }
        }
    }
}

/// Asks a server for the plans of one group after the other; nothing that a query does is kept.
struct QueryAsker {
    /// What a group of queries happens in.
    enum Frame {
        case readOnlyTransaction
        /// For queries that write: in a database that is thrown away.
        case transaction
        /// Inside of a transaction of the caller's.
        case savepoint

        var opening: String {
            switch self {
            case .readOnlyTransaction: "BEGIN READ ONLY"
            case .transaction: "BEGIN"
            case .savepoint: "SAVEPOINT pgrehearse_query"
            }
        }

        /// A prepared statement outlives its transaction.
        var ending: String {
            switch self {
            case .readOnlyTransaction, .transaction: "ROLLBACK; DEALLOCATE ALL"
            case .savepoint: "ROLLBACK TO SAVEPOINT pgrehearse_query; DEALLOCATE ALL"
            }
        }
    }

    enum Answer<Value: Sendable>: Sendable {
        case value(Value)
        case refused(ServerComplaint)
    }

    let connection: PostgresConnection
    let values: ReferencedValues
    /// For each statement, planning included; kept by the client, as ``ReadSession``'s is.
    let limitMilliseconds: Int
    /// What the next message ends before anything else: a round trip of its own would do nothing more.
    private var unclosed: Frame?

    init(connection: PostgresConnection, values: ReferencedValues, limitMilliseconds: Int) {
        self.connection = connection
        self.values = values
        self.limitMilliseconds = limitMilliseconds
    }

    private static let prepared = "pgrehearse_captured"
    private static let preparedRows = "pgrehearse_rows"
    static let explained = "EXPLAIN (FORMAT JSON, VERBOSE)"
    static let analyzed = "EXPLAIN (ANALYZE, BUFFERS, WAL, TIMING OFF, FORMAT JSON, VERBOSE)"

    /// Sets what is the same for every query, once for all of them.
    ///
    /// - Parameter isLocal: true to end it with the transaction at hand.
    func pin(isLocal: Bool) async throws {
        let question = SettingsQuestion(QueryPlanCapture.pinnedSettings, isLocal: isLocal)
        _ = try await connection.query(question.sql, question.parameters, watchdogMilliseconds: limitMilliseconds)
    }

    /// Begins the group's transaction and prepares its query.
    ///
    /// - Parameters:
    ///   - settings: on top of those that were pinned and below the query's own.
    ///   - withRows: also prepares the query as one that sums its rows up; see ``rows(of:)``.
    /// - Returns: the server's complaint where it will not have the query; the transaction has failed then.
    mutating func open(
        _ group: QueryGroup, in frame: Frame, settings: [(name: String, value: String)] = [], prelude: String? = nil,
        withRows: Bool = false
    ) async throws -> ServerComplaint? {
        let own = group.variants.first?.settings.map { (name: $0.name, value: $0.value) } ?? []
        let calls = (settings + own).map { setting in
            let words = [setting.name, setting.value].map(PostgresConnection.quotedLiteral)
            return "pg_catalog.set_config(\(words.joined(separator: ", ")), true)"
        }
        let setting = calls.isEmpty ? nil : "SELECT \(calls.joined(separator: ", "))"
        let opening = [unclosed?.ending, frame.opening, prelude, setting].compactMap(\.self)
        unclosed = nil
        let prefix = opening.joined(separator: "; ") + "; PREPARE \(Self.prepared) AS "
        let rows = withRows ? "\n; " + rowsStatement(group) : ""
        guard case .refused(var complaint) = try await answer(to: prefix + group.query.statement.text + rows) else {
            return nil
        }
        // Positions count from the workload query's own first character.
        if let position = complaint.position {
            complaint.position = position > prefix.count ? position - prefix.count : nil
        }
        return complaint
    }

    /// Lets the next group end what ``open(_:in:settings:prelude:withRows:)`` began, whatever became of it. Behind the
    /// last group ``finish()`` does.
    mutating func close(_ frame: Frame) {
        unclosed = frame
    }

    /// Ends what is still open.
    mutating func finish() async throws {
        guard let frame = unclosed else { return }
        unclosed = nil
        _ = try await connection.execute(frame.ending)
    }

    /// EXPLAIN's JSON for one set of parameters.
    ///
    /// - Parameters:
    ///   - verb: `EXPLAIN` and its options.
    ///   - prelude: a statement that is sent in front.
    func plan(
        _ verb: String, of variant: QueryVariant, prelude: String? = nil
    ) async throws -> Answer<String> {
        if let complaint = missing(in: variant) { return .refused(complaint) }
        let sql = "\(verb) EXECUTE \(Self.prepared)\(arguments(of: variant))"
        switch try await answer(to: [prelude, sql].compactMap(\.self).joined(separator: "; ")) {
        case .refused(let complaint): return .refused(complaint)
        case .value(let result):
            guard let json = result.rows.first?[0] else { throw QueryPlanDecodingError.notExplain(missing: "row") }
            return .value(json)
        }
    }

    /// The query as one that sums its rows up. Numbers are rounded to 12 digits, because sums of floating-point
    /// numbers depend on the order of the rows.
    private func rowsStatement(_ group: QueryGroup) -> String {
        """
        PREPARE \(Self.preparedRows) AS
        SELECT pg_catalog.count(*), coalesce(pg_catalog.sum(pg_catalog.hashtextextended(r::text, 0)), 0)::text
        FROM (
        \(group.query.statement.text)
        ) AS r
        """
    }

    /// The rows of a query that was opened with them.
    func rows(of variant: QueryVariant) async throws -> Answer<ResultRows> {
        switch try await answer(
            to: "SET LOCAL extra_float_digits = -3; EXECUTE \(Self.preparedRows)\(arguments(of: variant))")
        {
        case .refused(let complaint): return .refused(complaint)
        case .value(let result):
            let row = result.rows.first
            guard let count = row?[0].flatMap({ Int64($0) }), let sum = row?[1] else {
                throw PostgresError.undecodable(column: "count", value: nil, wanted: "a number of rows")
            }
            return .value(ResultRows(count: count, sum: sum))
        }
    }

    private func answer(to sql: String) async throws -> Answer<QueryResult> {
        do {
            return .value(try await connection.execute(sql, watchdogMilliseconds: limitMilliseconds).result)
        } catch PostgresError.server(let fields) {
            return .refused(ServerComplaint(fields))
        } catch PostgresError.watchdog(let milliseconds) {
            return .refused(ServerComplaint(canceledAfterMilliseconds: milliseconds))
        }
    }

    private func missing(in variant: QueryVariant) -> ServerComplaint? {
        for case .reference(let reference) in variant.parameters {
            if let complaint = values.complaints[reference] { return complaint }
        }
        return nil
    }

    private func arguments(of variant: QueryVariant) -> String {
        let literals = variant.parameters.map { parameter in
            let value: String? =
                switch parameter {
                case .value(let value): value
                case .reference(let reference): values.values[reference]
                }
            return value.map(PostgresConnection.quotedLiteral) ?? "NULL"
        }
        return literals.isEmpty ? "" : "(\(literals.joined(separator: ", ")))"
    }
}
