import Foundation
import RehearsalCore
import Testing

@Suite("House rules")
struct HouseRulesTests {
    private func sources() throws -> [HouseTree.File] { try HouseTree.swiftFiles(below: "Sources") }

    @Test("No room imports what is not its business")
    func imports() throws {
        let files = try sources()
        #expect(files.count > 50)
        #expect(files.flatMap(HouseRules.foreignImports) == [])
    }

    @Test("Files have at most 300 lines of at most 120 columns")
    func sizes() throws {
        let files = try sources() + HouseTree.swiftFiles(below: "Tests")
        #expect(files.flatMap(HouseRules.size) == [])
    }

    @Test("Nothing unfinished and nothing that hides an error is left in the sources")
    func leftovers() throws {
        let found = try sources().flatMap(HouseRules.leftovers)
        #expect(found == [])
    }

    @Test("No file has a name that says nothing")
    func names() throws {
        let found = try sources().flatMap(HouseRules.name)
        #expect(found == [])
    }

    @Test("Every room has a file with its name whose header says what it never does")
    func headers() throws {
        for room in HouseRules.importsByRoom.keys.sorted() where !room.hasPrefix("CLib") {
            let path = room == "pgrehearse" ? "Sources/pgrehearse/Command.swift" : "Sources/\(room)/\(room).swift"
            guard HouseTree.exists(path) else {
                Issue.record("\(path) is missing")
                continue
            }
            let found = HouseRules.header(of: try HouseTree.file(path))
            #expect(found == [])
        }
    }

    @Test("No committed text names a folder of a machine where something was built")
    func machinePaths() throws {
        let texts = ["Sources", "Tests", "docs", "fixtures"].flatMap(HouseTree.paths)
            .filter { [".swift", ".md", ".sql", ".yaml", ".conf", ".json", ".txt"].contains(where: $0.hasSuffix) }
        let files = try (texts + ["README.md", "Makefile", "Package.swift"]).map(HouseTree.file)
        #expect(files.flatMap(HouseRules.machinePaths) == [])
    }

    @Test("The top level holds only what belongs there")
    func topLevel() throws {
        let entries = try FileManager.default.contentsOfDirectory(atPath: HouseTree.root.path)
        let made = entries.filter { $0.hasPrefix(".build") || $0 == ".pgrehearse" || $0 == ".swiftpm" }
        #expect(Set(entries).subtracting(HouseRules.topLevel).subtracting(made).sorted() == [])
    }

    @Test("Every finding code has a rule, examples and a page", arguments: FindingCode.allCases)
    func findingCodes(_ code: FindingCode) throws {
        let rule = code.rule
        #expect(rule.code == code)
        #expect(!rule.badExample.text.isEmpty && !rule.goodExample.text.isEmpty)
        #expect(HouseTree.exists("Sources/RehearsalCore/Finding/Rules/\(rule).swift"), "one file per rule")
        #expect(HouseTree.exists("docs/findings/\(code.rawValue).md"))
    }

    @Test("No page tells of a finding that there is not")
    func strayPages() {
        let pages = HouseTree.paths(below: "docs/findings").map { $0.dropFirst("docs/findings/".count).dropLast(3) }
        #expect(Set(pages.map(String.init)) == Set(FindingCode.allCases.map(\.rawValue)))
    }

    @Test("Every verb has a page with its help, flags, three examples and endings")
    func verbs() throws {
        let commands = HouseTree.paths(below: "Sources/pgrehearse").filter { $0.hasSuffix("Command.swift") }
        let verbs = commands.map { path in
            path.split(separator: "/")[2].dropLast("Command.swift".count).lowercased()
        }.filter { !$0.isEmpty }
        #expect(Set(verbs).isSuperset(of: ["run", "accept", "load", "history", "explain"]))
        for verb in verbs {
            let page = try HouseTree.file("docs/verbs/\(verb).md").text
            for part in ["```help\n", "\n## Flags\n", "\n## Examples\n", "\n## Endings\n"] {
                #expect(page.contains(part), "docs/verbs/\(verb).md: \(part)")
            }
            #expect(page.ranges(of: "\npgrehearse \(verb)").count >= 3, "docs/verbs/\(verb).md: three examples")
        }
    }

    @Test("Every ending has a row in docs/endings.md", arguments: Ending.allCases)
    func endings(_ ending: Ending) throws {
        #expect(try HouseTree.file("docs/endings.md").text.contains("\n| \(ending.rawValue) | "))
    }

    @Test("The README names the two commands and links only to pages that are there")
    func readme() throws {
        let text = try HouseTree.file("README.md").text
        #expect(text.contains("make rehearse") && text.contains("make test"))
        let links = text.matches(of: /\]\(([^):]+)\)/).map { String($0.output.1) }
        #expect(links.count > 5)
        #expect(links.filter { !HouseTree.exists($0) } == [])
    }
}
