import Testing

@Suite("House rules catch what they forbid")
struct HouseRulesCatchTests {
    private func file(_ text: String, _ path: String = "Sources/Reports/Sample.swift") -> HouseTree.File {
        HouseTree.File(path: path, text: text)
    }

    @Test(
        "an import of another room, however it is written",
        arguments: [
            "import Postgres", "public import Staging", "@testable import GRDB", "@preconcurrency import Foundation",
            "internal import struct Foundation.Data", "  import Postgres  // why",
        ])
    func imports(_ line: String) {
        #expect(HouseRules.foreignImports(in: file("import RehearsalCore\n\(line)\n")).count == 1)
        #expect(HouseRules.foreignImports(in: file("// an import Postgres in words\nlet important = 1")) == [])
        #expect(HouseRules.foreignImports(in: file("let a = 1", "Sources/Attic/A.swift")).count == 1)
    }

    @Test("a file of 301 lines and a line of 121 columns")
    func sizes() {
        #expect(HouseRules.size(of: file(String(repeating: "a\n", count: 300))) == [])
        #expect(HouseRules.size(of: file(String(repeating: "a\n", count: 301))).count == 1)
        #expect(HouseRules.size(of: file(String(repeating: "é", count: 120))) == [])
        #expect(HouseRules.size(of: file(String(repeating: "é", count: 121))).count == 1)
    }

    @Test(
        "leftovers",
        arguments: [
            "let a = try" + "? b()", "let a = try" + "! b()", "let a = b as" + "! C", "// TO" + "DO later",
            "// FIX" + "ME", "print" + "(a)", "fatal" + "Error()", "Thread." + "sleep(forTimeInterval: 1)",
            "us" + "leep(1)",
        ])
    func leftovers(_ line: String) {
        #expect(HouseRules.leftovers(in: file("let a = 1\n\(line)\n")).count == 1)
    }

    @Test("but not words that merely contain them")
    func innocent() {
        let text = "let x = try a()\nfingerprint" + "(a)\nlet b = a as? C\nlet c = a as any P\nmktemp -d a.XXXXXX\n"
        #expect(HouseRules.leftovers(in: file(text)) == [])
        let command = file("print" + "(a)", "Sources/pgrehearse/A.swift")
        #expect(HouseRules.leftovers(in: command) == [])
    }

    @Test("names that say nothing, and rooms without a header")
    func names() {
        for name in ["Utils", "StringHelpers", "RunManager", "StoreService", "ReportBase"] {
            #expect(HouseRules.name(of: file("", "Sources/Reports/\(name).swift")).count == 1)
        }
        #expect(HouseRules.name(of: file("", "Sources/Reports/Baseline.swift")) == [])
        #expect(HouseRules.name(of: file("", "Sources/Staging/RehearsalDatabase.swift")) == [])
        #expect(HouseRules.header(of: file("//  placeholder\n")).count == 1)
        #expect(HouseRules.header(of: file("import A\n")).count == 1)
    }

    @Test("folders of build machines")
    func machinePaths() {
        #expect(HouseRules.machinePaths(in: file("let a = \"/ho" + "me/ann/a\"")).count == 1)
        #expect(HouseRules.machinePaths(in: file("let a = \"homework/a\"")) == [])
    }
}
