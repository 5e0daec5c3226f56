import Foundation
import Postgres
import RehearsalCore
import Staging

/// Databases with a big schema, in a cluster that goes away behind the measurement.
struct CatalogGround {
    let cluster: EphemeralCluster

    static func with(_ body: (CatalogGround) async throws -> Void) async throws {
        let request = ClusterRequest(
            // pg_dump locks every table in one transaction.
            server: ServerRequest(
                majorVersion: 15,
                parameters: [
                    ServerParameter(
                        name: "max_locks_per_transaction", value: "512",
                        place: SourcePlace(file: "bench", line: 1, column: 1))
                ], extensions: [], locale: ServerLocale()),
            clock: RehearsalClock(epochSeconds: 1_742_029_200), isDurable: false, loginRoles: [])
        let cluster = try await EphemeralCluster.provisioned(request, on: .current(), mode: .rehearsal)
        do {
            try await body(CatalogGround(cluster: cluster))
        } catch {
            await cluster.dismissed()
            throw error
        }
        await cluster.dismissed()
    }

    func parameters(_ database: String) -> ConnectionParameters {
        cluster.parameters(role: EphemeralCluster.bootstrapRole, database: database)
    }

    /// For programs that take a URI.
    func address(_ database: String) -> String {
        let socket = "\(cluster.folder)/socket".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "postgresql://\(EphemeralCluster.bootstrapRole)@/\(database)?host=\(socket)&port=5432"
    }

    func execute(_ statements: [String], in database: String) async throws {
        let connection = try await PostgresConnection.connect(to: parameters(database))
        for statement in statements { _ = try await connection.execute(statement) }
        await connection.close()
    }

    /// A database with `count` tables and what belongs to them, analysed and written down.
    func create(_ database: String, tableCount: Int) async throws {
        try await execute(["CREATE DATABASE \(database) TEMPLATE template0"], in: "postgres")
        try await execute(BigSchema.statements(tableCount: tableCount), in: database)
        try await execute(["VACUUM ANALYZE", "CHECKPOINT"], in: database)
    }

    /// What the schema has of each, as the catalogs tell.
    func size(of database: String) async throws -> String {
        let connection = try await PostgresConnection.connect(to: parameters(database))
        let answer = try await connection.query(BigSchema.size)
        await connection.close()
        return try answer.rows[0].text("size")
    }
}
