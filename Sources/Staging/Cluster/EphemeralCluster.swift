import Foundation
public import Postgres
public import RehearsalCore

/// What a throw-away cluster is to be like.
public struct ClusterRequest: Sendable, Hashable {
    public var server: ServerRequest
    public var clock: RehearsalClock
    /// True turns fsync on, so that times compare with production's.
    public var isDurable: Bool
    /// Roles that this process may log in as, besides the bootstrap superuser.
    public var loginRoles: [String]
    /// True when the server may outlive the tool, as ``EphemeralCluster/keep(database:)`` lets it.
    public var isKept: Bool

    public init(
        server: ServerRequest, clock: RehearsalClock, isDurable: Bool, loginRoles: [String], isKept: Bool = false
    ) {
        self.server = server
        self.clock = clock
        self.isDurable = isDurable
        self.loginRoles = loginRoles
        self.isKept = isKept
    }
}

/// A PostgreSQL cluster of ours in a folder of its own, gone when the tool is gone.
///
/// It listens on a Unix socket in a folder of mode 0700 and lets in only the account that this process runs as, by
/// peer authentication: there is no password that could leak.
public actor EphemeralCluster {
    /// The superuser that initdb makes; hidden from every snapshot.
    public static let bootstrapRole = "pgrehearse_bootstrap"

    public nonisolated let folder: String
    public nonisolated let binaries: ServerBinaries
    public nonisolated let request: ClusterRequest
    nonisolated let host: Host
    private let janitor: Janitor
    private var mode: ServerMode
    /// When the server's clock began to run; nil before that.
    private var clockBegan: ContinuousClock.Instant?
    private var isLeftUp = false

    private init(
        folder: String, binaries: ServerBinaries, request: ClusterRequest, host: Host, janitor: Janitor,
        mode: ServerMode, clockBegan: ContinuousClock.Instant?
    ) {
        self.folder = folder
        self.binaries = binaries
        self.request = request
        self.host = host
        self.janitor = janitor
        self.mode = mode
        self.clockBegan = clockBegan
    }

    /// Makes a cluster from the cached template and starts it; the first call on a machine makes the template.
    public static func provisioned(
        _ request: ClusterRequest, on host: Host, mode: ServerMode = .loading
    ) async throws(ClusterError) -> EphemeralCluster {
        _ = Reaper(host: host).reaped()
        let binaries = try await ServerBinaries.found(majorVersion: request.server.majorVersion, on: host)
        let cluster = try await begun(request, on: host, binaries: binaries, mode: mode)
        do {
            _ = try await cluster.janitor.ask(
                "initialise", initdbCommand(binaries, request.server.locale), act: "making the data folder")
            try await cluster.start()
        } catch {
            let explained = await cluster.explained(error)
            await cluster.dismissed()
            throw explained
        }
        return cluster
    }

    /// Stops this cluster for a moment and copies its data folder, so that clusters can be made of it later.
    public func frozen() async throws(ClusterError) -> FrozenCluster {
        try await stop()
        let copy = try await copyOfData(clockBegan: clockBegan)
        do { try await start() } catch {
            await copy.dismissed()
            throw explained(error)
        }
        return FrozenCluster(cluster: copy)
    }

    /// A cluster with a copy of this one's data folder, which is not started. This one must not run.
    private func copyOfData(
        clockBegan: ContinuousClock.Instant?
    ) async throws(ClusterError) -> EphemeralCluster {
        let copy = try await Self.begun(request, on: host, binaries: binaries, mode: mode, clockBegan: clockBegan)
        do {
            _ = try await copy.janitor.ask("copy", folder + "/data", act: "copying the data folder")
        } catch {
            let explained = await copy.explained(error)
            await copy.dismissed()
            throw explained
        }
        return copy
    }

    /// A started cluster with a copy of this one's data folder. This one must not run.
    func startedCopy() async throws(ClusterError) -> EphemeralCluster {
        let copy = try await copyOfData(clockBegan: clockBegan)
        do { try await copy.start() } catch {
            let explained = await copy.explained(error)
            await copy.dismissed()
            throw explained
        }
        return copy
    }

    private static func begun(
        _ request: ClusterRequest, on host: Host, binaries: ServerBinaries, mode: ServerMode,
        clockBegan: ContinuousClock.Instant? = nil
    ) async throws(ClusterError) -> EphemeralCluster {
        let account = try ServerAccount.chosen(on: host)
        let folder = try freshFolder(on: host)
        let janitor: Janitor
        do {
            janitor = try await Janitor.started(
                folder: folder, owner: Reaper.ownerLine(of: host.processIdentifier),
                cacheFolder: cacheFolder(of: account, on: host), cacheName: cacheName(binaries, request.server.locale),
                account: account, environment: childEnvironment(account))
        } catch {
            throw explained(error, by: ServerCondition(disk: disk(under: folder)))
        }
        return EphemeralCluster(
            folder: folder, binaries: binaries, request: request, host: host, janitor: janitor, mode: mode,
            clockBegan: clockBegan)
    }

    /// Restarts the server in another mode, at the moment that the project's clock names.
    public func restart(_ mode: ServerMode) async throws(ClusterError) {
        try await stop()
        self.mode = mode
        clockBegan = nil
        do { try await start() } catch { throw explained(error) }
    }

    /// Changes files of the server while it does not run, and lets its clock run on.
    func restarted<Answer: Sendable>(changing change: @Sendable () throws -> Answer) async throws -> Answer {
        try await stop()
        let answer = try change()
        do { try await start() } catch { throw explained(error) }
        return answer
    }

    private func stop() async throws(ClusterError) {
        _ = try await janitor.ask("stop", "INT", act: "stopping the server")
    }

    func start() async throws(ClusterError) {
        let settings = self.settings
        try write(settings.text, to: "postgresql.conf")
        try write("local all all peer map=pgrehearse\n", to: "hba.conf")
        try write(identMap, to: "ident.conf")
        let now = ContinuousClock.now
        let clock = try FakeClock(request.clock.advanced(bySecondsOf: now - (clockBegan ?? now)))
        clockBegan = clockBegan ?? now
        // A janitor that is killed alone takes its server along; one that is to leave it up lets it go its own way.
        var words = request.isKept ? [] : ["setpriv", "--pdeathsig=QUIT"]
        words += ["env"] + clock.environment
        words += [
            binaries.program("postgres"), "-D", folder + "/data", "-c", "config_file=\(folder)/postgresql.conf",
        ]
        _ = try await janitor.ask("start", words.map(shellQuoted).joined(separator: " "), act: "starting the server")
        try await awaitReady(settings)
    }

    /// The parameters this cluster runs with, and those of the project that it replaced.
    public var settings: ServerSettings {
        ServerSettings(
            of: request.server.parameters, mode: mode, isDurable: request.isDurable,
            preloaded: ServerSettings.preloads(for: request.server.extensions), folder: folder)
    }

    /// How a role of ours reaches a database of this cluster.
    /// - Parameter settings: `name=value` without blanks, made with the connection: they win over what the database
    ///   or the role sets.
    public nonisolated func parameters(
        role: String, database: String, settings: [String] = []
    ) -> ConnectionParameters {
        ConnectionParameters(keywords: [
            "host": folder + "/socket", "port": "5432", "user": role, "dbname": database,
            "application_name": "pgrehearse", "options": settings.map { "-c \($0)" }.joined(separator: " "),
        ])
    }

    /// True while the postmaster runs.
    public func isAlive() async -> Bool {
        do { return try await janitor.ask("alive", act: "looking at the server") == "yes" } catch { return false }
    }

    /// Stops the server, removes the folder and waits until both are gone.
    public func dismissed() async {
        await janitor.dismissed()
        // A janitor that was killed has done nothing: what it would have done is done here.
        if !isLeftUp { Reaper(host: host).remove(folder) }
    }

    /// Leaves the server up when the tool ends.
    public func keep(database: String) async throws(ClusterError) -> KeptCluster {
        precondition(request.isKept, "a server that is bound to its janitor cannot be kept")
        let postmaster = try await janitor.ask("keep", act: "keeping the server")
        isLeftUp = true
        let role = request.loginRoles.first ?? Self.bootstrapRole
        return KeptCluster(
            folder: folder,
            connectCommand: "psql \(shellQuoted("host=\(folder)/socket port=5432 user=\(role) dbname=\(database)"))",
            stopCommand:
                "kill -QUIT \(postmaster); tail --pid=\(postmaster) -f /dev/null; rm -rf \(shellQuoted(folder))")
    }
}

extension EphemeralCluster {
    /// Waits until the lock file says `ready`: PostgreSQL writes it there when it accepts connections.
    private func awaitReady(_ settings: ServerSettings) async throws(ClusterError) {
        let lockFile = folder + "/data/postmaster.pid"
        for look in 0..<12_000 {
            if let content = FileManager.default.contents(atPath: lockFile) {
                let lines = String(decoding: content, as: UTF8.self).split(
                    separator: "\n", omittingEmptySubsequences: false)
                if lines.count > 7, lines[7].hasPrefix("ready") { return }
            }
            if look % 16 == 15, await !isAlive() { break }
            await pauseBetweenLooks()
        }
        let tail = logTail(lines: 12)
        throw .serverDidNotStart(folder: folder, logTail: tail, parameter: parameter(blamedIn: tail, settings))
    }

    /// Waits for as long as a minute until the server lets sessions in again, as it does some time after one of its
    /// processes was killed. Returns as well when it does not: whoever connects next hears why.
    ///
    /// A session ends before the server learns that its process was killed, and until then it lets in others, only to
    /// throw them out: so the dead are waited for first.
    public func awaitRecovery() async {
        let bootstrap = parameters(role: Self.bootstrapRole, database: "postgres")
        for look in 0..<2400 where !Task.isCancelled {
            if let postmaster = Reaper.postmaster(of: folder), Reaper.hasEndingChild(postmaster) {
                await pauseBetweenLooks()
                continue
            }
            do { return await (try await PostgresConnection.connect(to: bootstrap)).close() } catch {
                if look % 16 == 15, await !isAlive() { return }
            }
            await pauseBetweenLooks()
        }
    }

    private func pauseBetweenLooks() async {
        do { try await Task.sleep(for: .milliseconds(5)) } catch { return }  // Cancelled: the caller looks once more.
    }

    /// The last lines of the server's log.
    public func logTail(lines count: Int) -> [String] {
        guard let content = FileManager.default.contents(atPath: folder + "/server.log") else { return [] }
        return String(decoding: content, as: UTF8.self).split(separator: "\n").suffix(count).map(String.init)
    }

    /// The project's parameter that the server's log names, if it is one of the project's.
    private func parameter(blamedIn log: [String], _ settings: ServerSettings) -> ServerParameter? {
        request.server.parameters.last { parameter in log.contains { $0.contains("\"\(parameter.name)\"") } }
    }

    private func write(_ text: String, to name: String) throws(ClusterError) {
        let path = folder + "/" + name
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o644])
        else { throw .temporaryFolderUnusable(folder: folder, reason: "\(name) cannot be written") }
    }

    /// Lets this process's account in as the bootstrap superuser and the project's roles, and nobody else.
    private var identMap: String {
        ([Self.bootstrapRole] + request.loginRoles).map { role in
            "pgrehearse \(host.userName.quoted("\"")) \(role.quoted("\""))\n"
        }.joined()
    }
}

/// Quotes a word for `sh`.
func shellQuoted(_ word: String) -> String {
    "'\(word.replacing(scalar: "'", with: "'\\''"))'"
}
