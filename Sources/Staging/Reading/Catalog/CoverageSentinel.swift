import Postgres
import RehearsalCore

/// Finds what lies in the server's catalogs and was read by nobody.
///
/// Asks pg_catalog itself which catalogs there are, so that one that a newer server adds shows up without anybody
/// having heard of it. Every row of a user's object counts whose key no query told of, unless a rule says that it is a
/// part of a row that counts itself (a table's row type), or hidden (what belongs to extensions, to other databases,
/// to us). Tells by rows, not by columns: a new column of a known catalog is for whoever adds the version.
struct CoverageSentinel {
    let server: ServerCatalogs
    private var read: [String: Set<String>] = [:]

    init(server: ServerCatalogs) { self.server = server }

    /// Takes down what a query told of.
    mutating func note(_ rows: (catalog: String, keys: [String])?) {
        guard let rows else { return }
        read[rows.catalog, default: []].formUnion(rows.keys)
    }

    /// One question for each catalog, which gives the keys of all rows of users' objects in it.
    var questions: [String] {
        catalogs.filter { catalog in key(of: catalog).allSatisfy(\.isReadable) }.map { question(about: $0) }
    }

    /// Answers questions of ``questions``. Asks nothing of what was read.
    static func usersRows(_ questions: [String], in session: ReadSession) async throws -> [String: UsersRows] {
        if questions.isEmpty { return [:] }
        let numbered = questions.enumerated().map { "SELECT \($0.offset) AS number, q.* FROM (\($0.element)) AS q" }
        var answers: [String: UsersRows] = [:]
        let sql = numbered.joined(separator: "\nUNION ALL\n")
        for row in try await session.rows(sql, reading: "what was not read").rows {
            answers[questions[Int(try row.int64("number"))]] = UsersRows(
                catalog: try row.text("catalog"), keys: try row.optionalText("keys") ?? "")
        }
        return answers
    }

    private var catalogs: [String] { server.columns.keys.sorted().filter { SentinelRule.leftOut[$0] == nil } }

    /// What nobody read of users' rows, by catalog; empty when everything was read.
    func unread(among rows: [UsersRows], in session: ReadSession) async throws -> [UnreadObjects] {
        var found: [UnreadObjects] = []
        for row in rows {
            let known = read[row.catalog] ?? []
            let left = pieces(of: row.keys, by: " ").filter { !known.contains($0) }
            guard !left.isEmpty else { continue }
            found.append(
                UnreadObjects(
                    catalog: row.catalog, reason: .notModelled, count: left.count,
                    names: try await names(of: left.prefix(UnreadObjects.nameLimit), in: row.catalog, session)))
        }
        return found + notPermitted(catalogs)
    }

    private func key(of catalog: String) -> [ServerCatalogs.Column] {
        let columns = server.columns[catalog] ?? []
        let key = columns.filter { $0.keyPlace != nil }.sorted { ($0.keyPlace ?? 0) < ($1.keyPlace ?? 0) }
        return key.isEmpty ? columns : key
    }

    /// All keys of users' rows in one catalog, as one text: a row per key would cost more than what it tells.
    private func question(about catalog: String) -> String {
        let rule = SentinelRule.of(catalog, server)
        let key = key(of: catalog)
        let text = key.map { "x.\($0.name)::pg_catalog.text" }.joined(separator: " || '.' || ")
        let references = key.filter { $0.type == "oid" || $0.type.hasPrefix("reg") }
            .map { "x.\($0.name)::pg_catalog.oid >= \(CatalogSQL.firstUserOID)" }
        let isUsers = rule.isUsers ?? (references.isEmpty ? "true" : references.joined(separator: " OR "))
        let hidden = rule.hidden.map { " AND NOT (\($0))" } ?? ""
        let isMember = key.map(\.name) == ["oid"] ? " AND \(isNoMember(of: catalog))" : ""
        return """
            SELECT '\(catalog)' AS catalog, pg_catalog.string_agg(pg_catalog.replace(\(text), ' ', '_'), ' ') AS keys
            FROM pg_catalog.\(catalog) AS x \(rule.joins)
            WHERE (\(isUsers))\(isMember)\(hidden)
            """
    }

    private func isNoMember(of catalog: String) -> String {
        let address = catalog == "pg_largeobject_metadata" ? "pg_largeobject" : catalog
        return "x.oid NOT IN (\(SentinelRule.members(of: address)))"
    }

    /// PostgreSQL's own names; the keys where it has none, as for catalogs that hold no objects.
    private func names(
        of keys: ArraySlice<String>, in catalog: String, _ session: ReadSession
    ) async throws -> [String] {
        let columns = key(of: catalog)
        let plain = keys.map { key in
            columns.count == 1 ? "\(columns[0].name) \(key)" : "(\(columns.map(\.name).joined(separator: "."))) \(key)"
        }
        let isColumn = catalog == "pg_attribute"
        guard isColumn || columns.map(\.name) == ["oid"] else { return plain }
        let calls = keys.map { key in
            let object = isColumn ? key.replacing(".", with: ", ") : "\(key), 0"
            return """
                (SELECT n.type || ' ' || n.identity FROM pg_catalog.pg_identify_object(
                    'pg_catalog.\(isColumn ? "pg_class" : catalog)'::pg_catalog.regclass, \(object)) AS n)
                """
        }
        _ = try await session.rows("SAVEPOINT names", reading: "names of what was not read")
        do {
            let row = try await session.rows(
                "SELECT \(calls.joined(separator: ", "))", reading: "names of what was not read"
            ).rows[0]
            return zip(row.values, plain).map { $0 ?? $1 }
        } catch is ReadingError {
            // The catalog's rows are no objects to PostgreSQL: it knows no names for them.
            _ = try await session.rows("ROLLBACK TO SAVEPOINT names", reading: "names of what was not read")
            return plain
        }
    }

    /// Catalogs into which the role may not look as far as a reader wants to.
    private func notPermitted(_ catalogs: [String]) -> [UnreadObjects] {
        SentinelRule.secretColumns.filter { !server.mayRead($0.column) && server.has($0.column) }.map { column, what in
            UnreadObjects(
                catalog: String(column.prefix { $0 != "." }), reason: .notPermitted, count: nil, names: [what])
        }
            + catalogs.filter { catalog in
                let isTold = SentinelRule.secretColumns.contains { $0.column.hasPrefix(catalog + ".") }
                return !isTold && !key(of: catalog).allSatisfy(\.isReadable)
            }.map { UnreadObjects(catalog: $0, reason: .notPermitted, count: nil, names: []) }
    }
}
