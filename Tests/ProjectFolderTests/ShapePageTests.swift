import Dataset
import Foundation
import ProjectFolder
import RehearsalCore
import Testing

/// docs/shape.md is held to what the reader reads.
///
/// A block ```yaml is a whole shape, ```yaml table the body of a table, ```yaml columns some of its columns. In tables
/// the column `example` holds generators and the column `example of rows` what stands at `rows`.
@Suite("The page of the shape")
struct ShapePageTests {
    static func page() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/shape.md"), encoding: .utf8)
    }

    /// What a shape around a generator has to define.
    static let surroundings = "shape: 1\nseasons: { tax: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }\ntables:\n  t:\n"

    /// The blocks of YAML, each as a whole shape.
    static func shapes(in page: String) throws -> [String] {
        var blocks: [(mark: Substring, text: String)] = []
        var isInside = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if isInside, line == "```" {
                isInside = false
            } else if isInside {
                blocks[blocks.count - 1].text += line + "\n"
            } else if line.hasPrefix("```yaml") {
                isInside = true
                blocks.append((line.dropFirst("```yaml".count), ""))
            }
        }
        return try blocks.map { block in
            switch block.mark {
            case "": return block.text
            case " table": return surroundings + indented(block.text, 4)
            case " columns": return surroundings + "    rows: 1\n    columns:\n" + indented(block.text, 6)
            default: throw UnknownMark(mark: String(block.mark))
            }
        }
    }

    struct UnknownMark: Error { let mark: String }

    private static func indented(_ text: String, _ columns: Int) -> String {
        text.split(separator: "\n").map { String(repeating: " ", count: columns) + $0 + "\n" }.joined()
    }

    /// The code in the cells of the tables' columns of a name.
    static func examples(in page: String, column name: String) -> [String] {
        var found: [String] = []
        var position: Int?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("| ") || line.hasPrefix("|-") else {
                position = nil
                continue
            }
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            if let position, position < cells.count, cells[position].hasPrefix("`") {
                found.append(cells[position].trimmingCharacters(in: ["`"]))
            } else if position == nil {
                position = cells.firstIndex(of: name) ?? Int.max
            }
        }
        return found
    }

    static func shape(ofColumn generator: String) throws -> Shape {
        try readShape(text: surroundings + "    rows: 1\n    columns:\n      c: \(generator)\n", file: "shape.yaml")
    }

    static func shape(ofRows rows: String) throws -> Shape {
        try readShape(text: surroundings + "    rows: \(rows)\n    columns: { c: uuid }\n", file: "shape.yaml")
    }

    /// The keys that the reader says it knows where it meets one that it does not.
    static func knownKeys(_ read: () throws -> Shape) throws -> [String] {
        do {
            _ = try read()
        } catch let error as any ExplainedError {
            let next = error.message.next
            let start = try #require(next.range(of: "known keys are "), "\(error.message)")
            return next[start.upperBound...].split(separator: ",").map {
                $0.trimmingCharacters(in: .whitespacesAndNewlines.union(["`", "."]))
            }
        }
        Issue.record("an unknown key was read")
        return []
    }

    @Test("has blocks of YAML that can all be read")
    func blocks() throws {
        let shapes = try Self.shapes(in: Self.page())
        #expect(shapes.count >= 5)
        for text in shapes {
            #expect(throws: Never.self, "\(text)") { try readShape(text: text, file: "shape.yaml") }
        }
    }

    @Test("has examples of generators and rows that can all be read")
    func examples() throws {
        let page = try Self.page()
        let columns = Self.examples(in: page, column: "example")
        let rows = Self.examples(in: page, column: "example of rows")
        #expect(columns.count >= 40)
        #expect(rows.count >= 12)
        for text in columns { #expect(throws: Never.self, "\(text)") { try Self.shape(ofColumn: text) } }
        for text in rows { #expect(throws: Never.self, "\(text)") { try Self.shape(ofRows: text) } }
    }

    @Test("lists every generator that the reader knows, and shows each at work")
    func generators() throws {
        let page = try Self.page()
        let known = try Self.knownKeys { try Self.shape(ofColumn: "{ zzzzzzzzzzzz: 1 }") }
        #expect(known.count >= 30)
        let examples = Self.examples(in: page, column: "example")
        for name in known {
            #expect(page.contains("\n| `\(name)` |"), "\(name) has no row in a table")
            #expect(examples.contains { $0 == name || $0.contains("\(name): ") }, "\(name) has no example")
        }
    }

    @Test(
        "names every key within a generator",
        arguments: [
            "key: { Z }", "serial: { start: 1, Z }", "number: { between: [1, 2], Z }",
            "log_normal: { median: 2, spread: 2, between: [1, 3], Z }", "reference: { table: a, Z }",
            "polymorphic: { by: a, tables: { a: b }, Z }", "copy: { column: a, through: b, Z }",
            "copy: { column: a, from: b, Z }", "time: { back: 1d, Z }", "offset: { from: a, between: [1d, 2d], Z }",
            "part: { of: a, take: year, Z }", "paragraph: { of: a, length: [1, 2], Z }",
            "list: { of: uuid, count: [1, 2], Z }", "pick: { of: a, count: [1, 2], Z }",
            "json: { a: { constant: 1, Z } }", "by: { column: a, cases: { a: uuid }, Z }",
            "mix: [{ share: 100%, constant: 1, Z }]", "portion: { of: a, between: [1%, 2%], Z }",
            "range: { from: serial, span: [1, 2], Z }", "constant: 1, null_unless: { column: a, in: [b], Z }",
        ])
    func generatorKeys(probe: String) throws {
        let page = try Self.page()
        let generator = "{ " + probe.replacingOccurrences(of: "Z", with: "zzzzzzzzzzzz: 1") + " }"
        for key in try Self.knownKeys({ try Self.shape(ofColumn: generator) }) {
            #expect(page.contains("`\(key)`"), "\(key) is not named")
        }
    }

    @Test("names every key of the file, of a table and of rows")
    func outerKeys() throws {
        let page = try Self.page()
        let unknown = "zzzzzzzzzzzz: 1"
        var keys = try Self.knownKeys { try readShape(text: "shape: 1\ntables: {}\n\(unknown)\n", file: "shape.yaml") }
        keys += try Self.knownKeys {
            try readShape(text: Self.surroundings + "    { rows: 1, columns: {}, \(unknown) }\n", file: "shape.yaml")
        }
        for start in ["total: 1, of: a", "fixed: 1", "per: a, mean: 1", "each: a", ""] {
            let comma = start.isEmpty ? "" : ", "
            keys += try Self.knownKeys { try Self.shape(ofRows: "{ \(start)\(comma)\(unknown) }") }
        }
        for key in Set(keys).sorted() {
            #expect(page.contains("`\(key)`") || page.contains("`\(key): "), "\(key) is not named")
        }
    }

    @Test("would be caught with a block or an example that cannot be read")
    func caught() throws {
        let broken = "```yaml columns\na: { nonsense: 1 }\n```\n| example |\n|---|\n| `{ nonsense: 1 }` |\n"
        let shapes = try Self.shapes(in: broken)
        #expect(shapes.count == 1)
        #expect(throws: (any Error).self) { try readShape(text: shapes[0], file: "shape.yaml") }
        #expect(Self.examples(in: broken, column: "example") == ["{ nonsense: 1 }"])
        #expect(throws: UnknownMark.self) { try Self.shapes(in: "```yaml rows\n```\n") }
    }
}
