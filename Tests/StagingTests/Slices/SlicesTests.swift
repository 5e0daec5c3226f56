import Foundation
import Postgres
import ProjectFolder
import RehearsalCore
import TestGround
import TestServer
import Testing

@testable import Staging

@Suite("The slices of a dataset", .serialized)
struct SlicesTests {
    @Test("loaded by psql are the whole: the same rows, digests and heaps, with one loading session as with two")
    func union() async throws {
        let stage = try await ReferenceStage()
        _ = try await stage.load(scaleThousandths: 50)
        let whole = try await Self.content(of: stage.database)
        #expect(whole.heaps.count > 30)

        var alone = stage.database
        alone.sessionCount = 1
        var request = stage.contents.project.dataset
        request.scaleThousandths = 50
        _ = try await alone.load(stage.contents.shape, request: request, clock: stage.contents.project.clock)
        #expect(try await Self.content(of: stage.database) == whole)

        let scratch = try ScratchFolder()
        let maker = SliceMaker(project: "advisoros", toolVersion: "0", request: request, folder: scratch.file("slices"))
        var rowCount: Int64 = 0
        for number in [2, 3, 1] {
            let slice = try #require(DatasetSlice(number: number, of: 3))
            let facts = try await stage.database.write(
                slice, of: stage.contents.shape, clock: stage.contents.project.clock, by: maker)
            rowCount += facts.rowCount
        }
        #expect(rowCount == whole.digests.reduce(0) { $0 + $1.rowCount })
        try Self.psql(stage, in: scratch.file("slices"))
        #expect(try await Self.content(of: stage.database) == whole)
        await stage.cluster.dismissed()
    }

    /// Each table's digest, and a checksum of its rows in the order of the heap.
    private struct Content: Equatable {
        var digests: [TableDigest]
        var heaps: [String: String]
    }

    private static func content(of database: RehearsalDatabase) async throws -> Content {
        try await withConnection(database.bootstrap) { connection in
            let digests = try await DigestReader().readDigests(on: connection)
            var heaps: [String: String] = [:]
            for table in digests.map(\.table) {
                heaps[table] = try await connection.query(
                    "SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t.ctid)), '') AS heap FROM \(table) AS t"
                ).rows[0].text("heap")
            }
            return Content(digests: digests, heaps: heaps)
        }
    }

    private static func psql(_ stage: ReferenceStage, in folder: String) throws {
        let psql = Process()
        psql.executableURL = URL(filePath: stage.cluster.binaries.folder + "/psql")
        psql.currentDirectoryURL = URL(filePath: folder)
        psql.arguments = [
            "-X", "-q", "-h", stage.cluster.folder + "/socket", "-p", "5432", "-U", EphemeralCluster.bootstrapRole,
            "-d", stage.database.name, "-f", SliceScript.fileName,
        ]
        psql.standardInput = FileHandle.nullDevice
        try psql.run()
        psql.waitUntilExit()
        #expect(psql.terminationStatus == 0)
    }

    private static let shape = """
        shape: 1
        tables:
          a firm: { rows: { fixed: 4 }, columns: { id: key } }
          client: { rows: { per: a firm, mean: 5 }, columns: { id: uuid, firm: { parent: a firm } } }
        empty: [log]
        """

    private static let tables = """
        CREATE TABLE "a firm" (id text PRIMARY KEY);
        CREATE TABLE client (id uuid PRIMARY KEY, firm text NOT NULL REFERENCES "a firm");
        CREATE TABLE log (client uuid REFERENCES client);
        """

    private static func inSmallDatabase(
        _ body:
            @Sendable (RehearsalDatabase, String, (String, UInt64, String) async throws -> SliceFacts) async throws
            -> Void
    ) async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let name = try await connection.query("SELECT current_database() AS name").rows[0].text("name")
            _ = try await connection.execute(tables)
            await connection.close()
            let database = RehearsalDatabase(
                cluster: try await TestServer.shared.cluster(), name: name,
                roles: Roles(owner: RoleRequest(name: EphemeralCluster.bootstrapRole), application: nil))
            let scratch = try ScratchFolder()
            let folder = scratch.file("slices")
            try await body(database, folder) { slice, seed, shape in
                let maker = SliceMaker(
                    project: "small", toolVersion: "0",
                    request: DatasetRequest(shapeFile: "shape.yaml", seed: seed, scaleThousandths: 1000),
                    folder: folder)
                return try await database.write(
                    try #require(DatasetSlice(slice)), of: try readShape(text: shape, file: "shape.yaml"),
                    clock: RehearsalClock(epochSeconds: 1_742_029_200), by: maker)
            }
        }
    }

    private static func files(_ folder: String) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return Dictionary(
            uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: URL(filePath: folder + "/" + $0))) })
    }

    @Test("are the same bytes when they are built again, and many are empty where there are few rows")
    func again() async throws {
        try await Self.inSmallDatabase { _, folder, write in
            let facts = try await write("5/9", 7, Self.shape)
            #expect(facts.fileCount == 2 && facts.rowCount == 4)
            let before = try Self.files(folder)
            #expect(
                before.keys.sorted() == [
                    "load.sql", "public.a%20firm.5-of-9.copy", "public.client.5-of-9.copy", "slice-5-of-9.json",
                ])
            try Data().write(to: URL(filePath: folder + "/public.client.5-of-9.copy.x.5-of-9.part"))
            _ = try await write("5/9", 7, Self.shape)
            #expect(try Self.files(folder) == before)
            let first = try await write("1/9", 7, Self.shape)
            #expect(first.rowCount == 2)
            #expect(try Self.files(folder)["public.a%20firm.1-of-9.copy"]?.count == 21, "a head and an end")
            #expect(try Self.files(folder)["load.sql"] == before["load.sql"])
            let script = String(decoding: try #require(before["load.sql"]), as: UTF8.self)
            #expect(script.contains("\nDELETE FROM \"public\".\"client\";\n"), "log keeps its rows: \(script)")
            let text = try #require(before["slice-5-of-9.json"])
            let manifest = try #require(SliceManifest(text: text))
            for file in manifest.files {
                let bytes = Array(try #require(before[file.file]))
                #expect(SHA256Digest(of: bytes).hexadecimal == file.sha256 && Int64(bytes.count) == file.byteCount)
            }
            #expect(manifest.files.map(\.rowCount) == [1, 3] && manifest.files.map(\.firstRow) == [1, 8])
        }
    }

    @Test("are refused where the folder holds those of another dataset, or no manifest, and nothing is lost")
    func refusals() async throws {
        try await Self.inSmallDatabase { database, folder, write in
            _ = try await write("1/2", 7, Self.shape)
            var before = try Self.files(folder)
            func expectRefusal(_ said: String, _ slice: String, seed: UInt64, _ shape: String) async throws {
                let error = await #expect(throws: SliceError.self) { try await write(slice, seed, shape) }
                #expect(error?.ending == .usage)
                #expect(error?.message.what.contains(said) == true, "\(said)")
                #expect(try Self.files(folder) == before)
            }
            try await expectRefusal("seed: 7 there, 8 asked for", "2/2", seed: 8, Self.shape)
            try await expectRefusal("number of slices: 2 there, 3 asked for", "2/3", seed: 7, Self.shape)
            try await expectRefusal(
                "the shape, the clock", "2/2", seed: 7, Self.shape.replacing("mean: 5", with: "mean: 6"))
            let whole = try #require(before["slice-1-of-2.json"])
            for (name, content) in [("slice-2-of-2.json", "{}"), ("slice-1-of-2.json", "{\"manifest\": 1")] {
                try Data(content.utf8).write(to: URL(filePath: folder + "/" + name))
                before = try Self.files(folder)
                try await expectRefusal("a manifest's name and is none", "2/2", seed: 7, Self.shape)
            }
            try FileManager.default.removeItem(atPath: folder + "/slice-2-of-2.json")
            try whole.write(to: URL(filePath: folder + "/slice-1-of-2.json"))
            before = try Self.files(folder)
            try await withConnection(database.bootstrap) { connection in
                _ = try await connection.execute(
                    "DROP TABLE log; CREATE TABLE log (a text); ALTER TABLE client ALTER id TYPE text")
            }
            try await expectRefusal("the tables' columns", "2/2", seed: 7, Self.shape)
            for name in before.keys where name != "load.sql" {
                try FileManager.default.removeItem(atPath: folder + "/" + name)
            }
            before = try Self.files(folder)
            try await expectRefusal("slices of another dataset", "2/2", seed: 8, Self.shape)
        }
    }
}
