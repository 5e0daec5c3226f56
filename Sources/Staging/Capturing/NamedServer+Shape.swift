import Postgres
public import RehearsalCore

/// What a capture heard.
public struct ShapeCapture: Sendable {
    /// One JSON object each: see `CapturedShape.init(lines:file:)`.
    public var lines: [String]
    /// Questions that the server refused, each with its SQLSTATE: nothing more of its words, which may quote values.
    public var refusals: [String]
}

extension NamedServer {
    /// Reads the statistics that a shape is made of: numbers, names and types, and no value.
    ///
    /// Each question is a transaction of its own, READ ONLY like all that is asked of a named server, so that nothing
    /// holds the server's oldest snapshot for long.
    /// - Parameters:
    ///   - asSuperuser: false refuses a superuser, whose session could do more than read.
    ///   - statementLimitSeconds: for each question; what takes longer is a refusal.
    public func captureShape(
        asSuperuser: Bool, statementLimitSeconds: Int
    ) async throws(Failure) -> ShapeCapture {
        // With the connection, as the other settings are: see ``NamedServer``.
        try await withConnection(
            settings: ["search_path=\(CaptureSQL.searchPath)", "statement_timeout=\(statementLimitSeconds)s"]
        ) { connection in
            let isSuperuser = try await connection.query(Self.superuserSQL).rows[0].bool("is_superuser")
            guard asSuperuser || !isSuperuser else { throw Failure.superuser }
            return try await ShapeCapture.heard(on: connection)
        }
    }

    /// Asks for the query plans of a workload, by which no value crosses the wire; as whoever the URI names.
    public func planShapes(of workload: [WorkloadQuery]) async throws(Failure) -> WorkloadPlans {
        try await withConnection { connection in
            try await WorkloadPlans.asked(
                workload, settings: [], on: connection, limitMilliseconds: Self.statementLimitMilliseconds)
        }
    }

    static let superuserSQL = """
        SELECT r.rolsuper AS is_superuser FROM pg_catalog.pg_roles AS r WHERE r.rolname = CURRENT_USER
        """
}

extension ShapeCapture {
    /// Asks the questions of a capture.
    /// - Precondition: the connection's search_path is a capture's.
    static func heard(
        _ questions: [CaptureQuestion] = CaptureQuestion.all, on connection: PostgresConnection
    ) async throws -> ShapeCapture {
        var capture = ShapeCapture(lines: [], refusals: [])
        for question in questions {
            let told = try await answer(to: question.sql, about: question.name, on: connection)
            if question.asksFurther {
                for further in told.lines {
                    capture.add(try await answer(to: further, about: question.name, on: connection))
                }
                capture.refusals += told.refusals
            } else {
                capture.add(told)
            }
        }
        return capture
    }

    private static func answer(
        to sql: String, about name: String, on connection: PostgresConnection
    ) async throws -> ShapeCapture {
        do {
            return ShapeCapture(lines: try await connection.query(sql).rows.compactMap { $0[0] }, refusals: [])
        } catch {
            guard case .server(let fields) = error else { throw error }
            return ShapeCapture(lines: [], refusals: ["\(name): SQLSTATE \(fields.sqlState)"])
        }
    }

    private mutating func add(_ more: ShapeCapture) {
        lines += more.lines
        refusals += more.refusals
    }
}
