import Foundation
import RehearsalCore
import Testing

@testable import Staging

@Suite("docs/catalog.md")
struct CatalogPageTests {
    private static let page = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/catalog.md")

    /// The cells of the table's rows below a headline, by row.
    private func rows(below headline: String) throws -> [[String]] {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let section = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix(headline + "\n") })
        return section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    private func names(_ cell: String) -> [String] {
        cell.components(separatedBy: "`").enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    }

    @Test("lists every attribute that the reader can give with its class, and no other")
    func attributes() throws {
        var listed: [ReadAttribute] = []
        for row in try rows(below: "Kinds and attributes") {
            let kind = try #require(FactKind(rawValue: row[0]))
            let factClass = try #require(FactClass(rawValue: row[1]))
            listed += names(row[2]).map { ReadAttribute(kind: kind, name: $0, factClass: factClass) }
        }
        #expect(listed.sorted() == ReadAttributes.all.sorted())
    }

    @Test("lists what no statement on 15 changes, with the reasons that the test of changes has")
    func unchangeable() throws {
        let listed = try rows(below: "What no statement on PostgreSQL 15 changes").flatMap { row in
            names(row[1]).map { "\(row[0]) \($0): \(row[2])" }
        }
        #expect(
            listed.sorted()
                == ReadAttributes.unchangeable.map {
                    "\($0.attribute.kind.rawValue) \($0.attribute.name): \($0.reason)"
                }.sorted())
    }

    @Test("has a row for every kind of fact")
    func kinds() throws {
        let listed = Set(try rows(below: "Kinds and attributes").map { $0[0] })
        #expect(listed == Set(FactKind.allCases.map(\.rawValue)))
    }
}
