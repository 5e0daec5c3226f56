import Postgres

/// What the server's own catalogs look like: which there are, their columns and keys, and what the role may read.
///
/// Read once per reading, so that a query names a column only where it is, whatever the version says.
struct ServerCatalogs: Hashable {
    struct Column: Hashable {
        let name: String
        /// As regtype prints it: `oid`, `name`, `regproc`.
        let type: String
        /// Whether the role may read it.
        let isReadable: Bool
        /// 1-based place in the catalog's primary key; nil for the others.
        let keyPlace: Int?
    }

    let version: ServerVersion
    /// By catalog, in their order.
    let columns: [String: [Column]]

    /// True where the server has the column, `pg_index.indnullsnotdistinct`, or the whole catalog, `pg_parameter_acl`.
    func has(_ path: String) -> Bool {
        let parts = path.split(separator: ".").map(String.init)
        guard let columns = columns[parts[0]] else { return false }
        return parts.count == 1 || columns.contains { $0.name == parts[1] }
    }

    /// `sql` where the server has the column or catalog, elsewhere `otherwise`.
    func sql(having path: String, _ sql: String, otherwise: String = "NULL") -> String {
        has(path) ? sql : otherwise
    }

    /// True where the role may read the column `pg_authid.rolpassword`.
    func mayRead(_ path: String) -> Bool {
        let parts = path.split(separator: ".").map(String.init)
        return columns[parts[0]]?.contains { $0.name == parts[1] && $0.isReadable } ?? false
    }

    /// `sql` where the role may read the column, elsewhere `otherwise`.
    func sql(reading path: String, _ sql: String, otherwise: String = "NULL") -> String {
        mayRead(path) ? sql : otherwise
    }

    static func read(in session: ReadSession) async throws -> ServerCatalogs {
        var columns: [String: [Column]] = [:]
        for row in try await session.rows(question, reading: "PostgreSQL's own catalogs").rows {
            columns[try row.text("catalog"), default: []].append(
                Column(
                    name: try row.text("name"), type: try row.text("type"), isReadable: try row.bool("is_readable"),
                    keyPlace: try row.optionalInt("key_place")))
        }
        return ServerCatalogs(
            version: ServerVersion(number: session.connection.serverVersionNumber), columns: columns)
    }

    private static let question = """
        SELECT c.relname AS catalog, a.attname AS name,
            pg_catalog.format_type(a.atttypid, NULL) AS type,
            pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT') AS is_readable,
            pg_catalog.array_position(i.indkey::pg_catalog.int2[], a.attnum) + 1 AS key_place
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_catalog.pg_index AS i ON i.indrelid = c.oid AND i.indisprimary
        WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r'
        ORDER BY c.relname COLLATE pg_catalog."C", a.attnum
        """
}
