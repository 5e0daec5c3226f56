import Foundation
import Postgres
import RehearsalCore
import Staging
import TestServer

/// Asks psql itself what it sends: `psql --log-file` writes every query between two lines of stars.
struct SentByPsql {
    private let cluster: EphemeralCluster
    private let database: String
    private let log: URL

    /// Works in the database of `parameters`; `log` is written over at every call, and left to the caller.
    init(_ parameters: ConnectionParameters, log: URL) async throws {
        cluster = try await TestServer.shared.cluster()
        let connection = try await PostgresConnection.connect(to: parameters)
        database = try await connection.query("SELECT current_database() AS name").rows[0].text("name")
        await connection.close()
        self.log = log
    }

    /// The texts that psql sends for `setup` and then for the file, in order.
    func texts(of script: URL, behind setup: String, variables: [String] = []) throws -> [String] {
        try Data().write(to: log)
        let psql = Process()
        psql.executableURL = URL(filePath: cluster.binaries.folder + "/psql")
        psql.arguments =
            [
                "--no-psqlrc", "--host", cluster.folder + "/socket", "--port", "5432", "--username",
                EphemeralCluster.bootstrapRole, "--dbname", database, "--log-file", log.path(percentEncoded: false),
            ] + variables.flatMap { ["--set", $0] } + [
                "--command", setup, "--file", script.path(percentEncoded: false),
            ]
        psql.environment = ["LC_ALL": "C", "PGCLIENTENCODING": "UTF8"]
        psql.standardInput = FileHandle.nullDevice
        psql.standardOutput = FileHandle.nullDevice
        psql.standardError = FileHandle.nullDevice
        try psql.run()
        psql.waitUntilExit()
        return sentTexts(in: String(decoding: try Data(contentsOf: log), as: UTF8.self))
    }
}

/// The texts between `********* QUERY **********` and the next line of stars.
private func sentTexts(in log: String) -> [String] {
    let opening = "********* QUERY **********\n"
    let closing = "\n**************************\n"
    return log.components(separatedBy: opening).dropFirst().compactMap { $0.components(separatedBy: closing).first }
}

/// True for comments and semicolons alone, which psql sends and the server answers with nothing.
func isEmpty(_ sent: String) -> Bool { tokens(of: sent).allSatisfy { $0.kind == .comment || $0.text == ";" } }

/// What psql sent, from its first token to the last before its semicolon.
func bare(_ sent: String) -> String {
    var kept = tokens(of: sent)[...]
    while kept.last?.kind == .comment { kept.removeLast() }
    if kept.last?.text == ";" { kept.removeLast() }
    while kept.last?.kind == .comment { kept.removeLast() }
    while kept.first?.kind == .comment { kept.removeFirst() }
    guard let first = kept.first, let last = kept.last else { return "" }
    let scalars = Array(sent.unicodeScalars)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[(first.position - 1)..<(last.position - 1)])
    return String(text) + last.text
}
