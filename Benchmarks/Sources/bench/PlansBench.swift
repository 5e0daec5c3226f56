import Postgres
import RehearsalCore
import Staging

/// Capturing query plans against a bare loop over libpq with the same EXPLAINs on the same server, in turn.
///
/// The project's reading queries are repeated under other names until there are 500, each with three sets of parameters.
/// The bare loop prepares each query, explains it three times and throws the answers away, in one transaction. Ours
/// also sets what a capture pins, reads the names behind plans, makes trees of all answers, and compares them with those
/// of the round before.
enum PlansBench {
    private static let queryCount = 500
    private static let setCount = 3

    static func measure(project: String, rounds: Int) async throws {
        try await LoadingGround.with(project: project, scale: 1) { ground in
            _ = try await ground.load()
            try await ground.database.refreshStatistics()
            let workload = Self.workload(of: ground.contents.project)
            var times = (ours: Spread(), bare: Spread(), difference: 0)
            var last = try await captured(workload, ground)
            for _ in 0..<rounds {
                let clock = ContinuousClock()
                times.bare.values.append(try await bareLoop(workload, ground))
                let start = clock.now
                let plans = try await captured(workload, ground)
                times.difference += differences(from: last, to: plans).count
                times.ours.values.append((clock.now - start).milliseconds)
                last = plans
            }
            print(
                "explaining \(last.count) times (\(workload.count) queries of \(project), \(setCount) sets each), "
                    + "\(rounds) rounds of each side in turn: median (least to most)")
            print("pgrehearse: \(times.ours.text()) ms; \(times.difference) differences")
            print("bare libpq: \(times.bare.text()) ms")
            print("ours takes \(Self.ratio(times.ours.median, times.bare.median)) of the bare loop's time")
        }
    }

    private static func ratio(_ ours: Double, _ bare: Double) -> String {
        let hundredths = Int((ours / bare * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    private static func workload(of project: Project) -> [WorkloadQuery] {
        let reading = project.workload(in: .baseline).filter { query in
            !query.writes && query.statement.text.uppercased().hasPrefix("SELECT") && !query.variants.isEmpty
        }
        return (0..<queryCount).map { number in
            var query = reading[number % reading.count]
            query.name = "\(query.name)_\(number)"
            let variant = query.variants[0]
            query.variants = (1...setCount).map { set in
                QueryVariant(
                    role: .owner, session: variant.session, parameterSet: "set\(set)", settings: variant.settings,
                    parameters: variant.parameters)
            }
            return query
        }
    }

    private static func captured(
        _ workload: [WorkloadQuery], _ ground: LoadingGround
    ) async throws -> [CapturedQueryPlan] {
        try await QueryPlanCapture().captureQueryPlans(of: workload) { role in
            try await PostgresConnection.connect(to: ground.database.parameters(of: role))
        }
    }

    /// - Returns: milliseconds.
    private static func bareLoop(_ workload: [WorkloadQuery], _ ground: LoadingGround) async throws -> Double {
        let connection = try await PostgresConnection.connect(to: ground.database.owner)
        let clock = ContinuousClock()
        let start = clock.now
        _ = try await connection.execute("BEGIN READ ONLY; SET LOCAL plan_cache_mode = force_custom_plan")
        for query in workload {
            let settings = query.variants[0].settings.map {
                "SET LOCAL \($0.name) = \(PostgresConnection.quotedLiteral($0.value)); "
            }
            _ = try await connection.execute("\(settings.joined())PREPARE q AS \(query.statement.text)")
            for variant in query.variants {
                let literals = variant.parameters.map { parameter in
                    if case .value(let value?) = parameter { return PostgresConnection.quotedLiteral(value) }
                    return "NULL"
                }
                let arguments = literals.isEmpty ? "" : "(\(literals.joined(separator: ", ")))"
                _ = try await connection.execute("EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE q\(arguments)")
            }
            _ = try await connection.execute("DEALLOCATE q")
        }
        _ = try await connection.execute("ROLLBACK")
        let elapsed = (clock.now - start).milliseconds
        await connection.close()
        return elapsed
    }
}
