import Postgres
import RehearsalCore
import Staging
import Testing

/// What is done to the data, and every line that must be said about it.
private let losses: [([String], [String])] = [
    (["DELETE FROM t WHERE id <= 3"], ["table public.t lost 3 of 100 rows"]),
    (["INSERT INTO event VALUES (2, '2024-06-06')"], ["table public.event gained 1 rows, it had 1"]),
    (
        ["UPDATE t SET note = NULL WHERE id = 5"],
        ["column note of table public.t has 99 values, had 100: the others are NULL"]
    ),
    (
        ["UPDATE t SET amount = amount + 1 WHERE id = 5"],
        ["column amount of table public.t holds other values than before"]
    ),
    (
        ["UPDATE t SET note = CASE id WHEN 1 THEN 'note 2' ELSE 'note 1' END WHERE id IN (1, 2)"],
        ["table public.t holds the same values in other rows"]
    ),
    (
        ["ALTER TABLE t DROP document", "ALTER TABLE t ADD document jsonb"],
        ["column document of table public.t has 0 values, had 100: the others are NULL"]
    ),
    (["ALTER TABLE t DROP raw"], ["column raw of table public.t is missing, it had 100 values"]),
    (["ALTER TABLE t ADD extra integer DEFAULT 1"], ["column extra of table public.t is new, it has 100 values"]),
    (["DROP TABLE event"], ["table public.event is missing, it had 1 rows"]),
    (["CREATE TABLE fresh (a integer)"], ["table public.fresh is new, it has 0 rows"]),
    (["TRUNCATE t"], ["table public.t lost 100 of 100 rows"]),
    (
        [
            "ALTER TABLE t ALTER feeling TYPE text", "DROP TYPE mood", "CREATE TYPE mood AS ENUM ('ok', 'sad')",
            "ALTER TABLE t ALTER feeling TYPE mood USING feeling::mood",
        ], []
    ),
]

@Suite("The digest reader")
struct DigestReaderTests {
    private static let objects = [
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        """
        CREATE TABLE t (id integer PRIMARY KEY, note text, amount numeric, at timestamptz, feeling mood,
            document jsonb, raw bytea, ratio float8, "odd ""name" date)
        """,
        """
        INSERT INTO t SELECT g, 'note ' || g % 7, g / 3.0, timestamptz '2024-01-01 00:00Z' + g * interval '1 hour',
            'ok', jsonb_build_object('g', g), decode('00ff', 'hex'), g / 7.0, date '2024-01-01' + g
        FROM generate_series(1, 100) AS g
        """,
        "CREATE TABLE event (id integer, at date) PARTITION BY RANGE (at)",
        "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        "INSERT INTO event VALUES (1, '2024-05-05')",
        "CREATE UNLOGGED TABLE bare ()", "CREATE TABLE \"Empty one\" (a integer)",
        "CREATE MATERIALIZED VIEW kept AS SELECT id FROM t",
        "CREATE MATERIALIZED VIEW unread AS SELECT id FROM t WITH NO DATA",
        "CREATE VIEW seen AS SELECT id FROM t", "CREATE SCHEMA pgrehearse", "CREATE TABLE pgrehearse.own (a integer)",
    ]

    @Test("tables, partitioned tables as one, and materialized views with data are read; views and ours are not")
    func whichTables() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let digests = try await readDigests(on: fixture.connection)
            #expect(
                digests.map(\.table)
                    == ["public.\"Empty one\"", "public.bare", "public.event", "public.kept", "public.t"])
            #expect(digests.map(\.rowCount) == [0, 0, 1, 100, 100])
            let only = try await readDigests(on: fixture.connection, only: ["public.t", "public.nothing"])
            #expect(only == digests.filter { $0.table == "public.t" })
            #expect(only[0].columns.map(\.name).sorted() == only[0].columns.map(\.name))
            #expect(only[0].columns.allSatisfy { $0.nonNullCount == 100 && $0.sum != "0" })
        }
    }

    @Test("the same rows give the same digest in another order, after VACUUM, and under other settings")
    func selfDifference() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let before = try await readDigests(on: fixture.connection)
            try await fixture.execute([
                "UPDATE t SET note = note WHERE id % 2 = 0", "VACUUM ANALYZE t", "CREATE INDEX ON t (note)",
                "CLUSTER t USING t_note_idx", "ALTER TABLE t RENAME amount TO price",
                "ALTER TABLE t RENAME price TO amount",
                "SET DateStyle = 'German'", "SET TimeZone = 'Asia/Kolkata'", "SET extra_float_digits = -3",
                "SET bytea_output = 'escape'", "SET search_path = 'pg_catalog'",
            ])
            let after = try await readDigests(on: fixture.connection)
            #expect(after == before)
            #expect(differences(from: before, to: after) == [])
        }
    }

    @Test("each kind of loss is seen and named", arguments: losses.indices)
    func eachLoss(index: Int) async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(Self.objects)
            let before = try await readDigests(on: fixture.connection)
            try await fixture.execute(losses[index].0)
            let after = try await readDigests(on: fixture.connection)
            #expect(differences(from: before, to: after).map(\.summary) == losses[index].1)
        }
    }

    @Test("a table of 900 columns is read in chunks")
    func wideTable() async throws {
        try await ReadingFixture.run { fixture in
            let columns = (0..<900).map { "c\($0) integer DEFAULT \($0)" }.joined(separator: ", ")
            try await fixture.execute(["CREATE TABLE wide (\(columns))", "INSERT INTO wide DEFAULT VALUES"])
            let before = try await readDigests(on: fixture.connection)
            #expect(before[0].columns.count == 900)
            #expect(before[0].rowCount == 1)
            try await fixture.execute(["UPDATE wide SET c877 = 0"])
            let after = try await readDigests(on: fixture.connection)
            #expect(differences(from: before, to: after).map(\.column) == ["c877"])
        }
    }

    @Test("a table or a row that the reading role may not see is an error")
    func notPermitted() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(["CREATE TABLE t (a integer)", "INSERT INTO t VALUES (1)"])
            let application = try await fixture.connect(asApplication: true)
            await #expect(throws: ReadingError.self) { _ = try await readDigests(on: application) }
            try await fixture.execute(["GRANT SELECT ON t TO @app"])
            #expect(try await readDigests(on: application).map(\.rowCount) == [1])
            try await fixture.execute(["ALTER TABLE t ENABLE ROW LEVEL SECURITY"])
            let error = await #expect(throws: ReadingError.self) { _ = try await readDigests(on: application) }
            guard case .notPermitted? = error else {
                Issue.record("expected notPermitted, got \(String(describing: error))")
                return
            }
            await application.close()
        }
    }
}
