public import Postgres
public import RehearsalCore

/// Asks a server for the query plans of a workload.
public struct QueryPlanCapture: Sendable {
    /// The limit for each statement, planning included; kept by the client, as ``ReadSession``'s is.
    public var statementLimitMilliseconds: Int

    public init(statementLimitMilliseconds: Int = 60_000) {
        self.statementLimitMilliseconds = statementLimitMilliseconds
    }

    /// What is the same for every query of every role. search_path stays the role's own, as production has it.
    ///
    /// Parallel workers, JIT and the genetic optimizer would make one query's tree depend on the machine. A limit of
    /// the role's own would ring at once on a server whose day is pinned: see `ServerSettings`.
    static let pinnedSettings: [(name: String, value: String)] = [
        ("TimeZone", "UTC"), ("DateStyle", "ISO, YMD"), ("IntervalStyle", "postgres"), ("jit", "off"),
        ("geqo", "off"), ("synchronize_seqscans", "off"), ("max_parallel_workers_per_gather", "0"),
        ("plan_cache_mode", "force_custom_plan"), ("statement_timeout", "0"),
    ]

    private static let preparedName = "pgrehearse_captured"

    /// Explains every query in each of its variants, one connection per role, each variant in a READ ONLY transaction
    /// that is rolled back; nothing is executed.
    ///
    /// `connectAs` is asked once per role that the workload needs, with the role logged in as itself; the connections
    /// are closed here. A query that the server refuses is captured as refused, and so are all queries of a role that
    /// it lets not in.
    /// - Parameter values: what the workload's references stand for; a query with one that has no value is captured as
    ///   refused.
    /// - Returns: the captures, sorted by query, role and session.
    /// - Throws: `PostgresError` where a connection fails, `ReadingError` where names cannot be read,
    ///   `QueryPlanDecodingError` where EXPLAIN's answer is none.
    public func captureQueryPlans(
        of workload: [WorkloadQuery], values: ReferencedValues = ReferencedValues(),
        connectAs: @Sendable (WorkloadRole) async throws -> PostgresConnection
    ) async throws -> [CapturedQueryPlan] {
        var captured: [CapturedQueryPlan] = []
        for role in WorkloadRole.allCases {
            let asking = workload.flatMap { query in
                query.variants.filter { $0.role == role }.map { Asking(query: query, variant: $0) }
            }
            if asking.isEmpty { continue }
            let connection: PostgresConnection
            do { connection = try await connectAs(role) } catch PostgresError.cannotConnect(let reason) {
                guard let complaint = ServerComplaint(turnedAway: reason) else {
                    throw PostgresError.cannotConnect(reason: reason)
                }
                captured += asking.map { $0.captured(.refused(complaint)) }
                continue
            }
            do {
                captured += try await capture(asking, values, on: connection)
            } catch {
                await connection.close()
                throw error
            }
            await connection.close()
        }
        return captured.sorted()
    }

    /// One query and one of its variants.
    private struct Asking {
        let query: WorkloadQuery
        let variant: QueryVariant

        func captured(_ result: CaptureResult) -> CapturedQueryPlan {
            CapturedQueryPlan(query: query.name, role: variant.role, session: variant.session, result: result)
        }
    }

    private func capture(
        _ asking: [Asking], _ values: ReferencedValues, on connection: PostgresConnection
    ) async throws -> [CapturedQueryPlan] {
        let names = try await ReadSession.run(
            on: connection, reading: "names of relations and indexes",
            statementLimitMilliseconds: statementLimitMilliseconds
        ) { try await PlanNamesReader.read(in: $0) }
        var captured: [CapturedQueryPlan] = []
        for asked in asking {
            let answer = try await explain(asked, values, on: connection)
            let result: CaptureResult
            switch answer {
            case .json(let json): result = .plan(try decodeQueryPlan(json: json, names: names))
            case .refused(let complaint): result = .refused(complaint)
            }
            captured.append(asked.captured(result))
        }
        return captured
    }

    private enum Answer {
        case json(String)
        case refused(ServerComplaint)
    }

    /// A prepared statement outlives the ROLLBACK, so it is deallocated behind it.
    private func explain(
        _ asking: Asking, _ values: ReferencedValues, on connection: PostgresConnection
    ) async throws -> Answer {
        for case .reference(let reference) in asking.variant.parameters {
            if let complaint = values.complaints[reference] { return .refused(complaint) }
        }
        _ = try await connection.query("BEGIN READ ONLY", [])
        let answer: Answer
        do {
            answer = .json(try await explainInTransaction(asking, values, on: connection))
        } catch PostgresError.server(let fields) {
            answer = .refused(complaint(fields))
        } catch PostgresError.watchdog(let milliseconds) {
            answer = .refused(ServerComplaint(canceledAfterMilliseconds: milliseconds))
        }
        _ = try await connection.query("ROLLBACK", [])
        _ = try await connection.query("DEALLOCATE ALL", [])
        return answer
    }

    private func explainInTransaction(
        _ asking: Asking, _ values: ReferencedValues, on connection: PostgresConnection
    ) async throws -> String {
        let limit = statementLimitMilliseconds
        let settings = SettingsQuestion(
            Self.pinnedSettings + asking.variant.settings.map { ($0.name, $0.value) }, isLocal: true)
        _ = try await connection.query(settings.sql, settings.parameters, watchdogMilliseconds: limit)
        _ = try await connection.execute(Self.prefix + asking.query.statement.text, watchdogMilliseconds: limit)
        let literals = asking.variant.parameters.map { parameter in
            let value: String? =
                switch parameter {
                case .value(let value): value
                case .reference(let reference): values.values[reference]
                }
            return value.map(PostgresConnection.quotedLiteral) ?? "NULL"
        }
        let arguments = literals.isEmpty ? "" : "(\(literals.joined(separator: ", ")))"
        let sql = "EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE \(Self.preparedName)\(arguments)"
        let result = try await connection.execute(sql, watchdogMilliseconds: limit).result
        guard let json = result.rows.first?[0] else {
            throw QueryPlanDecodingError.notExplain(missing: "row")
        }
        return json
    }

    private static let prefix = "PREPARE \(preparedName) AS "

    /// Positions count from the workload query's own first character.
    private func complaint(_ fields: ServerErrorFields) -> ServerComplaint {
        var complaint = ServerComplaint(fields)
        if let position = complaint.position {
            complaint.position = position > Self.prefix.count ? position - Self.prefix.count : nil
        }
        return complaint
    }
}

/// Asks for the query plans of a workload; see ``QueryPlanCapture/captureQueryPlans(of:connectAs:)``.
public func captureQueryPlans(
    of workload: [WorkloadQuery], connectAs: @Sendable (WorkloadRole) async throws -> PostgresConnection
) async throws -> [CapturedQueryPlan] {
    try await QueryPlanCapture().captureQueryPlans(of: workload, connectAs: connectAs)
}
