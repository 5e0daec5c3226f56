import Postgres

/// A session of ours that stays open from one reading of a database to the next, so that the server keeps what it has
/// parsed and planned: for a schema of ordinary size that takes as long as answering.
///
/// Given out to one caller at a time; whoever comes meanwhile gets a session of his own. What waits until nobody is
/// connected to the database closes it first.
actor KeptConnection {
    private var idle: PostgresConnection?

    /// Hands over the session, or a new one where there is none or the server has ended it. After an error it is
    /// closed.
    func use<Value: Sendable>(
        _ parameters: ConnectionParameters, _ body: @Sendable (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await taken(parameters)
        do {
            let value = try await body(connection)
            await giveBack(connection)
            return value
        } catch {
            await connection.close()
            throw error
        }
    }

    func close() async {
        guard let connection = idle else { return }
        idle = nil
        await connection.close()
    }

    private func taken(_ parameters: ConnectionParameters) async throws -> PostgresConnection {
        if let kept = idle {
            idle = nil
            do {
                _ = try await kept.query("SELECT")
                return kept
            } catch {
                await kept.close()
            }
        }
        return try await PostgresConnection.connect(to: parameters)
    }

    private func giveBack(_ connection: PostgresConnection) async {
        if idle == nil { idle = connection } else { await connection.close() }
    }
}
