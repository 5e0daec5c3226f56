import Dataset
import ProjectFolder
import RehearsalCore
import Staging

extension Rehearsal {
    mutating func provisionCluster() async throws {
        let roles = [project.roles.owner, project.roles.application].compactMap(\.self)
        let cluster = try await EphemeralCluster.provisioned(
            ClusterRequest(
                server: project.server, clock: project.clock, isDurable: options.isDurable,
                loginRoles: roles.map(\.name), isKept: options.keepsServer),
            on: host)
        self.cluster = cluster
        for replaced in await cluster.settings.replaced {
            outcome.findings.append(
                parameterReplacedFinding(replaced.parameter, used: replaced.used, reason: replaced.reason))
        }
    }

    mutating func createDatabase() async throws {
        guard let cluster else { preconditionFailure("a cluster was provisioned before") }
        let database = RehearsalDatabase(cluster: cluster, name: project.name, roles: project.roles)
        try await database.create(extensions: project.server.extensions)
        stage = Stage(
            project: project, folder: options.spelledFolder, database: database, progress: progress,
            runsQueries: runsQueries)
        let facts = try await database.readServerFacts()
        outcome.server = ServerFacts(
            version: facts.version, isDurable: options.isDurable,
            locale: "\(project.server.locale.provider.rawValue) \(project.server.locale.name)",
            collationVersion: facts.collationVersion, clock: project.clock.text)
    }

    mutating func applyBaseline() async throws {
        for script in project.baseline {
            guard case .ran(let observation, let findings) = try await standing.run(.baseline(script)) else { continue }
            outcome.findings += findings
            if observation.result != .applied {
                isPrepared = false
                return
            }
        }
    }

    mutating func loadDataset() async throws {
        let database = standing.database
        let before = try await database.readCatalog()
        contents.shape = try await database.found(contents.shape)
        let loaded = try await database.load(
            contents.shape, request: project.dataset, clock: project.clock, progress: progress)
        try await database.refreshCatalogStatistics()
        let after = try await database.readCatalog()
        outcome.findings += judgeLoading(before: before, after: after)
        outcome.dataset = DatasetFacts(
            tableCount: loaded.tableCount, rowCount: loaded.rowCount, copiedBytes: loaded.copiedBytes,
            copyMilliseconds: loaded.copyDuration.milliseconds, indexMilliseconds: loaded.indexDuration.milliseconds,
            validationMilliseconds: loaded.validationDuration.milliseconds,
            databaseBytes: try await database.sizeBytes(), seed: project.dataset.seed,
            scaleThousandths: project.dataset.scaleThousandths)
        datasetIdentity = loaded.identity
    }

    mutating func restartServer() async throws {
        guard let cluster else { preconditionFailure("a cluster was provisioned before") }
        try await cluster.restart(.rehearsal)
        let facts = try await standing.database.readServerFacts()
        outcome.key = SnapshotKey(
            project: project.name, serverMajorVersion: project.server.majorVersion,
            datasetIdentity: datasetIdentity, settingsIdentity: facts.settingsIdentity)
    }
}
