/// Something done to the data, and the tables whose rows must be read again behind it.
struct WriteCase: Sendable {
    var name: String
    var statements: [String]
    var reread: Set<String>

    init(_ name: String, _ statements: [String], rereads: Set<String>) {
        self.name = name
        self.statements = statements
        reread = rereads
    }

    /// Tables of every kind, made by the owner. A statement that begins with COPY brings one row.
    static let objects = [
        "CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TYPE pair AS (a integer, b text)",
        "CREATE DOMAIN positive AS integer CHECK (value > 0)",
        "CREATE TABLE a (id integer PRIMARY KEY, note text, amount positive DEFAULT 1)",
        "CREATE TABLE b (id integer PRIMARY KEY, note text, amount positive DEFAULT 1)",
        "CREATE TABLE log (id integer, note text)",
        "CREATE TABLE felt (id integer, feeling mood, feelings mood[])",
        "CREATE TABLE head (id integer PRIMARY KEY)",
        "CREATE TABLE line (id integer, head_id integer REFERENCES head ON DELETE CASCADE)",
        "CREATE TABLE event (id integer, at date) PARTITION BY RANGE (at)",
        "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        "CREATE TABLE event_default PARTITION OF event DEFAULT",
        "CREATE TABLE loose (id integer, at date)",
        "CREATE TABLE parent (id integer)", "CREATE TABLE child () INHERITS (parent)",
        "CREATE UNLOGGED TABLE fleeting (id integer)", "CREATE TABLE named (what regclass)",
        "CREATE TABLE paired (p pair)",
        "INSERT INTO a SELECT g, 'note ' || g % 7 FROM generate_series(1, 50) AS g",
        "INSERT INTO b SELECT g, 'note ' || g % 7 FROM generate_series(1, 50) AS g",
        "INSERT INTO felt VALUES (1, 'ok', '{sad,ok}')", "INSERT INTO head VALUES (1), (2)",
        "INSERT INTO line VALUES (1, 1), (2, 2)", "INSERT INTO event VALUES (1, '2024-05-05'), (2, '1999-09-09')",
        "INSERT INTO loose VALUES (3, '2026-06-06')", "INSERT INTO parent VALUES (1)", "INSERT INTO child VALUES (2)",
        "INSERT INTO fleeting VALUES (1)", "INSERT INTO named VALUES ('a'), ('b')",
        "INSERT INTO paired VALUES ((1, 'x'))",
        "CREATE MATERIALIZED VIEW kept AS SELECT id, note FROM a", "CREATE UNIQUE INDEX ON kept (id)",
        "CREATE VIEW seen AS SELECT id, note FROM a",
        """
        CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO public.log VALUES (NEW.id, NEW.note); RETURN NEW; END'
        """,
        "CREATE TRIGGER noted AFTER UPDATE ON b FOR EACH ROW EXECUTE FUNCTION noted()",
        """
        CREATE FUNCTION writes() RETURNS void LANGUAGE sql SECURITY DEFINER AS
        'UPDATE public.b SET note = note WHERE id = 1'
        """,
        """
        CREATE PROCEDURE commits() LANGUAGE plpgsql AS
        'BEGIN DELETE FROM public.log; INSERT INTO public.log VALUES (1); COMMIT; END'
        """,
    ]

    /// What no trace tells: read again every time.
    static let uncertain: Set<String> = ["public.fleeting", "public.named", "public.paired"]

    static let harmless: [WriteCase] = [
        WriteCase("nothing", [], rereads: []),
        WriteCase(
            "reading and locking", ["BEGIN", "SELECT * FROM a FOR UPDATE", "LOCK TABLE b IN SHARE MODE", "COMMIT"],
            rereads: []),
        WriteCase(
            "indexes, keys and checks",
            [
                "CREATE INDEX ON a (note)", "CREATE INDEX CONCURRENTLY ON b (note)", "REINDEX TABLE b",
                "ALTER TABLE a ADD CHECK (id > 0)", "ALTER TABLE a ALTER note SET NOT NULL",
                "ALTER TABLE log ADD FOREIGN KEY (id) REFERENCES a",
            ], rereads: []),
        WriteCase(
            "grants, comments, policies",
            [
                "GRANT SELECT ON a TO PUBLIC", "COMMENT ON TABLE a IS 'x'", "ALTER TABLE a ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE b DISABLE TRIGGER ALL",
            ], rereads: []),
    ]

    static let writes: [WriteCase] = [
        WriteCase("one row inserted", ["INSERT INTO a VALUES (51, 'x')"], rereads: ["public.a"]),
        WriteCase("one row updated", ["UPDATE a SET note = 'y' WHERE id = 7"], rereads: ["public.a"]),
        WriteCase("one row deleted", ["DELETE FROM a WHERE id = 7"], rereads: ["public.a"]),
        WriteCase("one row copied", ["COPY a (id) FROM STDIN"], rereads: ["public.a"]),
        WriteCase("rolled back", ["BEGIN", "UPDATE a SET note = 'y'", "ROLLBACK"], rereads: ["public.a"]),
        WriteCase(
            "truncated and rolled back to a savepoint",
            [
                "BEGIN", "INSERT INTO a VALUES (51, 'x')", "SAVEPOINT s", "TRUNCATE a", "INSERT INTO a VALUES (1, 'z')",
                "ROLLBACK TO s", "COMMIT",
            ], rereads: ["public.a"]),
        WriteCase("truncated", ["TRUNCATE b"], rereads: ["public.b"]),
        WriteCase(
            "truncated and filled as it was",
            [
                "BEGIN", "CREATE TEMP TABLE t AS SELECT * FROM b", "TRUNCATE b", "INSERT INTO b SELECT * FROM t",
                "UPDATE b SET note = 'q' WHERE id = 3", "COMMIT",
            ], rereads: ["public.b", "public.log"]),
        WriteCase(
            "merged", ["MERGE INTO a USING b ON a.id = b.id - 1 WHEN MATCHED THEN UPDATE SET note = b.note"],
            rereads: ["public.a"]),
        WriteCase(
            "inserted on conflict", ["INSERT INTO a VALUES (1, 'c') ON CONFLICT (id) DO UPDATE SET note = 'c'"],
            rereads: ["public.a"]),
        WriteCase(
            "through a cursor",
            [
                "BEGIN", "DECLARE c CURSOR FOR SELECT * FROM a FOR UPDATE", "FETCH c",
                "UPDATE a SET note = 'c' WHERE CURRENT OF c", "COMMIT",
            ], rereads: ["public.a"]),
        WriteCase("through a view", ["UPDATE seen SET note = 'v' WHERE id = 2"], rereads: ["public.a"]),
        WriteCase("by a trigger", ["UPDATE b SET note = 't' WHERE id = 2"], rereads: ["public.b", "public.log"]),
        WriteCase("by a function of its definer's", ["SELECT writes()"], rereads: ["public.b", "public.log"]),
        WriteCase("by a procedure that commits", ["CALL commits()"], rereads: ["public.log"]),
        WriteCase("by DO", ["DO 'BEGIN UPDATE public.a SET note = ''d'' WHERE id = 1; END'"], rereads: ["public.a"]),
        WriteCase("by a cascade", ["DELETE FROM head WHERE id = 1"], rereads: ["public.head", "public.line"]),
        WriteCase(
            "by a prepared transaction",
            ["BEGIN", "UPDATE a SET note = 'p'", "PREPARE TRANSACTION 'p'", "COMMIT PREPARED 'p'"],
            rereads: ["public.a"]),
        WriteCase("in a partition", ["INSERT INTO event VALUES (9, '2024-09-09')"], rereads: ["public.event"]),
        WriteCase(
            "moved between partitions", ["UPDATE event SET at = '2024-01-01' WHERE id = 2"], rereads: ["public.event"]),
        WriteCase("in a child", ["INSERT INTO child VALUES (3)"], rereads: ["public.child", "public.parent"]),
        WriteCase("an empty table filled", ["INSERT INTO log VALUES (1)"], rereads: ["public.log"]),
    ]

    static let definitions: [WriteCase] = [
        WriteCase("another type", ["ALTER TABLE a ALTER amount TYPE bigint"], rereads: ["public.a"]),
        WriteCase(
            "another type without a rewrite", ["ALTER TABLE b ALTER note TYPE varchar"], rereads: ["public.b"]),
        WriteCase("a column with a default", ["ALTER TABLE a ADD more text DEFAULT 'm'"], rereads: ["public.a"]),
        WriteCase(
            "a column whose default changes after it was added",
            ["ALTER TABLE a ADD more text DEFAULT 'm'", "ALTER TABLE a ALTER more SET DEFAULT 'n'"],
            rereads: ["public.a"]),
        WriteCase("a column dropped", ["ALTER TABLE b DROP note"], rereads: ["public.b"]),
        WriteCase(
            "columns swapped by renaming",
            [
                "ALTER TABLE line RENAME id TO x", "ALTER TABLE line RENAME head_id TO id",
                "ALTER TABLE line RENAME x TO head_id",
            ], rereads: ["public.line"]),
        WriteCase(
            "tables swapped by renaming",
            ["ALTER TABLE a RENAME TO x", "ALTER TABLE b RENAME TO a", "ALTER TABLE x RENAME TO b"],
            rereads: ["public.a", "public.b"]),
        WriteCase(
            "a table made anew",
            [
                "CREATE TABLE fresh AS SELECT id, head_id FROM line WHERE id > 1", "DROP TABLE line",
                "ALTER TABLE fresh RENAME TO line",
            ], rereads: ["public.line"]),
        WriteCase("a new table", ["CREATE TABLE fresh AS SELECT * FROM a"], rereads: ["public.fresh"]),
        WriteCase("a schema of its own", ["CREATE SCHEMA s", "ALTER TABLE a SET SCHEMA s"], rereads: ["s.a"]),
        WriteCase("a rewrite", ["VACUUM FULL a", "CLUSTER b USING b_pkey"], rereads: ["public.a", "public.b"]),
        WriteCase(
            "unlogged and logged again", ["ALTER TABLE a SET UNLOGGED", "ALTER TABLE a SET LOGGED"],
            rereads: ["public.a"]),
        WriteCase(
            "a partition detached", ["ALTER TABLE event DETACH PARTITION event_1"],
            rereads: ["public.event", "public.event_1"]),
        WriteCase(
            "a partition attached",
            ["ALTER TABLE event ATTACH PARTITION loose FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"],
            rereads: ["public.event"]),
        WriteCase("a child no more", ["ALTER TABLE child NO INHERIT parent"], rereads: ["public.parent"]),
        WriteCase("a label renamed", ["ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'"], rereads: ["public.felt"]),
        WriteCase("a label added", ["ALTER TYPE mood ADD VALUE 'glad'"], rereads: ["public.felt"]),
        WriteCase(
            "a cast of the user's own",
            [
                "CREATE FUNCTION shout(mood) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''!'''",
                "CREATE CAST (mood AS text) WITH FUNCTION shout(mood)",
            ], rereads: ["public.felt"]),
        WriteCase("a view refreshed", ["REFRESH MATERIALIZED VIEW kept"], rereads: ["public.kept"]),
        WriteCase(
            "a view refreshed concurrently",
            ["UPDATE a SET note = 'r' WHERE id = 2", "REFRESH MATERIALIZED VIEW CONCURRENTLY kept"],
            rereads: ["public.a", "public.kept"]),
        WriteCase("a view emptied", ["REFRESH MATERIALIZED VIEW kept WITH NO DATA"], rereads: []),
    ]
}
