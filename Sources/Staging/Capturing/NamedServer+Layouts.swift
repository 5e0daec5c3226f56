public import Dataset
import Postgres

/// The tables of a schema, and what rows have to keep to besides.
public struct SchemaLayout: Sendable, Hashable {
    public var tables: [TableLayout]
    public var remarks: [TableRemark]

    static func read(on connection: PostgresConnection) async throws -> SchemaLayout {
        SchemaLayout(
            tables: try await TableLayoutReader(connection: connection).read(),
            remarks: try await TableRemarkReader(connection: connection).read())
    }
}

extension NamedServer {
    /// Reads the layouts of the tables from the catalogs, and no table.
    public func readLayout() async throws(Failure) -> SchemaLayout {
        ConnectionEnvironment.forgetRedirections()
        do {
            return try await withConnection(parameters) { connection in
                let version = ServerVersion(number: connection.serverVersionNumber)
                guard version.major >= Self.oldestVersion else { throw Failure.tooOld(version: "\(version.major)") }
                return try await SchemaLayout.read(on: connection)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .notRead(words: serverWords(of: error))
        }
    }
}

extension RehearsalDatabase {
    /// The layouts of the tables, as of a named server.
    public func readLayout() async throws -> SchemaLayout {
        try await withConnection(bootstrap) { try await SchemaLayout.read(on: $0) }
    }
}
