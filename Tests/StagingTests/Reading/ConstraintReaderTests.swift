import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Constraints, held against rows from before them")
struct ConstraintReaderTests {
    private static let before = [
        "CREATE TABLE firm (id integer, code text, region integer, PRIMARY KEY (id))",
        "CREATE UNIQUE INDEX firm_pair ON firm (region, code)",
        "INSERT INTO firm SELECT g, 'c' || g, g % 3 FROM generate_series(1, 9) AS g",
        "CREATE TABLE \"Odd\" (id integer, amount integer, email text, firm_id bigint, region integer, code text)",
        """
        INSERT INTO "Odd" VALUES (1, 5, 'a@x', 1, 1, 'c1'), (2, -5, 'A@x', 2, 2, 'c2'), (3, NULL, 'a@x', 99, 1, 'zz'),
            (4, -1, NULL, NULL, NULL, 'c4'), (4, 0, NULL, 98, NULL, NULL), (NULL, 1, 'b@x', 3, 0, 'c3')
        """,
        "CREATE TABLE log (id integer, at date, note text) PARTITION BY RANGE (at)",
        "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        "CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "INSERT INTO log VALUES (1, '2024-02-01', NULL), (1, '2025-02-01', 'x'), (2, '2025-03-01', '')",
    ]

    /// Each added NOT VALID or behind a repair, so that the definitions can be read while the old rows are kept.
    private static let after = [
        "CREATE TABLE \"Odd\" (id integer, amount integer, email text, firm_id bigint, region integer, code text)",
        "CREATE TABLE firm (id integer, code text, region integer, PRIMARY KEY (id))",
        "CREATE UNIQUE INDEX firm_pair ON firm (region, code)",
        "CREATE TABLE log (id integer, at date, note text) PARTITION BY RANGE (at)",
        "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        "ALTER TABLE \"Odd\" ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID",
        "ALTER TABLE \"Odd\" ADD CONSTRAINT \"Divides\" CHECK (10 / amount > 0)",
        "ALTER TABLE \"Odd\" ADD CONSTRAINT firm_fk FOREIGN KEY (firm_id) REFERENCES firm",
        "ALTER TABLE \"Odd\" ADD CONSTRAINT simple_fk FOREIGN KEY (region, code) REFERENCES firm (region, code)",
        """
        ALTER TABLE "Odd" ADD CONSTRAINT full_fk FOREIGN KEY (region, code) REFERENCES firm (region, code) MATCH FULL
        """,
        "ALTER TABLE \"Odd\" ADD CONSTRAINT odd_pk PRIMARY KEY (id)",
        "CREATE UNIQUE INDEX odd_email ON \"Odd\" (lower(email))",
        "CREATE UNIQUE INDEX odd_email_partly ON \"Odd\" (email) WHERE amount > 0",
        "CREATE UNIQUE INDEX odd_region ON \"Odd\" (region) NULLS NOT DISTINCT",
        "CREATE UNIQUE INDEX odd_region_distinct ON \"Odd\" (region)",
        "ALTER TABLE \"Odd\" ALTER email SET NOT NULL", "ALTER TABLE log ADD CONSTRAINT log_note CHECK (note <> '')",
        "ALTER TABLE log ALTER note SET NOT NULL",
        "ALTER TABLE \"Odd\" ADD COLUMN fresh integer", "ALTER TABLE \"Odd\" ADD CONSTRAINT later CHECK (fresh > 0)",
        "CREATE TABLE new_table (id integer PRIMARY KEY, name text NOT NULL)",
        "ALTER TABLE log ADD CONSTRAINT log_pk PRIMARY KEY (id, at)",
        "ALTER TABLE firm ADD CONSTRAINT no_twins EXCLUDE USING btree (code WITH =)",
    ]

    /// By hand: for each constraint, what its rows from before say.
    private static let expected = [
        "check Divides: refused 22012", "check later: not there", "check log_note: 1", "check positive: 3",
        "exclusion no_twins: not counted", "foreign_key firm_fk: 2", "foreign_key full_fk: 2",
        "foreign_key simple_fk: 1", "not_null email: 2", "not_null name: not there", "not_null note: 1",
        "primary_key log_pk: 0", "primary_key new_table_pkey: not there", "primary_key odd_pk: 2",
        "unique_index odd_email: 2", "unique_index odd_email_partly: 0", "unique_index odd_region: 2",
        "unique_index odd_region_distinct: 1",
    ]

    private static func words(_ constraint: AddedConstraint, _ answer: RowsBefore) -> String {
        let said =
            switch answer {
            case .counted(_, let broken): "\(broken)"
            case .notThere: "not there"
            case .refused(let complaint): "refused \(complaint.sqlState)"
            case .notCounted: "not counted"
            }
        return "\(constraint.kind.rawValue) \(WhoseName.unquoted(constraint.name)): \(said)"
    }

    private static func name(_ parameters: ConnectionParameters) async throws -> String {
        try await withConnection(parameters) { connection in
            try await connection.query("SELECT pg_catalog.current_database() AS name").rows[0].text("name")
        }
    }

    @Test("count the rows that break them as a query by hand does, for each kind, NULLs and partitions among it")
    func kinds() async throws {
        let cluster = try await TestServer.shared.cluster()
        let roles = Roles(owner: RoleRequest(name: "nobody"), application: nil)
        try await withTestDatabase { earlier in
            try await withTestDatabase { later in
                let before = RehearsalDatabase(cluster: cluster, name: try await Self.name(earlier), roles: roles)
                let after = RehearsalDatabase(cluster: cluster, name: try await Self.name(later), roles: roles)
                for (database, statements) in [(before, Self.before), (after, Self.after)] {
                    try await withConnection(database.bootstrap) { connection in
                        for statement in statements { _ = try await connection.execute(statement) }
                    }
                }
                let added = AddedConstraint.added(
                    from: try await before.readConstraints(), to: try await after.readConstraints())
                let answers = try await before.rowsBreaking(added, rowCounts: ["public.firm": 9], limits: Limits())
                #expect(zip(added, answers).map { Self.words($0, $1) }.sorted() == Self.expected)
                #expect(added.filter { !$0.isValidated }.map(\.name) == ["positive"])
                // The queries run as they are for a DBA, too, with a search_path of his own.
                let query = try #require(added.first { $0.name == "positive" }?.query)
                let again = try await withConnection(earlier) { connection in
                    try await connection.query(query).rows[0][0]
                }
                #expect(again == "3")
            }
        }
    }

    @Test("are refused where counting takes longer than the limit, and the others are counted")
    func limit() async throws {
        let cluster = try await TestServer.shared.cluster()
        let roles = Roles(owner: RoleRequest(name: "nobody"), application: nil)
        try await withTestDatabase { parameters in
            let database = RehearsalDatabase(cluster: cluster, name: try await Self.name(parameters), roles: roles)
            let constraints = ["SELECT pg_catalog.pg_sleep(600)", "SELECT 3"].map { query in
                AddedConstraint(
                    kind: .check, table: "public.t", name: "c", definition: "", isValidated: true, query: query)
            }
            let limits = Limits(statementMilliseconds: 1_000)
            let answers = try await database.rowsBreaking(constraints, rowCounts: [:], limits: limits)
            guard case .refused(let complaint) = answers[0] else {
                Issue.record("\(answers[0])")
                return
            }
            #expect(complaint.sqlState == "57014")
            #expect(answers[1] == .counted(rows: nil, broken: 3))
        }
    }

    @Test("are new where they were not there, or not validated, and not new where only others came")
    func added() {
        func check(_ name: String, valid: Bool = true) -> AddedConstraint {
            AddedConstraint(
                kind: .check, table: "public.t", name: name, definition: "", isValidated: valid, query: "SELECT 1")
        }
        let added = AddedConstraint.added(
            from: [check("a"), check("b", valid: false), check("c")],
            to: [check("b"), check("a", valid: false), check("d"), check("c")])
        #expect(added.map(\.name) == ["b", "d"])
    }
}

private enum WhoseName {
    static func unquoted(_ name: String) -> String { name.filter { $0 != "\"" } }
}
