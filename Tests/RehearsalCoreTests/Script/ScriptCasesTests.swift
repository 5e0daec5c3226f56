import Foundation
import RehearsalCore
import Testing

/// The scripts in Tests/Cases/Scripts and the statements that psql 15 was seen to send for them.
///
/// A new case is a new pair of files, `NAME.sql` and `NAME.json`; LexerAgreesWithPsqlTests asks psql itself.
struct ScriptCase: CustomTestStringConvertible {
    struct Expected: Decodable {
        var text: String
        var line: Int
        var column: Int
        var copyData: String?
    }

    var name: String
    var text: String
    var expected: [Expected]
    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Cases/Scripts")
        .standardized

    static func all() throws -> [ScriptCase] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { $0.hasSuffix(".sql") }.sorted().map { file in
                let name = String(file.dropLast(4))
                let script = try Data(contentsOf: folder.appending(path: file))
                let answers = try Data(contentsOf: folder.appending(path: name + ".json"))
                return ScriptCase(
                    name: name, text: String(decoding: script, as: UTF8.self),
                    expected: try JSONDecoder().decode([Expected].self, from: answers))
            }
    }
}

@Suite("The script cases")
struct ScriptCasesTests {
    @Test("are many") func many() throws { #expect(try ScriptCase.all().count >= 60) }

    @Test("split as psql splits them", arguments: try ScriptCase.all())
    func split(_ scriptCase: ScriptCase) throws {
        let items = try scriptItems(of: scriptCase.text, file: "x.sql")
        let statements = items.compactMap { item -> Statement? in
            guard case .statement(let statement) = item else { return nil }
            return statement
        }
        #expect(statements.count == items.count)
        #expect(statements.map(\.text) == scriptCase.expected.map(\.text))
        #expect(
            statements.map(\.place)
                == scriptCase.expected.map { SourcePlace(file: "x.sql", line: $0.line, column: $0.column) })
        #expect(
            statements.map { $0.copyData.map { String(decoding: $0, as: UTF8.self) } }
                == scriptCase.expected.map(\.copyData))
    }
}
