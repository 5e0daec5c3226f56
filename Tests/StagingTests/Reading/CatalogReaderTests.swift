import Postgres
import RehearsalCore
import Staging
import Testing

@Suite("The catalog reader")
struct CatalogReaderTests {
    @Test("each change by SQL changes exactly its facts, with their class")
    func changes() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(["SET allow_system_table_mods = on"])
            try await fixture.execute(ReadingFixture.objects)
            var before = try await fixture.catalog()
            for change in CatalogChangeCases.all {
                try await fixture.execute(change.statements)
                let after = try await fixture.catalog()
                let seen = differences(from: before, to: after).map { difference in
                    """
                    \(difference.change.rawValue) \(difference.kind.rawValue) \(difference.identity) \
                    \(difference.attribute ?? "-") \(difference.factClass.rawValue)
                    """
                }
                #expect(seen.sorted() == change.expected.map(fixture.named).sorted(), "\(change.statements)")
                before = after
            }
        }
    }

    @Test("there are at least 45 such changes")
    func enoughChanges() { #expect(CatalogChangeCases.all.count >= 45) }

    @Test("the same schema gives the same facts after VACUUM, ANALYZE, on another connection and another search_path")
    func selfDifference() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(ReadingFixture.objects)
            let before = try await fixture.catalog()
            #expect(before.facts.count > 200)
            try await fixture.execute([
                "INSERT INTO parent SELECT g, g::text, g::text FROM generate_series(1, 500) AS g",
                "VACUUM", "ANALYZE", "VACUUM FULL parent",
            ])
            #expect(differences(from: before, to: try await fixture.catalog()) == [])
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
            for fact in try await fixture.catalog().facts where fact.attribute != "maximum" {
                let numbers = "\(fact.identity) \(fact.value)".split { !$0.isNumber }.map(String.init)
                    .filter { $0.count >= 5 }
                #expect(known.isDisjoint(with: numbers), "\(fact)")
            }
        }
    }

    @Test("what the reading role may not see is an error")
    func notPermitted() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(["CREATE SEQUENCE secret"])
            let application = try await fixture.connect(asApplication: true)
            let error = await #expect(throws: ReadingError.self) { _ = try await readCatalog(on: application) }
            guard case .notPermitted(_, let complaint)? = error else {
                Issue.record("expected notPermitted, got \(String(describing: error))")
                return
            }
            #expect(complaint.sqlState == "42501")
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
