import Foundation
import Postgres
import ProjectFolder
import RehearsalCore
import TestServer

@testable import Staging

/// The reference project's baseline in a cluster of its own, for tests that load its dataset.
struct ReferenceStage {
    /// The checkout that these tests stand in.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../fixtures/advisoros").standardized.path

    let contents: ProjectContents
    let cluster: EphemeralCluster
    let database: RehearsalDatabase

    init() async throws {
        contents = try readContents(at: Self.folder)
        let project = contents.project
        let roles = [project.roles.owner, project.roles.application].compactMap(\.self)
        cluster = try await EphemeralCluster.provisioned(
            ClusterRequest(
                server: project.server, clock: project.clock, isDurable: false, loginRoles: roles.map(\.name)),
            on: .current())
        database = RehearsalDatabase(cluster: cluster, name: project.name, roles: project.roles)
        try await database.create(extensions: project.server.extensions)
        for script in project.baseline {
            let observation = try await database.runner(project.limits).run(script)
            guard observation.result == .applied else { throw Refused(file: script.file) }
        }
    }

    struct Refused: Error { let file: String }

    func load(scaleThousandths: Int) async throws -> LoadedDataset {
        var request = contents.project.dataset
        request.scaleThousandths = scaleThousandths
        return try await database.load(contents.shape, request: request, clock: contents.project.clock)
    }

    /// The one number that a question has for an answer.
    func number(_ question: String) async throws -> Int {
        try await withConnection(database.bootstrap) { connection in
            let answer = try await connection.query("SELECT q.number FROM (\(question)) AS q (number)")
            return try answer.rows[0].int("number")
        }
    }

    /// The answer's column `text`.
    func texts(_ question: String) async throws -> [String] {
        try await withConnection(database.bootstrap) { connection in
            try await connection.query(question).rows.map { try $0.text("text") }
        }
    }

    /// Questions after columns that lead to a row of another tenant, for every table that has both.
    static let tenantCrossings = """
        SELECT pg_catalog.format(
            'SELECT count(*) FROM %s AS c JOIN %s AS p ON p.id = c.%I WHERE c.organization_id <> p.organization_id',
            f.conrelid::regclass, f.confrelid::regclass, a.attname) AS text
        FROM pg_constraint AS f
        JOIN pg_attribute AS a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
        WHERE f.contype = 'f' AND f.confrelid <> 'public.organizations'::regclass
          AND EXISTS (SELECT FROM pg_attribute AS o WHERE o.attrelid = f.conrelid AND o.attname = 'organization_id')
          AND EXISTS (SELECT FROM pg_attribute AS o WHERE o.attrelid = f.confrelid AND o.attname = 'organization_id')
        ORDER BY 1
        """

    /// Rows whose tenant is known through two parents.
    static let crossingsThroughParents = [
        ("document_comments", "documents", "document_id", "created_by"),
        ("document_annotations", "documents", "document_id", "created_by"),
        ("document_shares", "documents", "document_id", "created_by"),
        ("notes", "clients", "client_id", "author_id"), ("client_portal_access", "clients", "client_id", "user_id"),
    ].map { table, parent, parentKey, userKey in
        """
        SELECT count(*) FROM \(table) AS c
        JOIN \(parent) AS p ON p.id = c.\(parentKey) JOIN users AS u ON u.id = c.\(userKey)
        WHERE u.organization_id <> p.organization_id
        """
    }
}
