public import Postgres
public import RehearsalCore

/// Computes order-independent checksums of tables, on the server, one pass per table.
///
/// Read are ordinary and unlogged tables, partitioned tables as one (their partitions not apart), each table of an
/// inheritance tree for itself, and populated materialized views, whose rows can be stale. Not read are foreign tables
/// (their rows live elsewhere), views, what belongs to extensions, and our own schema; the catalog names foreign tables
/// and materialized views without data.
public struct DigestReader: Sendable {
    /// The limit for the digest of one table.
    public var statementLimitMilliseconds: Int

    /// Columns summed in one statement. A SELECT list holds 1,664 expressions, a table up to 1,600 columns.
    static let chunkSize = 400

    public init(statementLimitMilliseconds: Int = 1_800_000) {
        self.statementLimitMilliseconds = statementLimitMilliseconds
    }

    /// Reads all tables, or only those named, in one REPEATABLE READ READ ONLY transaction.
    ///
    /// `tables` holds identities as in ``TableDigest/table``; a name that is no such table is ignored.
    /// - Returns: the digests, sorted by table.
    /// - Throws: `ReadingError` where the connection's role may not see a table or all of its rows, `PostgresError`.
    /// - Precondition: no transaction is open on the connection.
    public func readDigests(
        on connection: PostgresConnection, only tables: Set<String>? = nil
    ) async throws -> [TableDigest] {
        try await ReadSession.run(
            on: connection, reading: "the data", statementLimitMilliseconds: statementLimitMilliseconds
        ) { session in
            var digests: [TableDigest] = []
            for table in try await Self.tables(in: session) where tables?.contains(table.identity) ?? true {
                digests.append(try await Self.digest(of: table, in: session))
            }
            return digests.sorted()
        }
    }

    /// Names the tables that have digests, sorted by identity: all, or those among some object identifiers.
    func tables(on connection: PostgresConnection, among some: [UInt32]?) async throws -> [Table] {
        try await ReadSession.run(
            on: connection, reading: "the data", statementLimitMilliseconds: statementLimitMilliseconds,
            keepsPlans: true
        ) { try await Self.tables(in: $0, among: some) }
    }

    /// Reads one table in a transaction of its own, for callers who know that nobody writes.
    func readDigest(of table: Table, on connection: PostgresConnection) async throws -> TableDigest {
        try await ReadSession.run(
            on: connection, reading: "the data", statementLimitMilliseconds: statementLimitMilliseconds
        ) { try await Self.digest(of: table, in: $0) }
    }

    /// Reads several tables in one transaction.
    func digests(of tables: [Table], on connection: PostgresConnection) async throws -> [TableDigest] {
        if tables.isEmpty { return [] }
        return try await ReadSession.run(
            on: connection, reading: "the data", statementLimitMilliseconds: statementLimitMilliseconds
        ) { session in
            var digests: [TableDigest] = []
            for table in tables { digests.append(try await Self.digest(of: table, in: session)) }
            return digests
        }
    }

    struct Table: Sendable {
        let identity: String
        /// `ONLY` for a table whose children are digested for themselves.
        let source: String
        /// As the last VACUUM counted them, partitions included: what takes longest is to be read first.
        let pageCount: Int64
        /// Raw names, sorted by bytes.
        var columns: [String]
    }

    private static func tablesSQL(where condition: String) -> String {
        """
        \(CatalogSQL.visible), tables AS MATERIALIZED (
            SELECT c.oid, c.identity, CASE c.relkind WHEN 'r' THEN 'ONLY ' ELSE '' END || c.identity AS source,
                CASE c.relkind WHEN 'p' THEN (
                    SELECT pg_catalog.sum(GREATEST(k.relpages, 0)) FROM pg_catalog.pg_partition_tree(c.oid) AS p
                    JOIN pg_catalog.pg_class AS k ON k.oid = p.relid) ELSE c.relpages END AS page_count
            FROM relations AS c
            WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND c.relispopulated AND \(condition)
        )
        SELECT c.identity, c.source, c.page_count, a.attname AS column
        FROM tables AS c
        LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY c.identity COLLATE pg_catalog."C", a.attname COLLATE pg_catalog."C"
        """
    }

    private static let allTablesSQL = tablesSQL(where: "true")
    private static let someTablesSQL = tablesSQL(where: "c.oid = ANY ($1::pg_catalog.oid[])")

    private static func tables(in session: ReadSession, among some: [UInt32]? = nil) async throws -> [Table] {
        var tables: [Table] = []
        let rows =
            if let some {
                try await session.rows(
                    someTablesSQL, [arrayText(some.map(String.init))], reading: "names of tables"
                ).rows
            } else {
                try await session.rows(allTablesSQL, reading: "names of tables").rows
            }
        for row in rows {
            let identity = try row.text("identity")
            if tables.last?.identity != identity {
                tables.append(
                    Table(
                        identity: identity, source: try row.text("source"), pageCount: try row.int64("page_count"),
                        columns: []))
            }
            if let column = try row.optionalText("column") { tables[tables.count - 1].columns.append(column) }
        }
        return tables
    }

    /// Count and row sum come with the first chunk of columns, so that a table of usual width is read once.
    private static func digest(of table: Table, in session: ReadSession) async throws -> TableDigest {
        let quoted = table.columns.map { "d.\(PostgresConnection.quotedIdentifier($0))" }
        var digest = TableDigest(table: table.identity, rowCount: 0, rowSum: "0", columns: [])
        for start in stride(from: 0, to: max(quoted.count, 1), by: chunkSize) {
            let places = start..<min(start + chunkSize, quoted.count)
            var sums = places.flatMap { ["pg_catalog.count(\(quoted[$0]))", sum(of: quoted[$0])] }
            if start == 0 {
                let row = quoted.isEmpty ? "''" : "ROW(\(quoted.joined(separator: ", ")))"
                sums += ["pg_catalog.count(*) AS row_count", "\(sum(of: row)) AS row_sum"]
            }
            let result = try await session.rows(
                "SELECT \(sums.joined(separator: ", ")) FROM \(table.source) AS d",
                reading: "rows of \(table.identity)")
            guard let row = result.rows.first else { preconditionFailure("an aggregate has one row") }
            if start == 0 {
                digest.rowCount = try row.int64("row_count")
                digest.rowSum = try row.text("row_sum")
            }
            digest.columns += try places.map { try column(table.columns[$0], row, at: 2 * ($0 - start)) }
        }
        return TableDigest(
            table: digest.table, rowCount: digest.rowCount, rowSum: digest.rowSum, columns: digest.columns)
    }

    private static func column(_ name: String, _ row: QueryResult.Row, at place: Int) throws -> ColumnDigest {
        guard let text = row[place], let count = Int64(text), let sum = row[place + 1] else {
            throw PostgresError.undecodable(column: name, value: row[place], wanted: "a count and a sum")
        }
        return ColumnDigest(name: name, nonNullCount: count, sum: sum)
    }

    /// A sum and no XOR, so that equal rows do not cancel; of text, because an enum's own hash is its OID. A sum of
    /// bigints is a numeric, so it does not overflow.
    private static func sum(of expression: String) -> String {
        """
        COALESCE(pg_catalog.sum(pg_catalog.hashtextextended(
            (\(expression))::pg_catalog.text COLLATE pg_catalog."C", 0)), 0)::pg_catalog.text
        """
    }
}

/// Computes checksums of tables; see ``DigestReader/readDigests(on:only:)``.
public func readDigests(
    on connection: PostgresConnection, only tables: Set<String>? = nil
) async throws -> [TableDigest] {
    try await DigestReader().readDigests(on: connection, only: tables)
}
