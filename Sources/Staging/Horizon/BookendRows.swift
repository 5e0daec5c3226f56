import Postgres
import RehearsalCore

/// Rows with the largest keys that a horizon has, made and taken back while files are as long as they truly are.
///
/// For a condition near the end of a histogram the planner looks up where an index really ends. Each row is a copy of
/// the one with the largest key, and only its keys are others.
struct BookendRows {
    let connection: PostgresConnection
    /// Names of relations as SQL takes them.
    let names: [UInt32: String]

    /// Where a row was made.
    struct Place: Sendable {
        var table: String
        /// `ctid`: nothing moves it.
        var tuple: String
    }

    /// - Returns: those that were made, and what could not be made, in sentences.
    func make(_ bookends: [Stretching.Bookend]) async throws -> (made: [Place], remarks: [String]) {
        var made: [Place] = []
        var remarks: [String] = []
        for bookend in bookends {
            guard let table = names[bookend.relation] else { continue }
            do {
                let row = try await connection.query(try await statement(bookend, table)).rows.first
                if let tuple = try row?.text("tuple") { made.append(Place(table: table, tuple: tuple)) }
            } catch PostgresError.server(let fields) {
                remarks.append(
                    "\(table): the row with the largest keys was refused (\(fields.sqlState)), so that a condition "
                        + "near their end is planned as if keys ended where they end now")
            }
            // An index-only look at the end finds the new page's rows visible.
            _ = try await connection.execute("VACUUM \(table)")
        }
        return (made, remarks)
    }

    /// Takes back rows that ``make(_:)`` made.
    func remove(_ places: [Place]) async throws {
        for place in places {
            let tuple = PostgresConnection.quotedLiteral(place.tuple)
            _ = try await connection.execute(
                "DELETE FROM \(place.table) AS t WHERE t.ctid = \(tuple)::pg_catalog.tid")
            _ = try await connection.execute("VACUUM \(place.table)")
        }
    }

    private func statement(_ bookend: Stretching.Bookend, _ table: String) async throws -> String {
        let columns = try await connection.query(Self.columns, [String(bookend.relation)]).rows
        let key = PostgresConnection.quotedIdentifier(bookend.columns.keys.min() ?? "")
        let written = try columns.map { row in
            let name = try row.text("name")
            let quoted = PostgresConnection.quotedIdentifier(name)
            guard let factor = bookend.columns[name] else {
                return (quoted, "t.\(quoted)" + (bookend.texts.contains(name) ? " || '~'" : ""))
            }
            let most = try row.optionalText("most").map { "least(\($0), " } ?? "("
            let largest =
                "(SELECT pg_catalog.max(m.\(quoted)) FROM \(table) AS m)::pg_catalog.numeric * \(factor)"
            return (quoted, "\(most)pg_catalog.round(\(largest)))::\(try row.text("type"))")
        }
        return """
            INSERT INTO \(table) (\(written.map(\.0).joined(separator: ", "))) OVERRIDING SYSTEM VALUE
            SELECT \(written.map(\.1).joined(separator: ", "))
            FROM \(table) AS t ORDER BY t.\(key) DESC LIMIT 1
            RETURNING ctid::text AS tuple
            """
    }

    private static let columns = """
        SELECT a.attname AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
            CASE a.atttypid WHEN 21 THEN '32767' WHEN 23 THEN '2147483647' WHEN 20 THEN '9223372036854775807' END
                AS most
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = $1::bigint::oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        ORDER BY a.attnum
        """
}
