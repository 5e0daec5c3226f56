import Dataset
import Postgres
import RehearsalCore

extension CanaryWriter {
    /// A form's values with new ones where they have to be; nil where there is none.
    func values(_ table: CanaryTable, _ form: CanaryForm, ordinal: Int, salt: Int) async throws -> CanaryPattern? {
        var values: CanaryPattern = [:]
        for name in form.columns { values[name] = form.pattern[name] ?? .some(nil) }
        let fitting = FittingValues(table.layout)
        for key in form.parents {
            guard let parent = try await parent(of: table, key, form, skipping: salt) else { return nil }
            for (column, value) in zip(key.columns, parent) { values[column] = .some(value) }
        }
        let step = ordinal + 2 * salt
        var asked: [(name: String, sql: String)] = []
        for name in form.fresh {
            guard let column = table.column(name) else { return nil }
            let number = step - 1 + 2 * Self.saltCount * (CanaryRound.allCases.firstIndex(of: round) ?? 0)
            if let sql = CanaryValues.counting(column.layout, step: step) {
                asked.append((name, sql))
            } else if salt == Self.saltCount - 1, table.checkedColumns.contains(name),
                let value = fitting.text(for: name, number: 1 + number)
            {
                values[name] = .some(value)
            } else {
                let seed = "pgrehearse canary \(step) \(round.rawValue) \(ordinal) \(salt) \(table.identity) \(name)"
                let like = form.pattern[name] ?? nil
                let drawn = CanaryValues.drawn(column.layout, like: like, seed: seed, number: number)
                guard let drawn else { return nil }
                values[name] = .some(drawn)
            }
        }
        for (name, sql) in asked {
            guard let value = try await counted(sql, of: name, table, values) else { return nil }
            values[name] = .some(value)
        }
        return values
    }

    /// Asks for a value beyond the largest among rows with the same other columns of the key.
    private func counted(
        _ aggregate: String, of name: String, _ table: CanaryTable, _ values: CanaryPattern
    ) async throws -> String? {
        let keys = table.uniqueKeys.filter { $0.contains(name) }
        let others = keys.count == 1 ? keys[0].filter { $0 != name } : []
        let known = others.compactMap { other in (values[other] ?? nil).map { (other, $0) } }
        let conditions = known.enumerated().map { index, pair in
            "d.\(PostgresConnection.quotedIdentifier(pair.0)) = $\(index + 1)"
        }
        let condition = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
        let sql = """
            SELECT (\(aggregate))::pg_catalog.text AS value
            FROM (
                SELECT d.\(PostgresConnection.quotedIdentifier(name)) AS c FROM \(table.identity) AS d\(condition)) AS q
            """
        do {
            return try await reader.query(sql, known.map(\.1), watchdogMilliseconds: limits.statementMilliseconds)
                .rows[0].optionalText("value")
        } catch {
            // Beyond the type's end, or a key that cannot be compared.
            guard case PostgresError.server = error else { throw error }
            return nil
        }
    }

    /// Key values of a parent that has no child with the row's other keys: our own one, or the first that was there.
    private func parent(
        of table: CanaryTable, _ key: ForeignKeyLayout, _ form: CanaryForm, skipping: Int
    ) async throws -> [String?]? {
        if form.usesOwnParents, skipping == 0, let own = made[key.referencedTable] {
            let values = key.referencedColumns.map { own[$0] ?? nil }
            if values.allSatisfy({ $0 != nil }) { return values }
        }
        guard let parent = tables.first(where: { $0.name == key.referencedTable }) else { return nil }
        let pairs = zip(key.columns, key.referencedColumns).map { column, referenced in
            "t.\(PostgresConnection.quotedIdentifier(column)) = p.\(PostgresConnection.quotedIdentifier(referenced))"
        }
        let unique = table.uniqueKeys.first { !Set($0).isDisjoint(with: key.columns) } ?? []
        let others = unique.filter { !key.columns.contains($0) }.compactMap { name in
            (form.pattern[name] ?? nil).map { (name, $0) }
        }
        let same = others.enumerated().map { index, pair in
            "t.\(PostgresConnection.quotedIdentifier(pair.0)) = $\(index + 1)"
        }
        let names = key.referencedColumns.map { "p.\(PostgresConnection.quotedIdentifier($0))::pg_catalog.text" }
        let order = names.indices.map { String($0 + 1) }.joined(separator: ", ")
        let found = try await reader.query(
            """
            SELECT \(names.joined(separator: ", ")) FROM \(parent.identity) AS p
            WHERE NOT EXISTS (SELECT FROM \(table.identity) AS t WHERE \((pairs + same).joined(separator: " AND ")))
            ORDER BY \(order) OFFSET \(skipping) LIMIT 1
            """, others.map(\.1), watchdogMilliseconds: limits.statementMilliseconds)
        return found.rows.first?.values
    }

    /// Rows of the table to follow, the first ones and the last ones by key; a made one for an empty table.
    func patterns(of table: CanaryTable) async throws -> [CanaryPattern] {
        let key = table.rowKey.map(PostgresConnection.quotedIdentifier)
        let columns = table.columns.filter(\.isWritable)
        if columns.isEmpty { return [[:]] }
        let values = columns.map { "d.\(PostgresConnection.quotedIdentifier($0.name))::pg_catalog.text" }
        let all = "SELECT \(values.joined(separator: ", ")) FROM \(table.identity) AS d"
        var sql = all + " LIMIT 4"
        if !key.isEmpty {
            let first = key.map { "d.\($0)" }.joined(separator: ", ")
            let last = key.map { "d.\($0) DESC" }.joined(separator: ", ")
            sql = "(\(all) ORDER BY \(first) LIMIT 2) UNION ALL (\(all) ORDER BY \(last) LIMIT 2)"
        }
        let rows = try await reader.query(sql, watchdogMilliseconds: limits.statementMilliseconds).rows
        return rows.map { row in
            Dictionary(uniqueKeysWithValues: zip(columns.map(\.name), row.values))
        }
    }

    /// Rows that the role sees in a session, which it may most likely write, too; none where it cannot say.
    mutating func patterns(of table: CanaryTable, seenIn context: CanaryContext) async throws -> [CanaryPattern] {
        let key = table.rowKey
        guard !key.isEmpty, key.allSatisfy({ table.column($0)?.maySelect == true }) else { return [] }
        let names = key.map(PostgresConnection.quotedIdentifier)
        let read = names.map { "\($0)::pg_catalog.text" }.joined(separator: ", ")
        let seen = try await application.run(
            "SELECT \(read) FROM \(table.identity) LIMIT \(Self.seenLimit)", in: context)
        guard case .done(let keys, _) = seen else { return [] }
        let columns = table.columns.filter(\.isWritable)
        let values = columns.map { "d.\(PostgresConnection.quotedIdentifier($0.name))::pg_catalog.text" }
        let conditions = names.indices.map { "d.\(names[$0]) = $\($0 + 1)" }.joined(separator: " AND ")
        var patterns: [CanaryPattern] = []
        for row in keys.rows {
            let found = try await reader.query(
                "SELECT \(values.joined(separator: ", ")) FROM \(table.identity) AS d WHERE \(conditions)",
                row.values, watchdogMilliseconds: limits.statementMilliseconds)
            for row in found.rows {
                patterns.append(Dictionary(uniqueKeysWithValues: zip(columns.map(\.name), row.values)))
            }
        }
        // What a session may read is not always its own: rows that hold what its settings name come first.
        let named = Set(context.settings.map(\.value))
        let isOwn = patterns.map { pattern in pattern.values.contains { value in value.map(named.contains) ?? false } }
        let own = zip(patterns, isOwn).filter(\.1).map(\.0)
        let others = zip(patterns, isOwn).filter { !$0.1 }.map(\.0)
        return Array((own + others).prefix(3))
    }

    private static var seenLimit: Int { 40 }

    /// The least row that the table's columns allow, and what its keys need.
    func leastPattern(of table: CanaryTable, number: Int) async throws -> CanaryPattern {
        let fitting = FittingValues(table.layout)
        let keys = Set(table.uniqueKeys.joined())
        var pattern: CanaryPattern = [:]
        for column in table.columns where column.isWritable {
            let isKey = keys.contains(column.name) && column.layout.isNotNull
            guard column.isRequired || isKey else { continue }
            pattern[column.name] = .some(try await value(of: column, in: table, fitting, number: number))
        }
        for key in table.layout.foreignKeys where key.columns.contains(where: { pattern[$0] != nil }) {
            guard let parent = try await anyParent(key, number: number) else { continue }
            for (column, value) in zip(key.columns, parent) { pattern[column] = .some(value) }
        }
        return pattern
    }

    /// A value of the column's type, as far as its constraints are understood.
    func value(
        of column: CanaryColumn, in table: CanaryTable, _ fitting: FittingValues, number: Int
    ) async throws -> String? {
        if column.isPartitionKey, let bound = try await bound(of: table, number: number) { return bound }
        let seed = "pgrehearse canary value \(table.identity) \(column.name)"
        if let value = fitting.text(for: column.name, number: number) { return value }
        if let drawn = CanaryValues.drawn(column.layout, like: nil, seed: seed, number: number) { return drawn }
        if column.layout.elementTypeOID != nil { return "{}" }
        guard let sql = CanaryValues.counting(column.layout, step: 1) else { return nil }
        return try await counted(sql, of: column.name, table, [:])
    }

    /// The beginning of a partition, or one of the values that are listed for it; nil where nothing is.
    private func bound(of table: CanaryTable, number: Int) async throws -> String? {
        let found = try await reader.query(
            """
            SELECT COALESCE(r.bounds[1], l.bounds[1]) AS bound
            FROM pg_catalog.pg_inherits AS i
            JOIN pg_catalog.pg_class AS c ON c.oid = i.inhrelid
            CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS text) AS b
            LEFT JOIN LATERAL pg_catalog.regexp_match(b.text, '^FOR VALUES FROM \\(''?([^'',)]*)') AS r (bounds) ON true
            LEFT JOIN LATERAL pg_catalog.regexp_match(b.text, '^FOR VALUES IN \\(''?([^'',)]*)') AS l (bounds) ON true
            WHERE i.inhparent = $1::pg_catalog.oid AND COALESCE(r.bounds[1], l.bounds[1]) NOT IN ('MINVALUE', 'NULL')
            ORDER BY COALESCE(r.bounds[1], l.bounds[1]) COLLATE pg_catalog."C" LIMIT 4
            """, [String(table.oid)], watchdogMilliseconds: limits.statementMilliseconds)
        return found.rows.isEmpty ? nil : try found.rows[number % found.rows.count].optionalText("bound")
    }

    /// Our own parent, or the first that is there; nil where there is none.
    private func anyParent(_ key: ForeignKeyLayout, number: Int) async throws -> [String?]? {
        if number == 0, let own = made[key.referencedTable] {
            let values = key.referencedColumns.map { own[$0] ?? nil }
            if values.allSatisfy({ $0 != nil }) { return values }
        }
        guard let parent = tables.first(where: { $0.name == key.referencedTable }) else { return nil }
        let names = key.referencedColumns.map { "p.\(PostgresConnection.quotedIdentifier($0))::pg_catalog.text" }
        let order = names.indices.map { String($0 + 1) }.joined(separator: ", ")
        return try await reader.query(
            "SELECT \(names.joined(separator: ", ")) FROM \(parent.identity) AS p ORDER BY \(order) LIMIT 1",
            watchdogMilliseconds: limits.statementMilliseconds
        ).rows.first?.values
    }
}
