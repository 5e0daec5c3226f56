import Foundation
import RehearsalCore
import Testing
import TestServer

/// Asks psql itself how the scripts in Tests/Cases/Scripts fall into statements.
@Suite("The lexer and psql")
struct LexerAgreesWithPsqlTests {
    private static let cases = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Cases/Scripts").standardized

    @Test("send the same statements for every script case", .timeLimit(.minutes(5)))
    func agree() async throws {
        let log = FileManager.default.temporaryDirectory.appending(path: "psql-log-" + UUID().uuidString)
        defer {
            do { try FileManager.default.removeItem(at: log) } catch { Issue.record(error) }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.cases.path(percentEncoded: false))
            .filter { $0.hasSuffix(".sql") }.sorted()
        #expect(files.count >= 60)
        try await withTestDatabase { parameters in
            let psql = try await SentByPsql(parameters, log: log)
            for file in files {
                let script = Self.cases.appending(path: file)
                let sent = try psql.texts(
                    of: script,
                    behind: "DROP TABLE IF EXISTS t, s CASCADE; CREATE TABLE t (a int); CREATE TABLE s (a text)")
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
