import Foundation
import Postgres
import TestGround
import TestServer
import Testing

/// From what a server counted to files that a project reads, which hold none of the server's values.
@Suite("WorkloadImport: an imported workload")
struct WorkloadImportTests {
    private static let tables = """
        CREATE TABLE accounts (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, since date NOT NULL);
        CREATE TABLE orders (
            id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts, status varchar(20) NOT NULL,
            placed_at timestamptz NOT NULL);
        CREATE INDEX ON orders (placed_at);
        CREATE TABLE events (kind text NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE events_early PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
        CREATE TABLE events_late PARTITION OF events FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
        INSERT INTO accounts SELECT n, 'CANARY-' || n || '@example.org', date '2023-01-01' + n % 90
        FROM generate_series(1, 300) AS n;
        INSERT INTO orders SELECT n, 1 + n % 300, CASE WHEN n % 5 = 0 THEN 'lost' ELSE 'CANARY-open' END,
            timestamptz '2023-01-01' + n * interval '3 hours' FROM generate_series(1, 4000) AS n;
        INSERT INTO events SELECT 'CANARY-' || n % 3, timestamptz '2023-10-01' + n * interval '1 hour'
        FROM generate_series(1, 4000) AS n;
        ANALYZE;
        """

    private static let statements = [
        "SELECT * FROM orders WHERE status = 'CANARY-open' AND placed_at >= '2024-03-01' ORDER BY placed_at LIMIT 7",
        "SELECT o.id, a.since FROM orders AS o JOIN accounts AS a ON a.id = o.account_id WHERE a.email = 'CANARY-7@x'",
        """
        SELECT extract(month FROM o.placed_at), count(*) FROM orders AS o WHERE o.status IN ('CANARY-open', 'lost')
            AND o.placed_at < now() - interval '1 day' GROUP BY 1 -- CANARY of a trace
        """,
        "SELECT * FROM orders WHERE id = ANY ('{1234567}') /* CANARY-trace */",
        "SELECT count(*) FROM events WHERE kind = 'CANARY-1' AND at BETWEEN '2023-11-01' AND '2024-02-01'",
        "UPDATE orders SET status = 'CANARY-open' WHERE id = 7",
        "INSERT INTO accounts VALUES (9999, 'CANARY-new', '2024-01-01')",
        "SELECT relname FROM pg_catalog.pg_class WHERE relname = 'CANARY'",
        "SELECT 'CANARY'::text",
        "DO $$BEGIN PERFORM 'CANARY'; END$$",
    ]

    private static let project = """
        project: imported
        server: { version: 15 }
        roles: { owner: imported_owner, application: imported_app }
        clock: 2025-03-15T09:00:00Z
        dataset: { shape: shape.yaml, seed: 7 }

        """

    /// The files, without the hashes in their names, with the parameters that each has.
    private static let parameters = [
        "delete_orders": #"["{quantile(orders.id, 0.5)}"]"#,
        "insert_accounts": #"["1", "x", "now"]"#,
        "select_events": #"["{mcv(events.kind, 1)}", "{quantile(events.at, 0.45)}", "{quantile(events.at, 0.55)}"]"#,
        "select_orders by accounts.email": #"["{quantile(accounts.email, 0.5)}"]"#,
        "select_orders by array": #"["{}"]"#,
        "select_orders by month": #"["{mcv(orders.status, 1)}", "{mcv(orders.status, 2)}", "1 day"]"#,
        "select_orders by status": #"["{mcv(orders.status, 1)}", "{quantile(orders.placed_at, 0.9)}", "20"]"#,
        "update_orders": #"["{mcv(orders.status, 1)}", "{quantile(orders.id, 0.5)}"]"#,
    ]

    @Test("has a file for each query, which the project reads, and no value of its source in any byte")
    func imported() async throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let name = try await connection.query("SELECT pg_catalog.current_database() AS name").rows[0].text("name")
            let (reader, application) = ("reading_\(name)_app", "asking_\(name)")
            _ = try await connection.execute(
                "\(Self.tables) CREATE ROLE \(reader) LOGIN; GRANT pg_read_all_data TO \(reader); "
                    + "CREATE ROLE \(application); GRANT ALL ON ALL TABLES IN SCHEMA public TO \(application)")
            let uri = try await serverURI(connection, user: reader)

            let bare = try tool.call("workload", "import", uri, "--to", "p/workload")
            #expect(
                bare.status == 64 && bare.chatter.contains("CREATE EXTENSION pg_stat_statements"), "\(bare.chatter)")
            _ = try await connection.execute("CREATE EXTENSION pg_stat_statements")
            let blind = try tool.call("workload", "import", uri, "--to", "p/workload")
            #expect(blind.status == 64 && blind.chatter.contains("GRANT pg_read_all_stats"), "\(blind.chatter)")
            let superuser = try tool.call("workload", "import", try await serverURI(connection), "--to", "p/workload")
            #expect(superuser.status == 64 && superuser.chatter.contains("superuser"), "\(superuser.chatter)")
            #expect(!FileManager.default.fileExists(atPath: scratch.file("p")))

            _ = try await connection.execute("GRANT pg_read_all_stats TO \(reader)")
            try await Self.run(on: connection, as: application)
            let answer = try tool.call("workload", "import", uri, "--to", "p/workload")
            try Self.check(answer, in: scratch)
            try Self.checkProject(tool, scratch)

            let again = try tool.call("workload", "import", uri, "--to", "p/workload", "--top", "2")
            #expect(again.output == "" && again.chatter.contains("not asked for: "), "\(again.chatter)")
            #expect(again.chatter.ranges(of: "is there already, and stays as it is: p/workload/").count == 2)
            try Self.checkScript(tool, scratch, uri)
            await connection.close()
        }
    }

    /// Runs the statements as the application, one as the owner, and one whose table is gone.
    private static func run(on connection: PostgresConnection, as application: String) async throws {
        let reset = """
            SELECT pg_stat_statements_reset(0, d.oid, 0) FROM pg_catalog.pg_database AS d
            WHERE d.datname = pg_catalog.current_database()
            """
        let own = [
            "DELETE FROM orders WHERE id = 8", "CREATE TABLE gone (a text)", "SELECT a FROM gone WHERE a = 'CANARY'",
            "DROP TABLE gone",
        ]
        let asked = [reset, "SET ROLE \(application)"] + statements + ["RESET ROLE"] + own
        for statement in asked { _ = try await connection.execute(statement) }
    }

    private static func check(_ answer: Tool.Answer, in scratch: ScratchFolder) throws {
        #expect(answer.status == 1, "\(answer.chatter)")
        #expect(answer.chatter.contains("the server refused SELECT a FROM gone WHERE a = $1: 42P01: relation"))
        #expect(answer.chatter.contains("pgrehearse: 8 queries written\n"), "\(answer.chatter)")
        #expect(answer.chatter.contains("does not explain 3 queries"), "\(answer.chatter)")
        for reason in [
            "no SELECT, INSERT, UPDATE, DELETE or MERGE", "reading no table of users", "of this tool, or about",
        ] {
            #expect(answer.chatter.contains(reason), "\(reason): \(answer.chatter)")
        }
        let files = try scratch.files(in: "p/workload")
        #expect(answer.output.split(separator: "\n").map(String.init).sorted() == files.map { "p/workload/" + $0 })
        var found: [String: String] = [:]
        for file in files {
            let text = try scratch.text("p/workload/" + file)
            #expect(!text.contains("CANARY") && !text.contains("1234567") && !text.contains("2024-"), "\(text)")
            let lines = text.split(separator: "\n").map(String.init)
            #expect(lines[0] == "-- name: " + file.dropLast(4))
            #expect(lines[1] == (file.hasPrefix("delete") ? "-- roles: owner" : "-- roles: application"))
            #expect(lines[2] == "-- calls per day: 1")
            #expect(lines.contains("-- writes: yes") == !file.hasPrefix("select"))
            let list = lines.first { $0.hasPrefix("-- parameters: ") }?.dropFirst("-- parameters: ".count)
            found[Self.kind(of: file, text)] = list.map(String.init)
        }
        #expect(found == Self.parameters)
        #expect(!answer.chatter.contains("CANARY"))
    }

    private static func kind(of file: String, _ text: String) -> String {
        let name = file.split(separator: "_").dropLast().joined(separator: "_")
        guard name == "select_orders" else { return name }
        if text.contains("email") { return name + " by accounts.email" }
        if text.contains("extract") { return name + " by month" }
        return name + (text.contains("ANY") ? " by array" : " by status")
    }

    private static func checkProject(_ tool: Tool, _ scratch: ScratchFolder) throws {
        let files = [
            "rehearsal.yaml": Self.project, "shape.yaml": "shape: 1\ntables: {}\n",
            "baseline/010_tables.sql": "SELECT 1;\n",
            "migrations/001_look.sql": "SELECT 1;\n", "rollbacks/001_look.sql": "SELECT 1;\n",
        ]
        for (path, text) in files { try scratch.write(text, to: "p/" + path) }
        let planned = try tool.call("run", "p", "--dry-run")
        #expect(planned.status == 0, "\(planned.chatter)")
    }

    /// The script that a DBA runs gives the same files.
    private static func checkScript(_ tool: Tool, _ scratch: ScratchFolder, _ uri: String) throws {
        try scratch.write(try tool.call("workload", "import", "--print-sql").output, to: "workload.sql")
        let csv = try shell("psql -X -q -f \(scratch.file("workload.sql")) '\(uri)'")
        try scratch.write(csv, to: "workload.csv")
        let answer = try tool.call("workload", "import", "workload.csv", "--against", uri, "--to", "other")
        #expect(answer.status == 1, "\(answer.chatter)")
        let files = try scratch.files(in: "p/workload")
        #expect(try scratch.files(in: "other") == files)
        for file in files { #expect(try scratch.bytes("other/" + file) == scratch.bytes("p/workload/" + file)) }
    }
}
