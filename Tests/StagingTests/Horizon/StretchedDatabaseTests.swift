import Foundation
import Postgres
import RehearsalCore
import TestGround
import TestServer
import Testing

@testable import Staging

@Suite("A stretched database")
struct StretchedDatabaseTests {
    private static let schema = """
        CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL, region text NOT NULL);
        CREATE TABLE orders (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers,
            status text NOT NULL, placed_at timestamptz NOT NULL, tags text[] NOT NULL);
        CREATE INDEX orders_customer_idx ON orders (customer_id);
        CREATE INDEX orders_status_idx ON orders (status, placed_at);
        CREATE INDEX orders_tags_idx ON orders USING gin (tags);
        CREATE INDEX orders_lower_idx ON orders (lower(status)) INCLUDE (id);
        CREATE INDEX orders_open_idx ON orders (placed_at) WHERE status = 'open';
        CREATE INDEX orders_brin_idx ON orders USING brin (placed_at);
        CREATE TABLE events (at timestamptz NOT NULL, kind text NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2025-02-01');
        CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2025-02-01') TO ('2025-04-01');
        CREATE INDEX events_at_idx ON events (at);
        CREATE STATISTICS orders_both ON status, customer_id FROM orders;
        INSERT INTO customers SELECT g, 'customer ' || g, 'r' || g % 7 FROM generate_series(1, 200) AS g;
        INSERT INTO orders (customer_id, status, placed_at, tags)
            SELECT 1 + (g * g) % 200, CASE WHEN g % 10 = 0 THEN 'open' ELSE 'done' END,
                '2025-03-15'::timestamptz - g * '1 minute'::interval, ARRAY['t' || g % 5]
            FROM generate_series(1, 4000) AS g;
        INSERT INTO events
            SELECT '2025-01-01'::timestamptz + g * '1 hour'::interval, 'k' FROM generate_series(1, 1500) AS g;
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO stretch_app;
        """

    private static let workload = [
        query("by_customer", "SELECT * FROM orders WHERE customer_id = $1::integer", ["17"]),
        query("newest", "SELECT * FROM customers ORDER BY name LIMIT 5", []),
        query("behind", "SELECT count(*) FROM orders WHERE id > $1::bigint", ["3990"]),
        query("events", "SELECT count(*) FROM events WHERE at > $1::timestamptz", ["2025-03-01"]),
        query("by_region", "SELECT * FROM customers WHERE region = $1::text", []),
    ]

    private static func query(_ name: String, _ text: String, _ values: [String]) -> WorkloadQuery {
        let parameters: [QueryParameter] =
            name == "by_region"
            ? [.reference(StatisticsReference(.common(1), schema: "public", table: "customers", column: "region"))]
            : values.map { .value($0) }
        return WorkloadQuery(
            name: name,
            variants: [QueryVariant(role: .application, session: nil, settings: [], parameters: parameters)],
            callsPerDay: nil,
            statement: Statement(text: text, place: SourcePlace(file: "q.sql", line: 1, column: 1)))
    }

    /// A cluster of its own with the schema above, and the database in it.
    private static func withGround(_ body: (RehearsalDatabase) async throws -> Void) async throws {
        var request = TestServer.request
        request.loginRoles = ["stretch_owner", "stretch_app"]
        let cluster = try await EphemeralCluster.provisioned(request, on: .current(), mode: .rehearsal)
        let roles = Roles(owner: RoleRequest(name: "stretch_owner"), application: RoleRequest(name: "stretch_app"))
        let database = RehearsalDatabase(cluster: cluster, name: "ground", roles: roles)
        do {
            try await database.create(extensions: [])
            try await withConnection(database.bootstrap) { _ = try await $0.execute(schema) }
            try await database.refreshStatistics()
            // What lies on the disk is compared below: nothing is left to be written.
            try await withConnection(database.bootstrap) { _ = try await $0.execute("CHECKPOINT") }
            try await body(database)
        } catch {
            await cluster.dismissed()
            throw error
        }
        await cluster.dismissed()
    }

    private static func stretched(_ database: RehearsalDatabase) async throws -> StretchedDatabase {
        try await StretchedDatabase.made(
            of: database, workload: workload,
            StretchedDatabase.Request(statisticsTarget: 1000, limitMilliseconds: 60_000))
    }

    private static func law(_ stretched: StretchedDatabase) -> GrowthLaw {
        GrowthLaw(nil, shape: ShapeGrowth(growingTables: ["public.customers"]), facts: stretched.facts)
    }

    @Test("is planned as one that is as large, again as it was at a growth of 1, and whatever was asked between")
    func isPlanned() async throws {
        try await Self.withGround { database in
            let truly = try await QueryPlanCapture(depth: .plan).captureQueryPlans(
                of: Self.workload.filter { $0.name != "by_region" }
            ) { try await PostgresConnection.connect(to: database.parameters(of: $0)) }
            let stretched = try await Self.stretched(database)
            let law = Self.law(stretched)
            let before = try await stretched.plans(of: Self.workload, as: law, at: 1)
            let large = try await stretched.plans(of: Self.workload, as: law, at: 1000).captured
            let middle = try await stretched.plans(of: Self.workload, as: law, at: 20).captured
            let again = try await stretched.plans(of: Self.workload, as: law, at: 1000).captured
            let after = try await stretched.plans(of: Self.workload, as: law, at: 1)
            await stretched.dismissed()
            #expect(before.captured == after.captured, "nothing of a growth stays behind")
            #expect(large == again)
            #expect(before.captured.allSatisfy { $0.plan != nil })
            #expect(differences(from: truly, to: before.captured.filter { $0.query != "by_region" }).isEmpty)
            let rows = { (captured: [CapturedQueryPlan], name: String) in
                captured.first { $0.query == name }?.plan?.root.estimatedRows ?? -1
            }
            let sizes = large.flatMap(\.tables).filter { $0.table == "public.orders" }
            #expect(sizes.allSatisfy { $0.rows == 4_000_000 } && !sizes.isEmpty)
            #expect(rows(large, "by_region") > rows(middle, "by_region") * 40)
            #expect(middle.flatMap(\.tables).contains { $0.table == "public.events" && $0.rows == 30_000 })
        }
    }

    @Test("names statistics over several columns and partitions yet to be made, where there are any and only there")
    func namesWhatIsNotCovered() async throws {
        try await Self.withGround { database in
            func remarks(at k: Double) async throws -> [String] {
                let stretched = try await Self.stretched(database)
                let remarks = try await stretched.plans(of: [], as: Self.law(stretched), at: k).remarks
                await stretched.dismissed()
                return remarks
            }
            let both =
                "public.orders_both: numbers of different combinations, dependencies, common combinations stay as they "
                + "are"
            let events =
                "public.events: partitions that are yet to be made are not there, and those that are there grow"
            #expect(try await remarks(at: 1) == [both])
            #expect(try await remarks(at: 10).filter { !$0.hasPrefix("public.orders: ") } == [both, events])
            try await withConnection(database.bootstrap) {
                _ = try await $0.execute("DROP STATISTICS orders_both; DROP TABLE events")
                _ = try await $0.execute("CREATE STATISTICS orders_few (mcv) ON status, customer_id FROM orders")
                _ = try await $0.execute("CREATE TABLE visits (at date, id integer) PARTITION BY HASH (id)")
            }
            let few = "public.orders_few: common combinations stay as they are"
            #expect(try await remarks(at: 10).filter { !$0.hasPrefix("public.orders: ") } == [few])
        }
    }

    @Test("takes no room for what it seems to have, and leaves the original's files and statistics alone")
    func leavesTheOriginalAlone() async throws {
        try await Self.withGround { database in
            let before = try await Self.trace(of: database)
            let stretched = try await Self.stretched(database)
            let law = Self.law(stretched)
            let bytes = try stretched.bytesOnDisk()
            let captured = try await stretched.plans(of: Self.workload, as: law, at: 100_000).captured
            let grown = try stretched.bytesOnDisk()
            let pages = captured.flatMap(\.tables).first { $0.table == "public.orders" }?.pages ?? 0
            #expect(pages > SegmentFiles.segmentPages, "more than one segment")
            #expect(grown - bytes < 20_000_000)
            #expect(try await Self.trace(of: database) == before)
            await stretched.dismissed()
            #expect(!FileManager.default.fileExists(atPath: stretched.cluster.folder))
            #expect(try await Self.trace(of: database) == before)
        }
    }

    /// The original's catalogs and the lengths and contents of its files.
    private static func trace(of database: RehearsalDatabase) async throws -> [String] {
        try await withConnection(database.bootstrap) { connection in
            let rows = try await connection.query(
                """
                SELECT c.oid::text || ' ' || c.relpages || ' ' || c.reltuples || ' ' || c.relallvisible || ' '
                    || pg_relation_size(c.oid) || ' '
                    || coalesce(md5(pg_read_binary_file(pg_relation_filepath(c.oid))), '') AS line
                FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind IN ('r', 'i') AND pg_relation_size(c.oid) > 0
                UNION ALL SELECT md5(string_agg(s::text, '' ORDER BY s.starelid, s.staattnum, s.stainherit))
                FROM pg_statistic AS s
                """
            ).rows
            return try rows.map { try $0.text("line") }.sorted()
        }
    }

    @Test("is refused by every act that asks for the project's database, and no session can write in it")
    func isRefused() async throws {
        try await Self.withGround { original in
            let stretched = try await Self.stretched(original)
            let law = Self.law(stretched)
            _ = try await stretched.plans(of: Self.workload, as: law, at: 100)
            let database = original.moved(to: stretched.cluster)
            let limits = Limits()
            let step = Script(
                file: "q.sql",
                statements: [
                    Statement(text: "DROP TABLE orders", place: SourcePlace(file: "q.sql", line: 1, column: 1))
                ], runner: .psql(onErrorStop: true))
            await #expect(throws: (any Error).self) { _ = try await database.readCatalog() }
            await #expect(throws: (any Error).self) { _ = try await database.runner(limits).run(step) }
            await #expect(throws: (any Error).self) { try await database.setAside() }
            await #expect(throws: (any Error).self) { try await database.refreshStatistics() }
            await #expect(throws: (any Error).self) { _ = try await database.sizeBytes() }
            await #expect(throws: (any Error).self) { _ = try await database.readTrace() }
            await #expect(throws: (any Error).self) { _ = try await database.readSnapshot(.baseline, workload: []) }
            await #expect(throws: (any Error).self) { _ = try await database.readLayouts() }
            let folder = stretched.cluster.folder
            let uri = "postgresql://stretch_app@/pgrehearse%20horizon?host=\(folder)/socket&port=5432"
            await #expect(throws: NamedServer.Failure.self) { _ = try await NamedServer(uri: uri).readCatalog() }
            let application = stretched.cluster.parameters(role: "stretch_app", database: StretchedDatabase.name)
            try await withConnection(application) { connection in
                await #expect(throws: PostgresError.self) {
                    _ = try await connection.execute("CREATE TEMPORARY TABLE t (a integer)")
                }
                let second = await #expect(throws: PostgresError.self) {
                    _ = try await PostgresConnection.connect(to: application)
                }
                #expect("\(second as Any)".contains("too many connections"))
            }
            await stretched.dismissed()
        }
    }

    @Test("never executes a query: a function that would tell is not called, and no plan has measures")
    func neverExecutes() async throws {
        try await Self.withGround { database in
            try await withConnection(database.bootstrap) { connection in
                _ = try await connection.execute(
                    """
                    CREATE FUNCTION tell(integer) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
                    BEGIN RAISE EXCEPTION 'executed'; END $$
                    """)
            }
            let stretched = try await Self.stretched(database)
            let law = Self.law(stretched)
            let workload = [Self.query("tells", "SELECT * FROM customers WHERE tell(id)", [])]
            let captured = try await stretched.plans(of: workload, as: law, at: 50).captured
            #expect(captured.count == 1 && captured.allSatisfy { $0.plan != nil && $0.run == .notRun })
            #expect(captured.allSatisfy { $0.plan?.root.all.allSatisfy { $0.measured == nil } ?? false })
            await stretched.dismissed()
        }
    }
}
