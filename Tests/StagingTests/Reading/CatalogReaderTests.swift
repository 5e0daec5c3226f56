import Postgres
import RehearsalCore
import Testing

@testable import Staging

@Suite("The catalog reader")
struct CatalogReaderTests {
    @Test("each change by SQL changes exactly its facts, with their class, and every attribute is changed")
    func changes() async throws {
        // Two databases, each for a half of the cases: one behind the other they would be what the tests wait for.
        let cases = CatalogChangeCases.all
        let middle = cases.count / 2
        let changed = ChangedAttributes()
        async let first: Void = make(cases[..<middle], noting: changed)
        async let second: Void = make(cases[middle...], noting: changed)
        _ = try await (first, second)
        let seen = await changed.all
        let covered = ReadAttributes.all.filter { attribute in seen.contains { attribute.covers($0) } }
        let left = ReadAttributes.all.subtracting(covered)
        #expect(left.sorted() == ReadAttributes.unchangeable.map(\.attribute).sorted())
    }

    /// Makes the changes in a database in which those before them were made, and reads it behind each.
    private func make(
        _ cases: ArraySlice<CatalogChangeCase>, noting all: ChangedAttributes
    ) async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(ReadingFixture.objects)
            for earlier in CatalogChangeCases.all[..<cases.startIndex] { try await fixture.execute(earlier.statements) }
            var before = try await fixture.catalog()
            var changed: Set<ReadAttribute> = []
            var remembered = try await fixture.reading(remembering: nil)
            for (number, change) in cases.enumerated() {
                do {
                    try await fixture.execute(change.statements)
                } catch {
                    Issue.record("\(change.statements): \(error)")
                }
                let after = try await fixture.catalog()
                let differences = differences(from: before, to: after)
                let seen = differences.map { difference in
                    """
                    \(difference.change.rawValue) \(difference.kind.rawValue) \(difference.identity) \
                    \(difference.attribute ?? "-") \(difference.factClass.rawValue)
                    """
                }
                #expect(seen.sorted() == change.expected.map(fixture.named).sorted(), "\(change.statements)")
                for difference in differences {
                    guard let attribute = difference.attribute else { continue }
                    changed.insert(
                        ReadAttribute(kind: difference.kind, name: attribute, factClass: difference.factClass))
                    // A column's number is told for its table.
                    if [CatalogDifference.columnOrder, CatalogDifference.columnPositions].contains(attribute) {
                        changed.insert(ReadAttribute(kind: .column, name: "position", factClass: .physical))
                    }
                }
                before = after
                // What is remembered where nobody wrote and read where somebody did is what reading everything gives.
                guard ReadingFixture.isSoak || number % 8 == 0 else { continue }
                remembered = try await fixture.reading(remembering: remembered)
                #expect(fixture.own(remembered.catalog) == after, "behind \(change.statements)")
            }
            await all.add(changed)
        }
    }

    @Test("the same schema gives the same facts after VACUUM, ANALYZE, on another connection and another search_path")
    func selfDifference() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(ReadingFixture.objects)
            try await fixture.execute([
                "INSERT INTO parent SELECT g, g::text, g::text FROM generate_series(1, 500) AS g", "ANALYZE",
            ])
            let before = try await fixture.catalog()
            #expect(before.facts.count > 200)
            try await fixture.execute(["VACUUM", "ANALYZE", "VACUUM FULL parent"])
            let rewritten = try await fixture.catalog()
            #expect(differences(from: before, to: rewritten) == [])
            let table = ObjectKey(kind: .table, identity: "public.parent")
            let origins = try [before, rewritten].map { try #require($0.origins[table]) }
            #expect(origins[0].oid == origins[1].oid && origins[0].fileNode != origins[1].fileNode)
            let other = try await fixture.connect()
            for setting in [
                "search_path = app, public", "DateStyle = 'German'", "TimeZone = 'Asia/Kolkata'",
                "quote_all_identifiers = on", "IntervalStyle = iso_8601",
            ] {
                _ = try await other.execute("SET \(setting)")
            }
            let again = try await fixture.catalog(on: other)
            #expect(differences(from: before, to: again) == [])
            #expect(again == before)
            let path = try await other.query("SELECT pg_catalog.current_setting('search_path') AS path")
            #expect(try path.rows[0].text("path") == "app, public", "the reader leaves the session as it was")
            await other.close()
        }
    }

    @Test("secrets are told by a keyed hash alone, and without a key not at all")
    func secrets() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(ReadingFixture.objects)
            let catalog = try await fixture.catalog()
            let told = catalog.facts.filter { "\($0.identity) \($0.attribute) \($0.value)".contains("-secret") }
            #expect(told == [])
            let hashed = catalog.facts.filter { $0.value.hasPrefix("hmac-sha256:") }
            #expect(
                Set(hashed.map(\.kind)) == [
                    .foreignDataWrapper, .foreignServer, .userMapping, .table, .subscription, .setting,
                ])
            #expect(hashed.allSatisfy { $0.factClass == .environment })
            let keys = [nil, SecretsKey(bytes: [1])]
            for key in keys {
                let other = fixture.own(try await CatalogReader(secretsKey: key).readCatalog(on: fixture.connection))
                let found = differences(from: catalog, to: other)
                #expect(found.count == hashed.count && found.allSatisfy { $0.factClass == .environment })
            }
            let mapping = catalog.facts.first { $0.kind == .userMapping && $0.attribute == "options" }
            #expect(mapping?.value == "password=(secret), user=remote")
            let connection = catalog.facts.first { $0.kind == .subscription && $0.attribute == "connection" }
            #expect(connection?.value == "host=nowhere dbname=d user=u")
        }
    }

    @Test("the key for secrets comes from the environment")
    func secretsKey() {
        var host = Host.current()
        host.environment = [:]
        #expect(host.secretsKey == nil)
        host.environment[Host.secretsKeyVariable] = ""
        #expect(host.secretsKey == nil)
        host.environment[Host.secretsKeyVariable] = "the tests' key"
        #expect(host.secretsKey == ReadingFixture.secretsKey)
    }

    @Test("names that are hard to quote come back as PostgreSQL's own")
    func hardNames() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(ReadingFixture.objects)
            let facts = try await fixture.catalog().facts
            let tables = Set(facts.filter { $0.kind == .table }.map(\.identity))
            #expect(tables.isSuperset(of: ["public.\"select\"", "public.\"📦 . \"\"x\"\" ON y\""]))
            #expect(
                tables.contains("public.\"\(ReadingFixture.longName)\"")
                    || tables.contains("public.\(ReadingFixture.longName)"))
            for table in tables {
                let found = try await fixture.connection.query(
                    "SELECT pg_catalog.to_regclass($1) IS NOT NULL AS is_found", [table])
                #expect(try found.rows[0].bool("is_found"), "\(table)")
            }
            let columns = Set(facts.filter { $0.kind == .column }.map(\.identity))
            #expect(columns.isSuperset(of: ["public.\"select\".\"c\nd\"", "public.\"select\".\"e\\tf\""]))
            let comment = facts.first { $0.kind == .comment && $0.value.contains("third") }
            #expect(comment?.value == "first\nsecond \\ 'third' 🙂")
        }
    }

    @Test("facts hold no OID of any object made by users")
    func noOIDs() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(ReadingFixture.objects)
            let oids = try await fixture.connection.query(
                """
                SELECT oid::pg_catalog.text AS oid FROM pg_catalog.pg_class WHERE oid >= 16384
                UNION SELECT oid::pg_catalog.text FROM pg_catalog.pg_proc WHERE oid >= 16384
                UNION SELECT oid::pg_catalog.text FROM pg_catalog.pg_trigger WHERE oid >= 16384
                UNION SELECT oid::pg_catalog.text FROM pg_catalog.pg_type WHERE oid >= 16384
                UNION SELECT oid::pg_catalog.text FROM pg_catalog.pg_constraint WHERE oid >= 16384
                """
            ).rows.map { try $0.text("oid") }
            let known = Set(oids)
            for fact in try await fixture.catalog().facts
            where fact.attribute != "maximum" && fact.kind != .largeObject && !fact.value.hasPrefix("hmac-sha256:") {
                let numbers = "\(fact.identity) \(fact.value)".split { !$0.isNumber }.map(String.init)
                    .filter { $0.count >= 5 }
                #expect(known.isDisjoint(with: numbers), "\(fact)")
            }
        }
    }

    @Test("what the reading role may not see is named, and the rest is read")
    func notPermitted() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(["CREATE SEQUENCE secret", "CREATE TABLE open (a integer)"])
            let application = try await fixture.connect(asApplication: true)
            let catalog = try await readCatalog(on: application)
            #expect(catalog.facts.contains { $0.identity == "public.open" && $0.attribute == "owner" })
            #expect(catalog.unread.allSatisfy { $0.reason == .notPermitted })
            #expect(catalog.unread.contains { $0.names == ["position of public.secret"] && $0.count == 1 })
            #expect(
                catalog.unread.map(\.catalog).sorted() == [
                    "pg_authid", "pg_sequence", "pg_statistic", "pg_statistic_ext_data", "pg_subscription",
                    "pg_user_mapping",
                ])
            #expect(await application.transactionStatus == .idle)
            await application.close()
        }
    }

    @Test("a database that has nothing of its own has no table, function or type facts")
    func emptyDatabase() async throws {
        try await ReadingFixture.run { fixture in
            let kinds = Set(try await fixture.catalog().facts.map(\.kind))
            #expect(kinds.isSubset(of: [.database, .role, .schema, .extension, .grant, .comment, .setting]))
        }
    }
}

/// What changed in any of the databases.
private actor ChangedAttributes {
    private(set) var all: Set<ReadAttribute> = []

    func add(_ attributes: Set<ReadAttribute>) { all.formUnion(attributes) }
}
