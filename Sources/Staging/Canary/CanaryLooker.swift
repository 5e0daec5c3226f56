import Postgres
import RehearsalCore

/// Looks for canary rows again, as the bootstrap superuser, whom no policy hides anything from.
///
/// A table is found by its name, else as the object it was, under another name; and so is a column. A value whose
/// column has another type now is compared as what it was written as: `1.50` of two digits and `1.5000` of four are
/// the same where they were written as either.
struct CanaryLooker {
    let connection: PostgresConnection
    let limits: Limits

    /// A table as it is now.
    struct Place {
        var identity: String
        var oid: UInt32
        /// By number.
        var columns: [CanaryRow.Column] = []

        func column(_ wanted: CanaryRow.Column, ofSameTable: Bool) -> CanaryRow.Column? {
            columns.first { $0.name == wanted.name }
                ?? (ofSameTable ? columns.first { $0.number == wanted.number } : nil)
        }
    }

    /// What is found of a row: its columns' digests, and those of its columns that are not there any more.
    struct Found {
        /// By the name under which the column was written; nil is NULL.
        var digests: [String: String?]
        var missing: Set<String>
    }

    /// The tables that rows lie in, by identity and by OID.
    func places(of rows: [CanaryRow]) async throws -> [Place] {
        if rows.isEmpty { return [] }
        let names = Set(rows.map(\.table)).sorted().map(PostgresConnection.quotedLiteral).joined(separator: ", ")
        let oids = Set(rows.map(\.oid)).sorted().map(String.init).joined(separator: ", ")
        var places: [Place] = []
        let result = try await connection.query(
            """
            SELECT t.identity, t.oid, a.attname AS "column", a.attnum AS number,
                   pg_catalog.format_type(a.atttypid, a.atttypmod) AS type
            FROM (
                SELECT c.oid, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS identity
                FROM pg_catalog.pg_class AS c
                JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p')) AS t
            LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE t.identity IN (\(names)) OR t.oid IN (\(oids))
            ORDER BY t.oid, a.attnum
            """, watchdogMilliseconds: limits.statementMilliseconds)
        for row in result.rows {
            let oid = UInt32(try row.int64("oid"))
            if places.last?.oid != oid { places.append(Place(identity: try row.text("identity"), oid: oid)) }
            guard let name = try row.optionalText("column") else { continue }
            places[places.count - 1].columns.append(
                CanaryRow.Column(name: name, number: try row.int("number"), type: try row.text("type")))
        }
        return places
    }

    /// The table that a row lies in now; nil where there is none.
    static func place(of row: CanaryRow, in places: [Place]) -> Place? {
        places.first { $0.identity == row.table } ?? places.first { $0.oid == row.oid }
    }

    /// Looks for one row; nil where it is gone.
    func find(_ row: CanaryRow, at place: Place) async throws -> Found? {
        let isSame = place.oid == row.oid
        var now: [(was: CanaryRow.Column, column: CanaryRow.Column)] = []
        for column in row.columns {
            if let found = place.column(column, ofSameTable: isSame) { now.append((column, found)) }
        }
        let keys = row.key.map { name in now.first { $0.was.name == name }?.column.name }
        guard !keys.isEmpty, keys.allSatisfy({ $0 != nil }) else { return nil }
        let key = keys.compactMap(\.self)
        // A type may be gone and a value may not read as another type: then texts are compared.
        var asked: QueryResult?
        for (casts, isTyped) in [(true, true), (false, true), (false, false)] {
            let values = now.map { Self.digest(of: $0.column, as: casts ? $0.was.type : $0.column.type) }
            asked = try await answer(values, place, key, row.keyValues, isTyped: isTyped)
            if asked != nil { break }
        }
        guard let found = asked?.rows.first else { return nil }
        var digests: [String: String?] = [:]
        for (index, pair) in now.enumerated() { digests[pair.was.name] = .some(found[index]) }
        let missing = row.columns.filter { digests[$0.name] == nil }.map(\.name)
        return Found(digests: digests, missing: Set(missing))
    }

    /// Nil where the server could not compare.
    private func answer(
        _ values: [String], _ place: Place, _ key: [String], _ keyValues: [String], isTyped: Bool
    ) async throws -> QueryResult? {
        let conditions = key.enumerated().map { index, name in
            "d.\(PostgresConnection.quotedIdentifier(name))\(isTyped ? "" : "::pg_catalog.text") = $\(index + 1)"
        }
        let sql = """
            SELECT \(values.joined(separator: ", ")) FROM \(place.identity) AS d
            WHERE \(conditions.joined(separator: " AND ")) LIMIT 1
            """
        do {
            return try await connection.query(sql, keyValues, watchdogMilliseconds: limits.statementMilliseconds)
        } catch {
            guard case PostgresError.server(let fields) = error, Self.isNoComparison(fields.sqlState), isTyped else {
                throw error
            }
            return nil
        }
    }

    /// Data exceptions, and types, casts and operators that there are not.
    private static func isNoComparison(_ sqlState: String) -> Bool {
        sqlState.hasPrefix("22") || ["42704", "42846", "42883", "42804", "23514"].contains(sqlState)
    }

    /// SQL for a digest of a column, whose value is read as another type first where it was written as one.
    private static func digest(of column: CanaryRow.Column, as type: String) -> String {
        let text = "d.\(PostgresConnection.quotedIdentifier(column.name))::pg_catalog.text"
        let read = type == column.type ? text : "(\(text))::\(type)::pg_catalog.text"
        return "pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(\(read), 'UTF8')), 'hex')"
    }
}

extension CanaryLooker {
    /// How each of a round's rows is found.
    ///
    /// - Parameters:
    ///   - earlier: the round before the migration, for rows of the one behind it.
    ///   - touched: columns to leave out, by ``CanaryRow/identity``.
    func presences(
        of report: CanaryReport, earlier: CanaryReport?, touched: [String: Set<String>] = [:]
    ) async throws -> [CanaryPresence] {
        let places = try await places(of: report.rows)
        var presences: [CanaryPresence] = []
        for row in report.rows {
            let isNew = earlier.map { !$0.tables.contains(row.table) } ?? false
            let state: CanaryState
            if let place = Self.place(of: row, in: places) {
                var found = try await find(row, at: place)
                for name in touched[row.identity] ?? [] where found?.digests[name] != nil {
                    found?.digests[name] = row.columns.first { $0.name == name }?.digest
                }
                state = self.state(of: row, found, report, earlier)
            } else {
                state = row.isDeleted ? .present : .tableGone
            }
            presences.append(
                CanaryPresence(
                    round: row.round, table: row.table, key: row.keyDigest, isTableOfStep: isNew, state: state))
        }
        return presences
    }

    /// The values of a round's rows that stay, by ``CanaryRow/identity`` and by the columns' names then.
    func digests(of report: CanaryReport) async throws -> [String: [String: String?]] {
        let places = try await places(of: report.rows)
        var digests: [String: [String: String?]] = [:]
        for row in report.rows where !row.isDeleted {
            guard let place = Self.place(of: row, in: places) else { continue }
            digests[row.identity] = try await find(row, at: place)?.digests
        }
        return digests
    }

    private func state(
        of row: CanaryRow, _ found: Found?, _ report: CanaryReport, _ earlier: CanaryReport?
    ) -> CanaryState {
        if row.isDeleted { return found == nil ? .present : .cameBack }
        guard let found else { return .gone }
        let before = earlier?.rows.first { $0.table == row.table }.map { Set($0.columns.map(\.name)) }
        let alterations = row.columns.compactMap { column -> CanaryAlteration? in
            let change: CanaryAlteration.Change
            if let digest = found.digests[column.name] {
                if digest == column.digest { return nil }
                change = .value
            } else {
                // NULL is no value that could be lost.
                if column.digest == nil { return nil }
                change = .columnGone
            }
            return CanaryAlteration(
                column: column.name, change: change, isColumnOfStep: before.map { !$0.contains(column.name) } ?? false,
                isRewrittenByStep: report.rewritten[row.table]?.contains(column.name) ?? false)
        }
        return alterations.isEmpty ? .present : .altered(alterations.sorted { $0.column < $1.column })
    }
}
