import Foundation
import Postgres
import RehearsalCore
import TestGround
import TestServer
import Testing

@testable import Staging

@Suite("A throw-away cluster")
struct EphemeralClusterTests {
    @Test("believes in the project's clock, and time runs on")
    func believesInItsClock() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let row = try await connection.query(
                "SELECT now()::date::text AS today, clock_timestamp() > now() AS runs_on"
            ).rows[0]
            #expect(try row.text("today") == "2025-03-15")
            #expect(try row.bool("runs_on"))
            await #expect(throws: PostgresError.self) {
                _ = try await connection.execute("SET statement_timeout = '50ms'")
                _ = try await connection.execute("SELECT pg_sleep(30)")
            }
            await connection.close()
        }
    }

    @Test("leaves no folder and no server behind when it is dismissed")
    func leavesNothingBehind() async throws {
        let cluster = try await EphemeralCluster.provisioned(TestServer.request, on: .current())
        let folder = cluster.folder
        let postmaster = try #require(Self.postmaster(in: folder))
        #expect(FileManager.default.fileExists(atPath: folder))
        await cluster.dismissed()
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(!Reaper.isRunning(postmaster))
    }

    @Test("loads at wal_level minimal and rehearses at replica")
    func restartsInAnotherMode() async throws {
        let cluster = try await EphemeralCluster.provisioned(TestServer.request, on: .current())
        let parameters = cluster.parameters(role: EphemeralCluster.bootstrapRole, database: "postgres")
        #expect(try await Self.setting("wal_level", parameters) == "minimal")
        try await cluster.restart(.rehearsal)
        #expect(try await Self.setting("wal_level", parameters) == "replica")
        #expect(try await Self.setting("fsync", parameters) == "off")
        await cluster.dismissed()
    }

    @Test("is kept frozen with everything, shared catalogs included, and others are made of that")
    func isFrozenAndThawed() async throws {
        let cluster = try await EphemeralCluster.provisioned(TestServer.request, on: .current())
        let original = cluster.parameters(role: EphemeralCluster.bootstrapRole, database: "postgres")
        try await Self.execute("CREATE ROLE of_the_original", original)
        let frozen = try await cluster.frozen()
        try await Self.execute("DROP ROLE of_the_original", original)
        for _ in 1...2 {
            let copy = try await frozen.thawed()
            let copied = copy.parameters(role: EphemeralCluster.bootstrapRole, database: "postgres")
            try await Self.execute("DROP ROLE of_the_original", copied)
            await copy.dismissed()
        }
        await frozen.dismissed()
        #expect(await cluster.isAlive())
        await cluster.dismissed()
    }

    @Test("names the project's parameter that the server refuses")
    func namesTheRefusedParameter() async throws {
        var request = TestServer.request
        let place = SourcePlace(file: "server.conf", line: 3, column: 1)
        request.server.parameters = [ServerParameter(name: "work_mem", value: "a lot", place: place)]
        let error = await #expect(throws: ClusterError.self) {
            _ = try await EphemeralCluster.provisioned(request, on: .current())
        }
        #expect(error?.message.place == "server.conf:3:1")
        #expect(error?.ending == .usage)
    }

    @Test("asks for a server version that is not there by name")
    func missingBinaries() async throws {
        var request = TestServer.request
        request.server.majorVersion = 99
        let error = await #expect(throws: ClusterError.self) {
            _ = try await EphemeralCluster.provisioned(request, on: .current())
        }
        #expect(error?.message.what.contains("99") == true)
        #expect(error?.ending == .infrastructure)
    }

    @Test("is reaped when its owner is gone, and left alone while its owner lives")
    func isReaped() async throws {
        // A temporary folder of its own: the calls of other tests reap in the common one, and may come first.
        let scratch = try ScratchFolder()
        var host = Staging.Host.current()
        host.temporaryFolder = scratch.path
        let cluster = try await EphemeralCluster.provisioned(TestServer.request, on: host)
        let folder = cluster.folder
        let reaper = Reaper(host: host)
        #expect(!reaper.reaped().contains(folder))
        let postmaster = try #require(Self.postmaster(in: folder))
        try Data("1 0\n".utf8).write(to: URL(fileURLWithPath: folder + "/owner"))
        #expect(reaper.reaped().contains(folder))
        #expect(!Reaper.isRunning(postmaster))
        #expect(!FileManager.default.fileExists(atPath: folder))
        await cluster.dismissed()
    }

    private static func postmaster(in folder: String) -> Int32? {
        FileManager.default.contents(atPath: folder + "/data/postmaster.pid")
            .flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n").first }.flatMap { Int32($0) }
    }

    private static func setting(_ name: String, _ parameters: ConnectionParameters) async throws -> String {
        try await withConnection(parameters) { connection in
            try await connection.query("SELECT current_setting($1) AS value", [name]).rows[0].text("value")
        }
    }

    private static func execute(_ sql: String, _ parameters: ConnectionParameters) async throws {
        try await withConnection(parameters) { connection in _ = try await connection.execute(sql) }
    }
}
