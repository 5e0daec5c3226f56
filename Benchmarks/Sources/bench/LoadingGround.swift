import Dataset
import Postgres
import ProjectFolder
import RehearsalCore
import Staging

/// A database with a project's baseline, in a cluster that goes away behind the measurement.
struct LoadingGround {
    let contents: ProjectContents
    let request: DatasetRequest
    let cluster: EphemeralCluster
    let database: RehearsalDatabase

    static func with(
        project folder: String, scale: Int, _ body: (LoadingGround) async throws -> Void
    ) async throws {
        let contents = try readContents(at: folder)
        let project = contents.project
        let roles = [project.roles.owner, project.roles.application].compactMap(\.self)
        let cluster = try await EphemeralCluster.provisioned(
            ClusterRequest(
                server: project.server, clock: project.clock, isDurable: false, loginRoles: roles.map(\.name)),
            on: .current())
        var request = project.dataset
        request.scaleThousandths = scale * 1000
        let ground = LoadingGround(
            contents: contents, request: request, cluster: cluster,
            database: RehearsalDatabase(cluster: cluster, name: project.name, roles: project.roles))
        do {
            try await ground.applyBaseline()
            try await body(ground)
        } catch {
            await cluster.dismissed()
            throw error
        }
        await cluster.dismissed()
    }

    private func applyBaseline() async throws {
        try await database.create(extensions: contents.project.server.extensions)
        for script in contents.project.baseline {
            let observation = try await database.runner(contents.project.limits).run(script)
            guard observation.result == .applied else { throw Complaint("\(script.file) was not applied") }
        }
    }

    func plan() async throws -> DatasetPlan {
        try await database.plan(contents.shape, request: request, clock: contents.project.clock)
    }

    /// The loader's own way, whole.
    func load() async throws -> LoadedDataset {
        try await database.load(contents.shape, request: request, clock: contents.project.clock)
    }

    /// Empties the tables and gives both sides the same start: small catalogs, and nothing left to write.
    func emptied(_ tables: [TableName], on connection: PostgresConnection) async throws {
        let names = tables.map(Self.quoted).joined(separator: ", ")
        for statement in ["TRUNCATE \(names) CASCADE", "VACUUM", "CHECKPOINT"] {
            _ = try await connection.execute(statement)
        }
    }

    static func quoted(_ table: TableName) -> String {
        PostgresConnection.quotedIdentifier(table.schema) + "." + PostgresConnection.quotedIdentifier(table.name)
    }
}
