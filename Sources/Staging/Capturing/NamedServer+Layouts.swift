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
        try await withConnection { try await SchemaLayout.read(on: $0) }
    }
}

extension RehearsalDatabase {
    /// The layouts of the tables, as of a named server.
    public func readLayout() async throws -> SchemaLayout {
        try await withConnection(bootstrap) { try await SchemaLayout.read(on: $0) }
    }
}
