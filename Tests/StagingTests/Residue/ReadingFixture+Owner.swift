import Postgres

extension ReadingFixture {
    /// Gives the database to `@owner`, who makes everything in it, for as long as `body` runs.
    func withDatabaseOfOwner(_ body: () async throws -> Void) async throws {
        try await execute(["ALTER DATABASE @database OWNER TO @owner", "GRANT ALL ON SCHEMA public TO @owner"])
        var failure: (any Error)?
        do { try await body() } catch { failure = error }
        try await execute(["ALTER DATABASE @database OWNER TO CURRENT_USER"])
        if let failure { throw failure }
    }

    /// Runs a statement as `@owner`, and as the superuser where that may not do it.
    /// - Returns: true where it took the superuser.
    @discardableResult
    func executeAsOwner(_ statement: String) async throws -> Bool {
        try await execute(["SET ROLE @owner"])
        var isForbidden = false
        var failure: (any Error)?
        do { _ = try await connection.execute(named(statement)) } catch {
            if case PostgresError.server(let fields) = error, fields.sqlState == "42501" {
                isForbidden = true
            } else {
                failure = error
            }
        }
        try await execute(["RESET ROLE"])
        if let failure { throw failure }
        if isForbidden { try await execute([statement]) }
        return isForbidden
    }
}
