import Foundation

/// A project of many small steps over many tables, the same for the same numbers.
struct StepsProject {
    var steps: Int
    var tables: Int

    /// SplitMix64 with a fixed seed.
    private struct Random: RandomNumberGenerator {
        var state: UInt64 = 7

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Writes the project into a folder that is not there yet.
    func write(to folder: String) throws {
        for part in ["baseline", "migrations", "rollbacks", "rows"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
        }
        var random = Random()
        func write(_ text: String, _ path: String) throws {
            try text.write(toFile: "\(folder)/\(path)", atomically: true, encoding: .utf8)
        }
        try write(baseline(&random), "baseline/000_tables.sql")
        for number in 1...steps {
            let (up, down) = step(number, on: "t\(Int.random(in: 0..<tables, using: &random))")
            let name = String(format: "%03d_step.sql", number)
            try write(up + "\n", "migrations/\(name)")
            try write(down + "\n", "rollbacks/\(name)")
        }
        try write(shape, "shape.yaml")
        try write(rows, "rows/000_rows.sql")
        try write(
            """
            project: steps
            server: { version: 15 }
            roles: { owner: steps_owner }
            clock: 2025-03-15T09:00:00Z
            dataset: { shape: shape.yaml, seed: 1 }
            baseline: baseline
            migrations:
              format: plain
              directory: migrations
              rollbacks: rollbacks
              runner: { kind: psql, on_error_stop: true }

            """, "rehearsal.yaml")
    }

    private func baseline(_ random: inout Random) -> String {
        var lines = ["CREATE SCHEMA app;"]
        for table in 0..<tables {
            let parent =
                table == 0 ? "" : ", parent bigint REFERENCES app.t\(Int.random(in: 0..<table, using: &random))"
            lines.append(
                """
                CREATE TABLE app.t\(table) (id bigint PRIMARY KEY, name varchar(40) NOT NULL,
                    amount numeric(12,2) NOT NULL DEFAULT 0, status text NOT NULL DEFAULT 'new',
                    created_at timestamptz NOT NULL\(parent));
                CREATE INDEX t\(table)_created ON app.t\(table) (created_at);
                """)
            if table > 0 { lines.append("CREATE INDEX t\(table)_parent ON app.t\(table) (parent);") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Eight kinds of change in turn.
    private func step(_ number: Int, on table: String) -> (up: String, down: String) {
        switch number % 8 {
        case 0:
            (
                "CREATE INDEX \(table)_s\(number) ON app.\(table) (status, amount);",
                "DROP INDEX app.\(table)_s\(number);"
            )
        case 1:
            (
                "ALTER TABLE app.\(table) ADD COLUMN c\(number) integer NOT NULL DEFAULT 3;",
                "ALTER TABLE app.\(table) DROP COLUMN c\(number);"
            )
        case 2:
            (
                "ALTER TABLE app.\(table) ADD CONSTRAINT \(table)_k\(number) CHECK (amount >= 0);",
                "ALTER TABLE app.\(table) DROP CONSTRAINT \(table)_k\(number);"
            )
        case 3:
            (
                "CREATE VIEW app.v\(number) AS SELECT id, name FROM app.\(table) WHERE amount > 10;",
                "DROP VIEW app.v\(number);"
            )
        case 4:
            (
                """
                CREATE FUNCTION app.f\(number)(x integer) RETURNS integer LANGUAGE sql IMMUTABLE
                    AS 'SELECT x + \(number)';
                """, "DROP FUNCTION app.f\(number)(integer);"
            )
        case 5:
            (
                "CREATE TABLE app.n\(number) (id bigint PRIMARY KEY, note text);", "DROP TABLE app.n\(number);"
            )
        case 6: ("CREATE TYPE app.e\(number) AS ENUM ('a', 'b');", "DROP TYPE app.e\(number);")
        default:
            (
                """
                CREATE TABLE app.n\(number) (id bigint PRIMARY KEY, other bigint REFERENCES app.\(table) (id));
                CREATE INDEX n\(number)_other ON app.n\(number) (other);
                """, "DROP TABLE app.n\(number);"
            )
        }
    }

    /// As many rows by SQL, for whoever does not read the shape.
    private var rows: String {
        (0..<tables).map { table in
            let (column, value) = table == 0 ? ("", "") : (", parent", ", n")
            return """
                INSERT INTO app.t\(table) (id, name, created_at\(column))
                    SELECT n, 'name ' || n, timestamptz '2025-03-15 09:00:00Z' - n * interval '30 days'\(value)
                    FROM generate_series(1, 20) AS n;
                """
        }.joined(separator: "\n") + "\nANALYZE;\n"
    }

    /// Twenty rows a table.
    private var shape: String {
        var lines = ["shape: 1", "tables:"]
        for table in 0..<tables {
            lines.append("  app.t\(table):\n    rows: 20\n    columns:\n      id: serial")
            lines.append("      name: { text: \"name {row}\" }\n      created_at: { time: { back: 2y } }")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
