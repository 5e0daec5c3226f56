import Foundation
import Postgres
import RehearsalCore
import TestServer

@testable import Staging

/// A database in a cluster of its own, looked at by pg_dump with pg_dumpall, by migra and by us.
struct CatalogPeers {
    let cluster: EphemeralCluster
    let database = "test_1"

    /// What a tool said about a change.
    enum Answer: String { case seen, unseen, refused }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    private static let python = root.appending(path: ".build-peers/bin/python").path(percentEncoded: false)

    struct Missing: Error, CustomStringConvertible {
        let description = "migra 3.0 is not there, and nothing was compared with it: type `make peers`"
    }

    static func run(_ body: (CatalogPeers) async throws -> Void) async throws {
        guard FileManager.default.isExecutableFile(atPath: python) else { throw Missing() }
        let cluster = try await EphemeralCluster.provisioned(TestServer.request, on: .current(), mode: .rehearsal)
        do { try await body(CatalogPeers(cluster: cluster)) } catch {
            await cluster.dismissed()
            throw error
        }
        await cluster.dismissed()
    }

    private var copy: CatalogCopy { CatalogCopy(cluster: cluster, name: database) }

    func parameters(_ database: String) -> ConnectionParameters {
        cluster.parameters(role: EphemeralCluster.bootstrapRole, database: database)
    }

    /// Makes the database, with the objects and roles of the reader's tests.
    func create() async throws {
        try await withConnection(parameters("postgres")) { connection in
            _ = try await connection.execute("CREATE DATABASE \(database) TEMPLATE template0")
        }
        try await withFixture { fixture in
            try await fixture.execute(["CREATE ROLE @owner", "CREATE ROLE @app LOGIN"] + ReadingFixture.objects)
        }
    }

    /// Works on the database as the reader's tests do, in a session of its own.
    func withFixture<Value: Sendable>(_ body: (ReadingFixture) async throws -> Value) async throws -> Value {
        try await withConnection(parameters(database)) { connection in
            // The changes give the database a search_path, which the session of the reader's tests does not take.
            for setting in [
                "allow_system_table_mods = on", "allow_in_place_tablespaces = on", "search_path = public",
            ] {
                _ = try await connection.execute("SET \(setting)")
            }
            return try await body(
                ReadingFixture(
                    parameters: parameters(database), connection: connection, database: database,
                    prefix: "reading_\(database)"))
        }
    }

    /// What pg_dump and pg_dumpall write of a schema, their own remarks left out.
    func dump() throws -> String {
        let texts = [
            try copy.output(of: "pg_dump", ["--schema-only", "--create", "--dbname", database]),
            try copy.output(of: "pg_dumpall", ["--globals-only", "--database", "postgres"]),
        ]
        let remarks = ["--", "\\restrict ", "\\unrestrict "]
        return texts.joined().split(separator: "\n").filter { line in
            !remarks.contains { line.hasPrefix($0) }
        }.joined(separator: "\n")
    }

    /// migra in a process of its own, which keeps what it saw for the next look.
    func migra() throws -> MigraLooks {
        let socket = "\(cluster.folder)/socket".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let address = "postgresql://\(EphemeralCluster.bootstrapRole)@/\(database)?host=\(socket)&port=5432"
        return try MigraLooks(python: Self.python, address: address)
    }
}

/// Asks Tests/Cases/Peers/migra_looks.py, which answers a line with a line.
final class MigraLooks {
    struct Ended: Error {}

    private let process = Process()
    private let questions = Pipe()
    private let answers = Pipe()

    fileprivate init(python: String, address: String) throws {
        let script = CatalogPeers.root.appending(path: "Tests/Cases/Peers/migra_looks.py")
        process.executableURL = URL(filePath: python)
        process.arguments = [script.path(percentEncoded: false), address]
        process.standardInput = questions
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Whether migra would do anything since the last look; the first one sees nothing.
    func look() throws -> CatalogPeers.Answer {
        try questions.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let next = answers.fileHandleForReading.availableData
            guard !next.isEmpty else { throw Ended() }
            line += next
        }
        guard let answer = CatalogPeers.Answer(rawValue: String(decoding: line.dropLast(), as: UTF8.self)) else {
            throw Ended()
        }
        return answer
    }

    func end() throws {
        try questions.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
