import Foundation
import Postgres
import RehearsalCore
import Testing
import Staging
import TestServer

/// Asks psql itself how the scripts in Tests/Cases/Scripts fall into statements.
///
/// `psql --log-file` writes every query that it sends between two lines of stars, which no case holds.
@Suite("The lexer and psql")
struct LexerAgreesWithPsqlTests {
    private static let cases = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Cases/Scripts").standardized

    @Test("send the same statements for every script case", .timeLimit(.minutes(5)))
    func agree() async throws {
        let cluster = try await TestServer.shared.cluster()
        let log = FileManager.default.temporaryDirectory.appending(path: "psql-log-" + UUID().uuidString)
        defer {
            do { try FileManager.default.removeItem(at: log) } catch { Issue.record(error) }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.cases.path(percentEncoded: false))
            .filter { $0.hasSuffix(".sql") }.sorted()
        #expect(files.count >= 60)
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let database = try await connection.query("SELECT current_database() AS name").rows[0].text("name")
            await connection.close()
            for file in files {
                let script = Self.cases.appending(path: file)
                try Data().write(to: log)
                let psql = Process()
                psql.executableURL = URL(filePath: cluster.binaries.folder + "/psql")
                psql.arguments = [
                    "--no-psqlrc", "--host", cluster.folder + "/socket", "--port", "5432", "--username",
                    EphemeralCluster.bootstrapRole, "--dbname", database, "--log-file", log.path(percentEncoded: false),
                    "--command",
                    "DROP TABLE IF EXISTS t, s CASCADE; CREATE TABLE t (a int); CREATE TABLE s (a text)", "--file",
                    script.path(percentEncoded: false),
                ]
                psql.environment = ["LC_ALL": "C", "PGCLIENTENCODING": "UTF8"]
                psql.standardInput = FileHandle.nullDevice
                psql.standardOutput = FileHandle.nullDevice
                psql.standardError = FileHandle.nullDevice
                try psql.run()
                psql.waitUntilExit()
                let sent = sentTexts(in: String(decoding: try Data(contentsOf: log), as: UTF8.self))
                #expect(sent.first?.hasPrefix("DROP TABLE") == true, "\(file): psql reached the server")
                let text = String(decoding: try Data(contentsOf: script), as: UTF8.self)
                let ours = try scriptItems(of: text, file: file).compactMap { item -> String? in
                    guard case .statement(let statement) = item else { return nil }
                    return statement.text
                }
                #expect(sent.dropFirst().filter { !isEmpty($0) }.map(bare) == ours, "\(file)")
            }
        }
    }
}

/// The texts between `********* QUERY **********` and the next line of stars.
private func sentTexts(in log: String) -> [String] {
    let opening = "********* QUERY **********\n"
    let closing = "\n**************************\n"
    return log.components(separatedBy: opening).dropFirst().compactMap { $0.components(separatedBy: closing).first }
}

/// True for comments and semicolons alone, which psql sends and the server answers with nothing.
private func isEmpty(_ sent: String) -> Bool { tokens(of: sent).allSatisfy { $0.kind == .comment || $0.text == ";" } }

/// What psql sent, from its first token to the last before its semicolon.
private func bare(_ sent: String) -> String {
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
