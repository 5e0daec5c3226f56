import Postgres
import RehearsalCore
import Testing

@testable import Staging

/// What is remembered of a database's catalogs and what is read anew are together what reading everything gives.
@Suite("The memory of a catalog")
struct CatalogMemoryTests {
    @Test(
        "follows each rename and each change of a relation, whatever prints its name",
        arguments: [
            RenameCases.renames.map(\.statements), RenameCases.others.map(\.statements), changes.map { [$0] },
            [comments] + commented.map { [$0] }, [unconstrained] + named.map { [$0] },
        ])
    func follows(_ changes: [[String]]) async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(RenameCases.objects)
            var remembered = try await fixture.reading(remembering: nil)
            for (number, statements) in changes.enumerated() {
                try await fixture.execute(statements)
                remembered = try await fixture.reading(remembering: remembered, othersWriteShared: true)
                guard ReadingFixture.isSoak || number % 3 == 0 || number == changes.count - 1 else { continue }
                let whole = try await fixture.catalog()
                #expect(fixture.own(remembered.catalog) == whole, "behind \(statements)")
                #expect(
                    fixture.own(remembered.catalog).origins == whole.origins, "places of objects behind \(statements)")
                #expect(remembered.catalog.unread == whole.unread, "what is not read behind \(statements)")
            }
        }
    }

    @Test("asks about written relations alone, and about all where a name or a meaning may have changed elsewhere")
    func asks() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(RenameCases.objects)
            var before = try await fixture.trace()
            for change in Self.asked {
                let numbers = try await Self.numbers(of: change.relations, in: fixture)
                try await fixture.execute([change.statement])
                let now = ReadingFixture.withoutShared(try await fixture.trace(), since: before)
                let written = try await Self.numbers(of: change.relations, in: fixture).union(numbers)
                #expect(
                    now.writtenRelations(since: before) == (change.isWhole ? nil : written),
                    "behind \(change.statement)")
                before = now
            }
        }
    }

    @Test("knows nothing of what was written between its reading and a copy")
    func carried() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(RenameCases.objects + ["CREATE TABLE gone (a integer)"])
            for changes in [["ANALYZE", "DROP TABLE gone"], ["ALTER SEQUENCE orders_id_seq RENAME TO ids"]] {
                let remembered = try await fixture.reading(remembering: nil)
                try await fixture.execute(changes)
                // The database is taken for its own copy.
                let original = try await fixture.trace()
                let copy = try await fixture.trace()
                let carried = try #require(remembered.carried(from: original, to: copy))
                try await fixture.execute(["ALTER TABLE lines ADD COLUMN a integer", "ALTER TABLE lines DROP a"])
                let read = try await fixture.reading(remembering: carried)
                #expect(fixture.own(read.catalog) == (try await fixture.catalog()), "behind \(changes)")
            }
        }
    }

    /// Those of the relations that are there.
    private static func numbers(of relations: [String], in fixture: ReadingFixture) async throws -> Set<UInt32> {
        var numbers: Set<UInt32> = []
        for relation in relations {
            let row = try await fixture.connection.query("SELECT to_regclass($1)::oid AS number", [relation]).rows[0]
            if let number = try row.optionalText("number").flatMap({ UInt32($0) }) { numbers.insert(number) }
        }
        return numbers
    }

    private static let asked: [(statement: String, relations: [String], isWhole: Bool)] = [
        ("ALTER TABLE lines ADD COLUMN note text DEFAULT 'x'", ["lines"], false),
        ("CREATE INDEX lines_note ON lines (note)", ["lines"], false),
        ("ALTER INDEX lines_note RENAME TO lines_noted", ["lines"], false),
        ("DROP INDEX lines_noted", ["lines"], false),
        ("CREATE TABLE more (id integer REFERENCES orders (id))", ["more", "orders"], false),
        ("ALTER TABLE orders DISABLE TRIGGER ALL", ["orders", "lines", "more"], false),
        ("DROP TABLE more", ["more", "orders"], false),
        ("CREATE TABLE event_3 PARTITION OF event DEFAULT", ["event_3"], false),
        ("COMMENT ON TABLE lines IS 'a comment'", [], false),
        ("CREATE FUNCTION nothing() RETURNS integer LANGUAGE sql AS 'SELECT 1'", [], false),
        ("CREATE OR REPLACE FUNCTION nothing() RETURNS integer LANGUAGE sql AS 'SELECT 2'", [], true),
        ("ALTER SEQUENCE counter RENAME TO count", [], true),
        ("ALTER TYPE mood RENAME TO humour", [], true),
        ("ALTER SCHEMA app RENAME TO application", [], true),
    ]

    private static let changes = [
        "ALTER TABLE event ADD COLUMN note text COLLATE \"C\" DEFAULT 'x'",
        "CREATE INDEX ON event (note DESC, lower(note)) WHERE note > 'a'",
        "ALTER TABLE event DETACH PARTITION event_2", "DROP TABLE event_2",
        "CREATE TABLE event_3 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "ALTER TABLE orders DISABLE TRIGGER ALL", "ALTER TABLE orders ENABLE TRIGGER ALL",
        "ALTER DOMAIN positive DROP CONSTRAINT IF EXISTS low", "ALTER DOMAIN positive ADD CHECK (value > 7)",
        "CREATE TABLE child () INHERITS (lines)", "ALTER TABLE lines ADD COLUMN deep integer",
        "ALTER TABLE child NO INHERIT lines", "ALTER TABLE lines ADD CONSTRAINT deep CHECK (deep > 0) NOT VALID",
        "ALTER TABLE lines VALIDATE CONSTRAINT deep", "ALTER TABLE child ALTER COLUMN deep SET STATISTICS 7",
        "CREATE UNIQUE INDEX child_deep ON child (deep)", "ALTER TABLE child REPLICA IDENTITY FULL",
        "ALTER TABLE child ADD CONSTRAINT child_deep UNIQUE USING INDEX child_deep", "CLUSTER child USING child_deep",
        "ALTER TABLE child SET (fillfactor = 70, toast.autovacuum_enabled = false)", "ALTER TABLE child SET UNLOGGED",
        "CREATE TYPE pair AS (a integer, b text)", "CREATE TABLE typed OF pair",
        "ALTER TABLE child ADD COLUMN pair pair CHECK ((pair).a > 0)",
        "ALTER TYPE pair RENAME ATTRIBUTE a TO first CASCADE",
        "DROP TABLE child", "DROP TABLE typed", "DROP TYPE pair", "ANALYZE", "VACUUM FULL lines", "REINDEX TABLE lines",
        "CREATE VIEW late AS SELECT id FROM lines", "ALTER VIEW late ALTER COLUMN id SET DEFAULT 3", "DROP VIEW late",
    ]

    /// On one object of each kind whose name changes without its comment being written.
    private static let comments = [
        "CREATE TYPE pair AS (a integer, b text)", "CREATE VIEW late AS SELECT id FROM lines",
        "COMMENT ON CONSTRAINT low ON DOMAIN positive IS 'low'", "COMMENT ON DOMAIN positive IS 'positive'",
        "COMMENT ON TYPE mood IS 'mood'", "COMMENT ON INDEX orders_total IS 'total'",
        "COMMENT ON POLICY mine ON orders IS 'mine'",
        "COMMENT ON RULE quiet ON orders IS 'quiet'", "COMMENT ON STATISTICS pairs IS 'pairs'",
        "COMMENT ON SEQUENCE counter IS 'counter'", "COMMENT ON COLUMN pair.a IS 'a'",
        "COMMENT ON COLUMN late.id IS 'id'",
        "COMMENT ON MATERIALIZED VIEW sums IS 'sums'", "COMMENT ON FUNCTION order_count() IS 'orders'",
        "COMMENT ON FUNCTION app.f(app.inside) IS 'f'", "COMMENT ON SCHEMA app IS 'app'",
        "COMMENT ON TABLE event_1 IS 'event'",
        "COMMENT ON INDEX event_1_at_idx IS 'at'",
    ]

    private static let commented = [
        "ALTER TABLE lines ADD COLUMN plain integer", "ALTER DOMAIN positive RENAME CONSTRAINT low TO lower",
        "ALTER INDEX orders_total RENAME TO orders_sum", "ALTER POLICY mine ON orders RENAME TO ours",
        "ALTER RULE quiet ON orders RENAME TO silent", "ALTER STATISTICS pairs RENAME TO couples",
        "ALTER SEQUENCE counter RENAME TO count", "ALTER TYPE pair RENAME ATTRIBUTE a TO first",
        "ALTER VIEW late RENAME COLUMN id TO number", "ALTER TABLE event_1 RENAME TO event_first",
        "ALTER INDEX event_1_at_idx RENAME TO event_first_at", "ALTER TABLE app.inside RENAME TO within",
        "ALTER TABLE orders RENAME COLUMN total TO amount_due",
        "ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO key",
        "ALTER TABLE event_first SET SCHEMA app", "ALTER MATERIALIZED VIEW sums RENAME TO totals",
        "ALTER DOMAIN positive RENAME TO more", "ALTER TRIGGER touched ON orders RENAME TO felt",
        "DROP DOMAIN more CASCADE", "DROP TABLE app.event_first", "DROP VIEW late",
        "ALTER SCHEMA app RENAME TO application",
    ]

    /// A table to which nothing belongs but columns, and whose columns texts of others name.
    private static let unconstrained = [
        "CREATE TABLE other (id integer, total numeric)", "CREATE UNIQUE INDEX other_once ON other (id)",
        "CREATE TABLE bound (x integer REFERENCES other (id), o other CHECK ((o).total > 0))",
    ]

    private static let named = [
        "ALTER TABLE other RENAME COLUMN id TO number", "ALTER TABLE other RENAME COLUMN total TO sum",
        "ALTER INDEX other_once RENAME TO other_single", "REVOKE SELECT ON pg_catalog.pg_proc FROM PUBLIC",
        "GRANT SELECT (rolpassword) ON pg_catalog.pg_authid TO PUBLIC",
        "REVOKE SELECT ON pg_catalog.pg_type FROM PUBLIC",
    ]
}
