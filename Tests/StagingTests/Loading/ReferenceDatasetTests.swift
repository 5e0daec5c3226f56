import Dataset
import Foundation
import Postgres
import ProjectFolder
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Loading the reference project's dataset")
struct ReferenceDatasetTests {
    @Test("leaves the catalog as the baseline made it, and loads the same rows in the same heap order every time")
    func loads() async throws {
        let stage = try await ReferenceStage()
        let database = stage.database
        let before = try await database.readCatalog()
        let loaded = try await stage.load(scaleThousandths: 50)
        let after = try await database.readCatalog()
        let changed = differences(from: before, to: after)
        #expect(changed.filter { $0.factClass != .physical && $0.factClass != .data }.isEmpty, "\(changed)")
        let questions = [
            "SELECT count(*) FROM pg_index WHERE NOT (indisvalid AND indisready)",
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated",
        ]
        for question in questions { #expect(try await stage.number(question) == 0, "\(question)") }
        let digests = try await withConnection(database.bootstrap) { try await DigestReader().readDigests(on: $0) }
        #expect(digests.reduce(0) { $0 + $1.rowCount } == loaded.rowCount)

        let order = "SELECT md5(string_agg(t::text, '|' ORDER BY ctid)) AS heap FROM clients AS t"
        let heap = try await withConnection(database.bootstrap) { try await $0.query(order).rows[0].text("heap") }
        _ = try await stage.load(scaleThousandths: 50)
        #expect(try await withConnection(database.bootstrap) { try await $0.query(order).rows[0].text("heap") } == heap)
        let again = try await withConnection(database.bootstrap) { try await DigestReader().readDigests(on: $0) }
        #expect(again == digests)
        await stage.cluster.dismissed()
    }

    @Test("gives firms, seasons, logs and dirt as the shape's head says, and crosses no firm")
    func holds() async throws {
        let stage = try await ReferenceStage()
        _ = try await stage.load(scaleThousandths: 200)
        try await expectNoCrossings(stage)
        try await expectUnlikeFirms(stage)
        try await expectCalendar(stage)
        try await expectStrangers(stage)
        try await expectDirt(stage)
        await stage.cluster.dismissed()
    }

    @Test("is about 300,000 rows at scale 1, grows in proportion, and can be had at small scales")
    func scales() async throws {
        let stage = try await ReferenceStage()
        let layouts = try await withConnection(stage.database.bootstrap) {
            try await TableLayoutReader(connection: $0).read()
        }
        let plan = { (scale: Int, seed: UInt64) in
            try DatasetPlan(
                shape: stage.contents.shape, tables: layouts, seed: seed, scaleThousandths: scale,
                clock: stage.contents.project.clock)
        }
        let whole = try plan(1000, 42)
        let half = try plan(500, 42)
        let total = whole.tables.reduce(0) { $0 + $1.rowCount }
        #expect((290_000...310_000).contains(total))
        #expect(abs(2 * half.tables.reduce(0) { $0 + $1.rowCount } - total) < total / 200)
        #expect(whole.tables.max { $0.rowCount < $1.rowCount }?.name == "public.audit_logs")
        // What belongs to firms alone is there in full; the users that every firm has at least are few.
        let fixed = Set(["organizations", "subscriptions", "permissions", "workflow_templates", "quickbooks_tokens"])
        for table in whole.tables {
            let halved = half.rowCount(of: table.name)
            let isFixed = fixed.contains(table.table.name)
            let difference = isFixed ? halved - table.rowCount : 2 * halved - table.rowCount
            #expect(abs(difference) <= (isFixed ? 0 : max(40, table.rowCount / 100)), "\(table.name)")
        }
        for scale in [10, 50, 100, 200] {
            for seed: UInt64 in [1, 42] {
                #expect(throws: Never.self, "scale \(scale), seed \(seed)") { try plan(scale, seed) }
            }
        }
        await stage.cluster.dismissed()
    }

    private func expectNoCrossings(_ stage: ReferenceStage) async throws {
        let questions = try await stage.texts(ReferenceStage.tenantCrossings)
        #expect(questions.count > 20)
        for question in questions + ReferenceStage.crossingsThroughParents {
            #expect(try await stage.number(question) == 0, "\(question)")
        }
    }

    /// newfound holds nothing but its subscription, of brightwater's clients none is left, and northgate has a third.
    private func expectUnlikeFirms(_ stage: ReferenceStage) async throws {
        let tables = try await stage.texts(
            """
            SELECT a.attrelid::regclass::text AS text FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
            WHERE a.attname = 'organization_id' AND c.relkind = 'r' AND c.relname <> 'subscriptions' ORDER BY 1
            """)
        #expect(tables.count > 25)
        func count(_ table: String, _ firm: String, _ condition: String = "true") async throws -> Int {
            try await stage.number(
                """
                SELECT count(*) FROM \(table) WHERE \(condition)
                  AND organization_id = (SELECT id FROM organizations WHERE subdomain = '\(firm)')
                """)
        }
        for table in tables { #expect(try await count(table, "newfound") == 0, "\(table)") }
        #expect(try await count("subscriptions", "newfound") == 1)
        #expect(try await count("clients", "brightwater") > 0)
        #expect(try await count("clients", "brightwater", "deleted_at IS NULL") == 0)
        #expect(try await count("documents", "brightwater") > 0)
        for table in ["clients", "audit_logs"] {
            let all = try await stage.number("SELECT count(*) FROM \(table)")
            let ofTheFirst = try await count(table, "northgate")
            #expect((30 * all...35 * all).contains(100 * ofTheFirst), "\(table)")
        }
    }

    /// In January to April and September to October there are more tax returns than in the other half of a year.
    private func expectCalendar(_ stage: ReferenceStage) async throws {
        func share(_ table: String, _ condition: String) async throws -> Int {
            try await stage.number(
                """
                SELECT 100 * count(*) FILTER (WHERE extract(month FROM created_at) IN (1, 2, 3, 4, 9, 10)) / count(*)
                FROM \(table)
                WHERE \(condition) AND created_at >= timestamp '2023-01-01' AND created_at < timestamp '2025-01-01'
                """)
        }
        #expect(try await share("engagements", "type = 'tax_preparation'") >= 65)
        #expect(try await share("documents", "category = 'tax_return'") >= 65)
        #expect(try await share("documents", "category = 'receipt'") <= 60)
        let span = "SELECT extract(day FROM max(created_at) - min(created_at))::int FROM audit_logs"
        #expect((2540...2557).contains(try await stage.number(span)))
        let early = """
            SELECT count(*) FROM audit_logs AS a JOIN organizations AS o ON o.id = a.organization_id
            WHERE a.created_at < o.created_at
            """
        #expect(try await stage.number(early) == 0)
    }

    /// Nobody knows whose a log-in for an unknown address is; of all others the firm and the user are known.
    private func expectStrangers(_ stage: ReferenceStage) async throws {
        let unknown = "failure_reason IS NOT DISTINCT FROM 'unknown_user'"
        let attempts = "SELECT count(*) FROM auth_attempts WHERE "
        #expect(try await stage.number(attempts + unknown) > 10)
        #expect(
            try await stage.number(attempts + "(\(unknown)) <> (organization_id IS NULL AND user_id IS NULL)") == 0)
        #expect(try await stage.number(attempts + "(organization_id IS NULL) <> (user_id IS NULL)") == 0)
        #expect(
            try await stage.number(attempts + "\(unknown) AND email IN (SELECT u.email FROM users AS u)") == 0)
        let events = "SELECT count(*) FROM auth_events WHERE "
        #expect(try await stage.number(events + "organization_id IS NULL AND user_id IS NULL") > 10)
        #expect(try await stage.number(events + "(organization_id IS NULL) <> (user_id IS NULL)") == 0)
    }

    /// For every rule of 002 that the baseline lets rows break, there are rows that break it.
    private func expectDirt(_ stage: ReferenceStage) async throws {
        let step = stage.contents.project.steps.first { $0.name == "002_data_integrity_constraints" }
        let checks = try #require(step).upward.statements.map(\.text).filter {
            $0.contains("ADD CONSTRAINT") && $0.contains("CHECK") && $0.contains("NOT VALID")
        }
        try await withConnection(stage.database.bootstrap) { connection in
            for check in checks { _ = try await connection.execute(check) }
        }
        let broken = try await stage.texts(
            """
            SELECT format('SELECT count(*) FROM %s WHERE NOT (%s) /* %s */', conrelid::regclass,
                          pg_get_expr(conbin, conrelid), conname) AS text
            FROM pg_constraint WHERE contype = 'c' AND NOT convalidated ORDER BY 1
            """)
        #expect(broken.count == 45)
        let doubled = [
            "clients WHERE quickbooks_id IS NOT NULL AND deleted_at IS NULL GROUP BY organization_id, quickbooks_id",
            """
            documents WHERE parent_document_id IS NOT NULL AND deleted_at IS NULL
            GROUP BY parent_document_id, version
            """,
            """
            documents WHERE is_latest_version AND parent_document_id IS NOT NULL AND deleted_at IS NULL
            GROUP BY parent_document_id
            """,
        ].map { "SELECT count(*) FROM (SELECT FROM \($0) HAVING count(*) > 1) AS doubled" }
        for question in broken + doubled { #expect(try await stage.number(question) > 0, "\(question)") }
    }
}
