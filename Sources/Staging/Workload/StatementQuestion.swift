import Postgres
import RehearsalCore

/// Asks the server about a statement that it prepares and does not execute.
///
/// The generic plan is asked for by EXPLAIN EXECUTE with NULL for every parameter under `force_generic_plan`, on every
/// version alike: EXPLAIN (GENERIC_PLAN) is of 16 and later. Partitions are not pruned, because NULL would prune all.
struct StatementQuestion {
    let candidate: WorkloadCandidate
    let limitMilliseconds: Int

    private static let name = WorkloadSQL.preparedName

    func answer(on connection: PostgresConnection) async throws -> StatementAnswer {
        _ = try await ask("BEGIN READ ONLY", on: connection)
        var isPrepared = false
        let result: Result<StatementAnswer, any Error>
        do {
            // One statement to the protocol, whatever stands in the text.
            _ = try await ask("PREPARE \(Self.name) AS \(candidate.statement.text)", on: connection)
            isPrepared = true
            result = .success(try await description(on: connection))
        } catch {
            if !isPrepared, let complaint = Self.complaint(error) {
                result = .success(.refused(complaint))
            } else {
                result = .failure(error)
            }
        }
        try await end(isPrepared: isPrepared, on: connection)
        return try result.get()
    }

    /// Ends the transaction. What was prepared would outlive it, and is given up within it: behind a pooler the next
    /// statement may meet another session.
    private func end(isPrepared: Bool, on connection: PostgresConnection) async throws {
        let deallocate = "DEALLOCATE \(Self.name)"
        switch await connection.transactionStatus {
        case .inTransaction:
            if isPrepared { _ = try await ask(deallocate, on: connection) }
            _ = try await ask("ROLLBACK", on: connection)
        case .inFailedTransaction:
            _ = try await ask("ROLLBACK", on: connection)
            if isPrepared { _ = try await ask(deallocate, on: connection) }
        case .idle, .active, .unknown: return
        }
    }

    /// What the server says of the text; nil for an error that is not about it.
    private static func complaint(_ error: any Error) -> ServerComplaint? {
        switch error as? PostgresError {
        case .server(let fields): ServerComplaint(fields)
        case .watchdog(let milliseconds): ServerComplaint(canceledAfterMilliseconds: milliseconds)
        case .cannotConnect, .connectionLost, .cancelled, .undecodable, .unsupportedText, nil: nil
        }
    }

    private func description(on connection: PostgresConnection) async throws -> StatementAnswer {
        let types = try await ask(WorkloadSQL.types, on: connection).map { row in
            StatementDescription.ParameterType(
                name: try row.text("type"), category: try row.text("category"), label: try row.optionalText("label"))
        }
        let explained = try await explained(parameterCount: types.count, on: connection)
        let rows = try await ask(WorkloadSQL.relations, on: connection)
        guard !rows.isEmpty else { return .noTable }
        let relations = try rows.map { row in
            StatementDescription.Relation(
                name: RelationName(schema: try row.text("schema"), name: try row.text("name")),
                root: RelationName(schema: try row.text("root_schema"), name: try row.text("root_name")))
        }
        let roots = Set(try rows.map { try $0.text("root") }).sorted()
        let owners = Set(try rows.map { try $0.text("owner") }).sorted()
        let columns = try await ask(WorkloadSQL.columns, [arrayText(roots)], on: connection).map { row in
            StatementDescription.Column(
                relation: RelationName(schema: try row.text("schema"), name: try row.text("name")),
                name: try row.text("column_name"), type: try row.text("type"), category: try row.text("category"),
                commonValueCount: try row.int("common_count"))
        }
        let owning = try await ask(
            WorkloadSQL.owners, [arrayText(candidate.roles), arrayText(owners)], on: connection)
        return .described(
            StatementDescription(
                types: types, relations: relations, columns: columns, explained: explained,
                owners: Set(try owning.map { try $0.text("name") })))
    }

    /// Nil where the role may not explain the statement, or where the planner stumbles over it.
    private func explained(parameterCount: Int, on connection: PostgresConnection) async throws -> String? {
        let settings = SettingsQuestion(
            [("plan_cache_mode", "force_generic_plan"), ("enable_partition_pruning", "off")], isLocal: true)
        _ = try await ask(settings.sql, settings.parameters, on: connection)
        _ = try await ask("SAVEPOINT \(Self.name)", on: connection)
        let nulls = Array(repeating: "NULL", count: parameterCount).joined(separator: ", ")
        let arguments = parameterCount == 0 ? "" : "(\(nulls))"
        do {
            return try await ask("EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE \(Self.name)\(arguments)", on: connection)
                .first?[0]
        } catch {
            guard Self.complaint(error) != nil else { throw error }
            _ = try await ask("ROLLBACK TO SAVEPOINT \(Self.name)", on: connection)
            return nil
        }
    }

    private func ask(
        _ sql: String, _ parameters: [String?] = [], on connection: PostgresConnection
    ) async throws -> [QueryResult.Row] {
        try await connection.query(sql, parameters, watchdogMilliseconds: limitMilliseconds).rows
    }
}
