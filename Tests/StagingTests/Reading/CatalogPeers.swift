import Foundation
import Postgres
import RehearsalCore
import TestServer

@testable import Staging

/// A database in a cluster of its own, looked at by pg_dump with pg_dumpall, by migra and by us.
///
/// Every look is taken with no session of ours left open, because a state before a change is kept as a copy by
/// CREATE DATABASE … TEMPLATE for migra, which compares two databases.
struct CatalogPeers {
    let cluster: EphemeralCluster
    let database = "test_1"

    /// What a tool said about a change.
    enum Answer: String { case seen = "yes", unseen = "–", refused = "ends with an error", unasked = "not asked" }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    private static let migra = root.appending(path: ".build-peers/bin/migra").path(percentEncoded: false)

    struct Missing: Error, CustomStringConvertible {
        let description = "migra 3.0 is not there, so nothing is compared with it: type `make peers`"
    }

    static func run(_ body: (CatalogPeers) async throws -> Void) async throws {
        guard FileManager.default.isExecutableFile(atPath: migra) else { throw Missing() }
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

    /// Works on the database as the reader's tests do, in a session of its own.
    func withFixture<Value: Sendable>(_ body: (ReadingFixture) async throws -> Value) async throws -> Value {
        try await withConnection(parameters(database)) { connection in
            for setting in ["allow_system_table_mods", "allow_in_place_tablespaces"] {
                _ = try await connection.execute("SET \(setting) = on")
            }
            return try await body(
                ReadingFixture(
                    parameters: parameters(database), connection: connection, database: database,
                    prefix: "reading_\(database)"))
        }
    }

    func maintain(_ statements: String...) async throws {
        try await withConnection(parameters("postgres")) { connection in
            for statement in statements { _ = try await connection.execute(statement) }
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

    /// Whether migra finds anything to do on the way from one database to the other, privileges included.
    func migra(from before: String, to after: String) throws -> Answer {
        let process = Process()
        process.executableURL = URL(filePath: Self.migra)
        process.arguments = ["--unsafe", "--with-privileges"] + [before, after].map(address)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        switch process.terminationStatus {
        case 0: return .unseen
        case 2: return .seen
        default: return .refused
        }
    }

    private func address(_ database: String) -> String {
        let socket = "\(cluster.folder)/socket".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "postgresql://\(EphemeralCluster.bootstrapRole)@/\(database)?host=\(socket)&port=5432"
    }
}
