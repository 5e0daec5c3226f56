public import Postgres
public import RehearsalCore

/// Asks a server for the query plans of a workload.
public struct QueryPlanCapture: Sendable {
    /// How much is found out about each query.
    public enum Depth: Sendable {
        /// The plan alone.
        case plan
        /// Also what running it once takes, of queries that only read.
        case once
        /// What running it takes behind a run that warms up, its rows, the generic plan and the one with parallel
        /// workers.
        case runs
        /// What running those takes that write: in a database that is thrown away.
        case writes
    }

    public var depth: Depth
    /// The limit for each statement, planning included.
    public var statementLimitMilliseconds: Int

    /// Queries whose rows were the same in two runs of an earlier state, and those whose rows were not.
    private let stableRows: Set<AskedQuery>
    private let unstableRows: Set<AskedQuery>

    /// - Parameter last: the state before, where there was one: what it says of rows is not asked again.
    public init(depth: Depth = .plan, last: Snapshot? = nil, statementLimitMilliseconds: Int = 60_000) {
        self.depth = depth
        var (stable, unstable): (Set<AskedQuery>, Set<AskedQuery>) = ([], [])
        for capture in last?.queryPlans ?? [] {
            guard case .ran(let rows) = capture.run else { continue }
            if rows == nil { unstable.insert(capture.asked) } else { stable.insert(capture.asked) }
        }
        (stableRows, unstableRows) = (stable, unstable)
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

    /// Asks for every query in each of its variants, one connection per role, in transactions that are rolled back.
    ///
    /// `connectAs` is asked once per role that the workload needs, with the role logged in as itself; the connections
    /// are closed here. A query that the server refuses is captured as refused, and so are all queries of a role that
    /// it lets not in.
    /// - Parameter values: what the workload's references stand for; a query with one that has no value is captured as
    ///   refused.
    /// - Returns: the captures, sorted by query, role, session and set of parameters.
    /// - Throws: `PostgresError` where a connection fails, `ReadingError` where names cannot be read,
    ///   `QueryPlanDecodingError` where EXPLAIN's answer is none.
    public func captureQueryPlans(
        of workload: [WorkloadQuery], values: ReferencedValues = ReferencedValues(),
        connectAs: @Sendable (WorkloadRole) async throws -> PostgresConnection
    ) async throws -> [CapturedQueryPlan] {
        var captured: [CapturedQueryPlan] = []
        for role in WorkloadRole.allCases {
            let groups = QueryGroup.groups(of: workload, role: role)
            if groups.isEmpty { continue }
            let connection: PostgresConnection
            do { connection = try await connectAs(role) } catch PostgresError.cannotConnect(let reason) {
                guard let complaint = ServerComplaint(turnedAway: reason) else {
                    throw PostgresError.cannotConnect(reason: reason)
                }
                captured += groups.flatMap { group in
                    group.variants.map { CapturedQueryPlan(AskedQuery(group.query, $0), result: .refused(complaint)) }
                }
                continue
            }
            do {
                captured += try await capture(groups, values, on: connection)
            } catch {
                await connection.close()
                throw error
            }
            await connection.close()
        }
        return captured.sorted()
    }

    /// While the server works on one query, the answers of the one before become trees.
    private func capture(
        _ groups: [QueryGroup], _ values: ReferencedValues, on connection: PostgresConnection
    ) async throws -> [CapturedQueryPlan] {
        let limit = statementLimitMilliseconds
        let names = try await ReadSession.run(
            on: connection, reading: "names of relations and indexes", statementLimitMilliseconds: limit
        ) { try await PlanNamesReader.read(in: $0) }
        var asker = QueryAsker(connection: connection, values: values, limitMilliseconds: limit)
        try await asker.pin(isLocal: false)
        return try await withThrowingTaskGroup(of: CapturedQueryPlan.self) { trees in
            for group in groups {
                for answer in try await answers(to: group, &asker) {
                    trees.addTask { try answer.captured(names, limitMilliseconds: limit) }
                }
            }
            try await asker.finish()
            return try await trees.reduce(into: []) { $0.append($1) }
        }
    }

    private func answers(to group: QueryGroup, _ asker: inout QueryAsker) async throws -> [RawCapture] {
        let frame = depth == .writes ? QueryAsker.Frame.transaction : .readOnlyTransaction
        var raw: [RawCapture] = []
        var isOpen = false
        for variant in group.variants {
            let asked = AskedQuery(group.query, variant)
            if !isOpen {
                if let complaint = try await asker.open(group, in: frame) {
                    asker.close(frame)
                    raw.append(RawCapture(asked: asked, plan: .refused(complaint)))
                    continue
                }
                isOpen = true
            }
            var capture = RawCapture(
                asked: asked, plan: try await asker.plan(QueryAsker.explained, of: variant))
            if depth == .runs { try await look(at: &capture, variant, asker) }
            raw.append(capture)
            if capture.hasFailed {
                asker.close(frame)
                isOpen = false
            }
        }
        if isOpen { asker.close(frame) }
        if depth != .plan { try await run(group, &raw, &asker) }
        return raw
    }

    /// The generic plan, and the one with parallel workers where the query costs enough for them.
    private func look(at capture: inout RawCapture, _ variant: QueryVariant, _ asker: QueryAsker) async throws {
        guard case .value(let plan) = capture.plan else { return }
        if !variant.parameters.isEmpty {
            capture.generic = try await asker.plan(
                QueryAsker.explained, of: variant, prelude: "SET LOCAL plan_cache_mode = force_generic_plan")
        }
        guard !capture.hasFailed else { return }
        let custom = "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL max_parallel_workers_per_gather"
        if Self.cost(in: plan) >= Self.parallelSetupCost {
            // The plan of a query without parameters is kept, whatever is set meanwhile.
            capture.parallel = try await asker.plan(
                QueryAsker.explained, of: variant, prelude: "DISCARD PLANS; \(custom) TO DEFAULT")
        }
        if !capture.hasFailed { _ = try await asker.connection.execute("\(custom) = 0") }
    }

    /// PostgreSQL's default for what starting workers costs: no cheaper query has any.
    private static let parallelSetupCost = 1000.0

    /// The whole plan's cost, which stands first in EXPLAIN's JSON.
    private static func cost(in json: String) -> Double {
        guard let key = json.firstRange(of: "\"Total Cost\": ") else { return .infinity }
        return Double(json[key.upperBound...].prefix { $0.isNumber || $0 == "." }) ?? .infinity
    }

    /// Runs the queries, each in a transaction of its own: for its rows, which warms the caches up, then measured. A
    /// query that writes is measured behind a run that warms up, and gives no rows.
    private func run(_ group: QueryGroup, _ raw: inout [RawCapture], _ asker: inout QueryAsker) async throws {
        for (index, variant) in group.variants.enumerated() {
            guard !raw[index].hasFailed, case .value(let plan) = raw[index].plan else { continue }
            let writes = group.query.writes || plan.contains("\"ModifyTable\"")
            if writes != (depth == .writes) { continue }
            switch depth {
            case .plan: break
            case .once:
                raw[index].run = try await measured(group, variant, in: .readOnlyTransaction, &asker, warmsUp: false)
            case .runs: raw[index].run = try await read(group, variant, &asker)
            case .writes: raw[index].run = try await measured(group, variant, in: .transaction, &asker)
            }
        }
    }

    /// Rows of which it is not known yet that they are the same in every run are asked for once more.
    private func read(_ group: QueryGroup, _ variant: QueryVariant, _ asker: inout QueryAsker) async throws -> RawRun {
        let asked = AskedQuery(group.query, variant)
        let frame = QueryAsker.Frame.readOnlyTransaction
        var rows: ResultRows?
        var run: RawRun?
        if unstableRows.contains(asked) {
            run = try await measured(group, variant, in: frame, &asker)
        } else if try await asker.open(group, in: frame, withRows: true) == nil {
            switch try await asker.rows(of: variant) {
            case .refused(let complaint):
                if complaint.tellsOfTimeout { run = .refused(complaint) }
            case .value(let found):
                rows = found
                switch try await asker.plan(QueryAsker.analyzed, of: variant) {
                case .value(let json): run = .ran(json: json, rows: nil)
                case .refused(let complaint): run = .refused(complaint)
                }
            }
        }
        asker.close(frame)
        guard let run else { return try await measured(group, variant, in: frame, &asker) }
        guard case .ran(let json, _) = run, let rows else { return run }
        if stableRows.contains(asked) { return .ran(json: json, rows: rows) }
        var again: ResultRows?
        if try await asker.open(group, in: frame, withRows: true) == nil,
            case .value(let found) = try await asker.rows(of: variant)
        {
            again = found
        }
        asker.close(frame)
        return .ran(json: json, rows: rows == again ? rows : nil)
    }

    private func measured(
        _ group: QueryGroup, _ variant: QueryVariant, in frame: QueryAsker.Frame, _ asker: inout QueryAsker,
        warmsUp: Bool = true
    ) async throws -> RawRun {
        var run: RawRun?
        for _ in 0..<(warmsUp ? 2 : 1) {
            if let complaint = try await asker.open(group, in: frame) {
                run = .refused(complaint)
            } else {
                switch try await asker.plan(QueryAsker.analyzed, of: variant) {
                case .value(let json): run = .ran(json: json, rows: nil)
                case .refused(let complaint): run = .refused(complaint)
                }
            }
            asker.close(frame)
            if case .refused? = run { break }
        }
        return run ?? .notRun
    }
}

/// Asks for the query plans of a workload; see ``QueryPlanCapture/captureQueryPlans(of:values:connectAs:)``.
public func captureQueryPlans(
    of workload: [WorkloadQuery], connectAs: @Sendable (WorkloadRole) async throws -> PostgresConnection
) async throws -> [CapturedQueryPlan] {
    try await QueryPlanCapture().captureQueryPlans(of: workload, connectAs: connectAs)
}
