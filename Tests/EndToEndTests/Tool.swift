import Foundation
import Postgres
import Staging
import TestServer
import Testing

/// The built tool, driven from outside as a user would.
struct Tool {
    /// What one call said and how it ended.
    struct Answer {
        var status: Int32
        var output: String
        var chatter: String
    }

    /// Optimized as what users run is: the build of the tests makes it as well.
    static let binary: String = {
        let built = repository + "/.build-tests/release/pgrehearse"
        return ProcessInfo.processInfo.environment["PGREHEARSE_BINARY"] ?? built
    }()

    /// The checkout that these tests stand in.
    static let repository: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()

    /// True when long repetitions are wanted.
    static let isSoak = ProcessInfo.processInfo.environment["PGREHEARSE_SOAK"] == "1"

    /// The folder of the call, which the run history and relative stores lie in.
    var folder: String
    /// Another account to call the tool as; nil for the tests' own.
    var account: String?
    var environment: [String: String] = [:]

    /// Starts a call and does not wait for it.
    func started(_ arguments: [String]) throws -> Call {
        try #require(FileManager.default.isExecutableFile(atPath: Self.binary), "make tests builds \(Self.binary)")
        let process = Process()
        var words = [Self.binary] + arguments
        if let account {
            words = ["setpriv", "--reuid=\(account)", "--regid=\(account)", "--clear-groups"] + words
        }
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return try Call(process)
    }

    func call(_ arguments: String...) throws -> Answer { try started(arguments).finished() }

    /// Calls `run --format json` and decodes the report.
    func run(_ project: String, _ flags: String...) throws -> Report { try report("run", project, flags) }

    /// Calls `drill --format json` and decodes the report.
    func drill(_ project: String, _ flags: String...) throws -> Report { try report("drill", project, flags) }

    private func report(_ verb: String, _ project: String, _ flags: [String]) throws -> Report {
        let answer = try started([verb, project, "--format", "json"] + flags).finished()
        guard !answer.output.isEmpty else {
            Issue.record("no report; status \(answer.status): \(answer.chatter)")
            throw Missing()
        }
        var report = try JSONDecoder.forReports.decode(Report.self, from: Data(answer.output.utf8))
        report.status = answer.status
        report.chatter = answer.chatter
        return report
    }

    struct Missing: Error {}
}

/// A call under way, whose output goes to files so that no pipe can fill up.
final class Call {
    let process: Process
    private let output: URL
    private let chatter: URL

    init(_ process: Process) throws {
        self.process = process
        let name = UUID().uuidString
        output = FileManager.default.temporaryDirectory.appendingPathComponent("out-\(name)")
        chatter = FileManager.default.temporaryDirectory.appendingPathComponent("err-\(name)")
        for url in [output, chatter] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: chatter)
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        for url in [output, chatter] {
            do { try FileManager.default.removeItem(at: url) } catch { Issue.record(error) }
        }
    }

    /// What the call has said on stderr so far.
    func chatterSoFar() throws -> String { String(decoding: try Data(contentsOf: chatter), as: UTF8.self) }

    func finished() throws -> Tool.Answer {
        process.waitUntilExit()
        let status =
            process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        return Tool.Answer(
            status: status, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            chatter: try chatterSoFar())
    }
}

/// What tests look at in a JSON report.
struct Report: Decodable {
    struct Finding: Decodable {
        struct Place: Decodable {
            var file: String
            var line: Int
            var column: Int
        }
        struct Message: Decodable {
            var what: String
            var place: String?
        }
        var code: String
        var severity: String
        var step: String?
        var object: String?
        var place: Place?
        var message: Message?
    }
    struct Snapshot: Decodable {
        var state: String
        var hash: String
    }
    struct Step: Decodable {
        struct PreValidation: Decodable {
            struct Constraint: Decodable {
                var kind: String
                var result: String
            }
            var constraints: [Constraint]
        }
        struct Drill: Decodable {
            struct Loss: Decodable {
                struct Declaration: Decodable { var reason: String }
                var drill: String
                var table: String
                var column: String?
                var change: String
                var count: Int
                var declaration: Declaration?
            }
            struct RowsMet: Decodable {
                var verb: String
                var table: String?
                var rowCount: Int?
            }
            struct Residue: Decodable {
                var mending: [String]
                var reason: String?
            }
            var lossClass: String?
            var losses: [Loss]
            var rowsMet: [RowsMet]
            var residues: [Residue]
            var mending: [String]
        }
        var name: String
        var drill: Drill
        var preValidation: PreValidation
    }
    struct Act: Decodable {
        var act: String
    }
    var findings: [Finding]
    var snapshots: [Snapshot]
    var acts: [Act]
    var steps: [Step]
    var status: Int32 = -1
    var chatter = ""

    private enum CodingKeys: String, CodingKey { case findings, snapshots, acts, steps }

    var failures: [Finding] { findings.filter { $0.severity == "fail" } }
    var hashes: [String: String] { Dictionary(snapshots.map { ($0.state, $0.hash) }) { first, _ in first } }
}

extension JSONDecoder {
    static var forReports: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }
}

/// How to reach and to stop a server that a call kept, as the call said on stderr.
struct KeptServer {
    let connect: String
    let stop: String

    init(toldIn chatter: String) throws {
        let lines = chatter.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        connect = try #require(lines.first { $0.hasPrefix("psql ") }, "\(chatter)")
        stop = try #require(lines.first { $0.hasPrefix("kill ") }, "\(chatter)")
    }
}

/// What a command says on standard output.
func shell(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(command)")
    return String(decoding: output, as: UTF8.self)
}

/// The URI of the test server's database that a connection is in.
func serverURI(
    _ connection: PostgresConnection, user: String = EphemeralCluster.bootstrapRole
) async throws -> String {
    let folder = try await TestServer.shared.cluster().folder
    let name = try await connection.query("SELECT pg_catalog.current_database() AS name").rows[0].text("name")
    return "postgresql:///\(name)?host=\(folder)/socket&port=5432&user=\(user)"
}
