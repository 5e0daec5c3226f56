import Foundation
import Postgres
import ProjectFolder
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("Loading the reference project's dataset")
struct ReferenceDatasetTests {
    /// The checkout that these tests stand in.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../fixtures/advisoros").standardized.path

    /// Columns that lead to a row of the same tenant, for every table that has both.
    private static let tenantCrossings = """
        SELECT pg_catalog.format(
            'SELECT count(*) AS crossings FROM %s AS c JOIN %s AS p ON p.id = c.%I
             WHERE c.organization_id <> p.organization_id',
            f.conrelid::regclass, f.confrelid::regclass, a.attname) AS question
        FROM pg_constraint AS f
        JOIN pg_attribute AS a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
        WHERE f.contype = 'f' AND f.confrelid <> 'public.organizations'::regclass
          AND EXISTS (SELECT FROM pg_attribute AS o WHERE o.attrelid = f.conrelid AND o.attname = 'organization_id')
          AND EXISTS (SELECT FROM pg_attribute AS o WHERE o.attrelid = f.confrelid AND o.attname = 'organization_id')
        ORDER BY 1
        """

    /// Rows whose tenant is known through two parents.
    private static let crossingsThroughParents = [
        ("document_comments", "documents", "document_id", "created_by"),
        ("document_annotations", "documents", "document_id", "created_by"),
        ("document_shares", "documents", "document_id", "created_by"),
        ("notes", "clients", "client_id", "author_id"), ("client_portal_access", "clients", "client_id", "user_id"),
    ].map { table, parent, parentKey, userKey in
        """
        SELECT count(*) AS crossings FROM \(table) AS c
        JOIN \(parent) AS p ON p.id = c.\(parentKey) JOIN users AS u ON u.id = c.\(userKey)
        WHERE u.organization_id <> p.organization_id
        """
    }

    @Test("leaves the catalog as the baseline made it, crosses no tenant and says how many rows it loaded")
    func loads() async throws {
        let contents = try readContents(at: Self.folder)
        let project = contents.project
        let roles = [project.roles.owner, project.roles.application].compactMap(\.self)
        let cluster = try await EphemeralCluster.provisioned(
            ClusterRequest(
                server: project.server, clock: project.clock, isDurable: false, loginRoles: roles.map(\.name)),
            on: .current())
        let database = RehearsalDatabase(cluster: cluster, name: project.name, roles: project.roles)
        try await database.create(extensions: project.server.extensions)
        for script in project.baseline {
            #expect(try await database.runner(project.limits).run(script).result == .applied)
        }
        let before = try await database.readCatalog()
        let loaded = try await database.load(contents.shape, request: project.dataset, clock: project.clock)
        let after = try await database.readCatalog()
        let changed = differences(from: before, to: after)
        #expect(changed.filter { $0.factClass != .physical && $0.factClass != .data }.isEmpty, "\(changed)")

        #expect((50_000...70_000).contains(loaded.rowCount))
        try await withConnection(database.bootstrap) { connection in
            var questions = try await connection.query(Self.tenantCrossings).rows.map { try $0.text("question") }
            #expect(questions.count > 20)
            questions += Self.crossingsThroughParents
            for question in questions {
                #expect(try await connection.query(question).rows[0].int("crossings") == 0, "\(question)")
            }
            let invalid = "SELECT count(*) AS number FROM pg_index WHERE NOT (indisvalid AND indisready)"
            #expect(try await connection.query(invalid).rows[0].int("number") == 0)
            let orphaned = "SELECT count(*) AS number FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
            #expect(try await connection.query(orphaned).rows[0].int("number") == 0)
        }
        let digests = try await withConnection(database.bootstrap) { try await DigestReader().readDigests(on: $0) }
        #expect(digests.reduce(0) { $0 + $1.rowCount } == loaded.rowCount)

        // Loaded once more: the same values in the same heap order.
        let order = "SELECT md5(string_agg(t::text, '|' ORDER BY ctid)) AS heap FROM clients AS t"
        let heap = try await withConnection(database.bootstrap) { try await $0.query(order).rows[0].text("heap") }
        _ = try await database.load(contents.shape, request: project.dataset, clock: project.clock)
        #expect(try await withConnection(database.bootstrap) { try await $0.query(order).rows[0].text("heap") } == heap)
        let again = try await withConnection(database.bootstrap) { try await DigestReader().readDigests(on: $0) }
        #expect(again == digests)
        await cluster.dismissed()
    }
}
