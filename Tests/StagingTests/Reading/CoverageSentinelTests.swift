import Postgres
import RehearsalCore
import Testing

@testable import Staging

@Suite("The coverage sentinel")
struct CoverageSentinelTests {
    /// What these read lies in no catalog's rows of its own: in shared memory, and in columns of rows read elsewhere.
    private static let withoutRows: Set<String> = [
        "replication slots", "prepared transactions", "grants", "grants on relations",
    ]

    @Test("finds nothing where everything was read, and speaks when any one query is taken out")
    func everyQuery() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(ReadingFixture.objects)
            #expect(try await fixture.catalog().unread == [])
            let names = CatalogReader.queries(DocumentedCatalogs.server(15)).map(\.reading)
            #expect(Set(names).count == names.count)
            for name in names where !Self.withoutRows.contains(name) {
                let unread = try await CatalogReader(keepsPlans: true).readCatalog(on: fixture.connection) { server in
                    CatalogQuestions(server: server) { CatalogReader.queries($0).filter { $0.reading != name } }
                }.unread
                let query = CatalogReader.queries(DocumentedCatalogs.server(15)).first { $0.reading == name }
                #expect(unread.map(\.catalog) == [query?.rows ?? query?.catalog], "without \(name)")
                #expect(unread.allSatisfy { $0.reason == .notModelled && $0.count ?? 0 > 0 && !$0.names.isEmpty })
            }
        }
    }

    @Test("tells of a catalog that nobody has heard of, by itself")
    func unknownCatalog() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute([
                "SET allow_system_table_mods = on",
                "CREATE TABLE pg_catalog.pg_future (oid oid PRIMARY KEY, futname name)",
                "INSERT INTO pg_catalog.pg_future SELECT 20000 + g, 'new' FROM generate_series(1, 7) AS g",
                "INSERT INTO pg_catalog.pg_future VALUES (100, 'built in')",
            ])
            let unread = try await readCatalog(on: fixture.connection).unread
            let future = try #require(unread.first { $0.catalog == "pg_future" })
            #expect(future.count == 7 && future.reason == .notModelled)
            #expect(
                future.names.count == UnreadObjects.nameLimit && future.names.allSatisfy { $0.hasPrefix("oid 2000") })
            #expect(future.summary.hasSuffix(" and 2 more"))
            let table = try #require(unread.first { $0.catalog == "pg_class" })
            #expect(table.names.contains("table pg_catalog.pg_future"))
        }
    }

    @Test("tells of objects in PostgreSQL's own schemas, and not of what belongs to extensions, to us or to a session")
    func places() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute([
                "CREATE EXTENSION hstore", "CREATE EXTENSION postgres_fdw", "CREATE EXTENSION unaccent",
                "CREATE EXTENSION citext", "CREATE EXTENSION pg_stat_statements", "CREATE EXTENSION btree_gist",
                "CREATE SCHEMA pgrehearse", "CREATE TABLE pgrehearse.seen (a serial PRIMARY KEY CHECK (a > 0))",
                "CREATE FUNCTION pgrehearse.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
                "CREATE EVENT TRIGGER pgrehearse_watch ON sql_drop EXECUTE FUNCTION pgrehearse.on_ddl()",
                "CREATE TEMPORARY TABLE fleeting (a serial PRIMARY KEY CHECK (a > 0), b text DEFAULT 'x')",
                "COMMENT ON COLUMN fleeting.a IS 'a'", "CREATE INDEX ON fleeting (lower(b))",
            ])
            #expect(try await readCatalog(on: fixture.connection).unread == [])
            try await fixture.execute(["CREATE VIEW information_schema.mine AS SELECT 1 AS one"])
            let unread = try await readCatalog(on: fixture.connection).unread
            #expect(unread.map(\.catalog) == ["pg_attribute", "pg_class"])
            #expect(unread.first?.names == ["view column information_schema.mine.one"])
            #expect(unread.last?.names == ["view information_schema.mine"])
        }
    }
}
