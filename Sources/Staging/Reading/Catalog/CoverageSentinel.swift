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
    /// A question that gives the keys of all rows of users' objects in one catalog.
    struct Question: Sendable {
        let catalog: String
        let sql: String
        /// The same about the rows of some relations alone, the question's only parameter; nil where it cannot be asked
        /// so.
        let ofRelations: String?
    }

    /// One question for each catalog.
    var questions: [Question] {
        catalogs.filter { catalog in key(of: catalog).allSatisfy(\.isReadable) }.map { catalog in
            let sql = question(about: catalog)
            let ofRelations = Self.relationColumns[catalog].map { column in
                "\(sql)\n    AND x.\(column) = ANY ($1::pg_catalog.oid[])"
            }
            return Question(catalog: catalog, sql: sql, ofRelations: ofRelations)
        }
    }

    /// Catalogs whose rows belong to one relation, and by which column; see `RelationVersions`.
    private static let relationColumns = [
        "pg_attribute": "attrelid", "pg_attrdef": "adrelid", "pg_constraint": "conrelid", "pg_index": "indrelid",
        "pg_statistic": "starelid", "pg_trigger": "tgrelid",
    ]

    /// Questions as one, about the rows of some relations or of all.
    /// - Precondition: there is at least one.
    static func joined(_ questions: [Question], of relations: Set<UInt32>?) -> ReadSession.Question {
        let numbered = questions.enumerated().map { place, question in
            let sql = relations == nil ? question.sql : question.ofRelations ?? question.sql
            return "SELECT \(place) AS number, q.* FROM (\(sql)) AS q"
        }
        let isPartial = relations != nil && questions.contains { $0.ofRelations != nil }
        let list = relations.map { arrayText($0.map(String.init)) }
        return ReadSession.Question(
            sql: numbered.joined(separator: "\nUNION ALL\n"), parameters: isPartial ? [list] : [],
            reading: "what was not read")
    }

    /// What the joined questions' answer tells, by catalog.
    static func usersRows(_ questions: [Question], in answer: QueryResult) throws -> [String: [String]] {
        var keys: [String: [String]] = [:]
        for row in answer.rows {
            let question = questions[Int(try row.int64("number"))]
            keys[question.catalog] = pieces(of: try row.optionalText("keys") ?? "", by: " ")
        }
        return keys
    }

    private var catalogs: [String] { server.columns.keys.sorted().filter { SentinelRule.leftOut[$0] == nil } }

    /// What nobody read of users' rows; nil when everything was read.
    ///
    /// - Parameters:
    ///   - keys: of users' rows in a catalog.
    ///   - read: the keys that queries told of.
    func unread(
        _ keys: [String], in catalog: String, knowing read: Set<String>, _ session: ReadSession
    ) async throws -> UnreadObjects? {
        let left = keys.filter { !read.contains($0) }
        guard !left.isEmpty else { return nil }
        return UnreadObjects(
            catalog: catalog, reason: .notModelled, count: left.count,
            names: try await names(of: left.prefix(UnreadObjects.nameLimit), in: catalog, session))
    }

    /// Catalogs into which the role may not look as far as a reader wants to.
    var notPermitted: [UnreadObjects] { notPermitted(catalogs) }

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
            SELECT pg_catalog.string_agg(pg_catalog.replace(\(text), ' ', '_'), ' ') AS keys
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
