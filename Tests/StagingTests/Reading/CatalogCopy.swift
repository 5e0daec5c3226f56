import Foundation
import Postgres
import RehearsalCore
import TestGround

@testable import Staging

/// A database's copy by `pg_dump -C | psql`, in the same cluster, so that roles and tablespaces are there.
struct CatalogCopy {
    let cluster: EphemeralCluster
    let name: String

    struct Refused: Error { let program: String, words: String }

    /// Dumps `original` whole and restores it as `name`; the word `original` in the dump is the database's name.
    static func made(of original: String, as name: String, on cluster: EphemeralCluster) throws -> CatalogCopy {
        let copy = CatalogCopy(cluster: cluster, name: name)
        let dump = try copy.output(of: "pg_dump", ["--create", "--lock-wait-timeout=30s", "--dbname", original])
        let renamed = dump.replacing(try Regex("\\b\(original)\\b").wordBoundaryKind(.simple), with: name)
        try copy.psql(renamed, database: "postgres")
        return copy
    }

    /// Sends a script to psql, which stops at the first error.
    func psql(_ script: String, database: String? = nil) throws {
        _ = try output(
            of: "psql", ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", database ?? name],
            input: script)
    }

    /// The facts of the copy, or of another database of its cluster.
    func catalog(of database: String? = nil) async throws -> Catalog {
        let parameters = cluster.parameters(role: EphemeralCluster.bootstrapRole, database: database ?? name)
        return try await withConnection(parameters) { try await readCatalog(on: $0) }
    }

    /// What a program of PostgreSQL writes, with the cluster as its server.
    func output(of program: String, _ arguments: [String], input: String = "") throws -> String {
        let folder = try ScratchFolder()
        try folder.write(input, to: "in")
        for name in ["out", "err"] { try folder.write("", to: name) }
        let process = Process()
        process.executableURL = URL(filePath: cluster.binaries.folder + "/" + program)
        process.arguments =
            ["--host", cluster.folder + "/socket", "--port", "5432", "--username", EphemeralCluster.bootstrapRole]
            + arguments
        process.environment = ["LC_ALL": "C", "PGCLIENTENCODING": "UTF8"]
        process.standardInput = FileHandle(forReadingAtPath: folder.file("in"))
        process.standardOutput = FileHandle(forWritingAtPath: folder.file("out"))
        process.standardError = FileHandle(forWritingAtPath: folder.file("err"))
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Refused(program: program, words: try folder.text("err"))
        }
        return try folder.text("out")
    }

    func drop() async throws {
        let maintenance = cluster.parameters(role: EphemeralCluster.bootstrapRole, database: "postgres")
        try await withConnection(maintenance) { connection in
            _ = try await connection.execute(
                "DROP DATABASE \(PostgresConnection.quotedIdentifier(name)) WITH (FORCE)")
        }
    }
}

/// What is left when two catalogs should be copies of each other: everything but physical and environment facts.
func copyDifferences(from original: Catalog, to copy: Catalog) -> [String] {
    differences(from: original, to: copy).filter { difference in
        switch difference.factClass {
        case .semantic, .security, .performance, .data: true
        case .physical, .environment: false
        }
    }.map { "\($0.summary): \($0.oldValue ?? "-") → \($0.newValue ?? "-")" }
}
