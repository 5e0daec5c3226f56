import Dataset
import Foundation
import ProjectFolder
import RehearsalCore
import Testing

@Suite("A shape file")
struct ShapeReaderTests {
    private func problems(_ text: String) -> [Problem] {
        do {
            _ = try readShape(text: text, file: "shape.yaml")
            return []
        } catch {
            #expect(error.ending == .usage)
            return error.problems
        }
    }

    private func table(_ column: String) -> String {
        """
        shape: 1
        seasons: { tax: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }
        tables:
          clients:
            rows: { total: 10, of: firms, spread: { zipf: 1.0 } }
            columns:
              value: \(column)
        """
    }

    private func generator(_ column: String) throws -> Generator {
        try readShape(text: table(column), file: "shape.yaml").tables[0].columns[0].field.generator
    }

    @Test("is read with the places of its tables and columns")
    func places() throws {
        let shape = try readShape(text: table("key"), file: "shape.yaml")
        #expect(shape.tables[0].name == TableName("clients"))
        #expect(shape.tables[0].place == SourcePlace(file: "shape.yaml", line: 4, column: 3))
        #expect(shape.tables[0].rows.count == .total(10))
        #expect(shape.tables[0].rows.spread == .zipf(thousandths: 1000))
        #expect(shape.tables[0].columns[0].place == SourcePlace(file: "shape.yaml", line: 7, column: 7))
    }

    @Test("tells numbers, flags and texts apart by their spelling")
    func literals() throws {
        #expect(try generator("{ constant: 1.50 }") == .constant(.number(FixedDecimal("1.50")!)))
        #expect(try generator("{ constant: \"1.50\" }") == .constant(.text("1.50")))
        #expect(try generator("{ constant: true }") == .constant(.boolean(true)))
        #expect(
            try generator("{ one_of: { a: 99.5%, b: 0.5% } }")
                == .oneOf([Weighted(.text("a"), weight: 995_000), Weighted(.text("b"), weight: 5000)]))
    }

    @Test("knows every generator")
    func generators() throws {
        #expect(try generator("uuid") == .uuid)
        #expect(try generator("{ ordinal: { start: 0 } }") == .ordinal(start: 0))
        #expect(try generator("{ parent: firms }") == .parent(TableName("firms")))
        #expect(
            try generator("{ reference: { table: users, within: firms, distinct: true } }")
                == .reference(Reference(table: TableName("users"), within: "firms", isDistinct: true)))
        #expect(
            try generator("{ time: { back: 2y, season: tax, weekend: 10%, hours: [8, 18], after: firms.made } }")
                == .time(
                    TimeRule(
                        spanSeconds: 63_072_000, season: Array(1...12), weekend: Share(millionths: 100_000),
                        firstHour: 8, lastHour: 18, after: [.ancestor(TableName("firms"), column: "made")])))
        #expect(
            try generator("{ sum: [a, -b] }")
                == .sum([Summand(column: "a", isNegative: false), Summand(column: "b", isNegative: true)]))
        #expect(
            try generator("{ portion: { of: a, between: [0%, 8.5%] } }")
                == .portion(of: "a", low: .none, high: Share(millionths: 85_000)))
        #expect(try generator("{ pick: { of: words, count: [1, 2] } }") == .pick(words: "words", low: 1, high: 2))
    }

    @Test(
        "says what is wrong, where, and what was meant",
        arguments: [
            ("{ constnt: 1 }", 7, 16, "did you mean `constant`?"),
            ("kye", 7, 14, "did you mean `key`?"),
            ("Monday", 7, 14, "write { constant: Monday } for a fixed value"),
            ("{ boolean: 88 }", 7, 25, "write a share with its unit such as 12.5%, at most 100%"),
            ("{ constant: 1, nulls: 0.5 }", 7, 36, "write a share with its unit such as 12.5%, at most 100%"),
            ("{ constant: 1, uuid: 2 }", 7, 29, "keep one of them"),
            ("{ time: { back: 30 } }", 7, 30, "write for example `30s`, `30min`, `30h`, `30d`"),
            ("{ time: { back: 30ms } }", 7, 30, "write a duration with its unit such as 90s, 5min, 8h, 30d or 3y"),
            ("{ time: { back: 30d, season: taxx } }", 7, 43, "did you mean `tax`?"),
            ("{ time: { back: 30d, season: spring } }", 7, 43, "add it under `seasons`"),
            ("{ reference: { table: a, wihtin: b } }", 7, 39, "did you mean `within`?"),
            ("{ number: { between: [1, 2, 3] } }", 7, 35, "write [lowest, highest]"),
            ("{ mix: [{ share: 10%, constant: 1 }] }", 7, 21, "correct the shares"),
            ("{ serial: { start: 1.5 } }", 7, 33, "write a whole number such as 12"),
            ("{ copy: { column: a, through: b, from: c } }", 7, 47, "known keys are `column`, `through`"),
            ("{ part: { of: a, take: week } }", 7, 37, "known are `year`, `quarter`, `month`"),
            ("{ nulls: 5% }", 7, 14, "write one of \(FieldKeys.text)"),
            ("{ constant: null }", 7, 26, "write a single value"),
        ])
    func errors(column: String, line: Int, position: Int, next: String) {
        let found = problems(table(column))
        #expect(found.map(\.place) == [SourcePlace(file: "shape.yaml", line: line, column: position)])
        #expect(found.first?.message.next == next)
    }

    @Test(
        "is strict about the number of rows",
        arguments: [
            ("{ fixed: 5, spread: even }", "the key `spread` is unknown in `tables.clients.rows`"),
            ("{ per: firms }", "the key `tables.clients.rows.mean` is missing"),
            ("{ each: firms, mean: 2 }", "the key `mean` is unknown in `tables.clients.rows`"),
            ("{ each: firms, share: 2 }", "`tables.clients.rows.share` has to be a share"),
            ("{ total: -1 }", "`tables.clients.rows.total` has to be a number of rows"),
            ("{ of: firms }", "`tables.clients.rows` names no number"),
            ("{ totl: 5 }", "the key `totl` is unknown"),
            ("{ total: 5, of: a, spread: { zipf: 6 } }", "`tables.clients.rows.spread.zipf` has to be"),
            ("{ total: 5, of: a, spread: evn }", "`tables.clients.rows.spread` does not know `evn`"),
        ])
    func rows(rows: String, what: String) {
        let text = table("key").replacing("{ total: 10, of: firms, spread: { zipf: 1.0 } }", with: rows)
        let found = problems(text).map(\.message.what)
        #expect(found.count == 1 && found[0].hasPrefix(what), "\(found)")
    }

    @Test("that is wrong in many places is told all of them at once")
    func many() {
        let text = """
            shape: 2
            seasons: { tax: [1] }
            tables:
              clients: { rows: -1, columns: { id: kye, name: { txt: a } } }
              firms: { rows: 2, colums: { id: key } }
            """
        #expect(
            problems(text).compactMap(\.place).map { "\($0.line):\($0.column)" } == [
                "1:8", "2:17", "4:20", "4:39", "4:52", "5:21",
            ])
    }

    @Test("may use aliases, but not without end")
    func aliases() throws {
        let shape = try readShape(
            text: table("&a { constant: 1 }") + "\n      other: *a\n", file: "shape.yaml")
        #expect(shape.tables[0].columns[0].field.generator == shape.tables[0].columns[1].field.generator)
        let bomb = (1...30).map { "  - &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
        let found = problems("shape: 1\ntables: {}\ndefinitions:\n  - &a0 [x, x]\n" + bomb)
        #expect(found.map(\.fault) == [.configuration(.tooManyValues(limit: 1 << 19))])
    }

    @Test("is refused with a place where it is no YAML, empty, twice or of another version")
    func files() throws {
        #expect(problems("shape: [1").count == 1)
        #expect(problems("").map(\.message.what) == ["the file says nothing"])
        #expect(
            problems("shape: 2\ntables: {}").map(\.place) == [SourcePlace(file: "shape.yaml", line: 1, column: 8)])
        #expect(problems("shape: 1\ntables: {}\ntables: {}").map(\.fault) == [.configuration(.duplicateKey("tables"))])
        #expect(problems("shape: 1\ntabels: {}").map(\.message.next) == ["did you mean `tables`?"])
        #expect(throws: ProjectFolderError.self) { try readShape(file: "none.yaml", in: "/nowhere") }
        let long = String(repeating: "#", count: YAMLLimit.bytes + 1)
        let folder = try FolderOnDisk(["shape.yaml": long])
        #expect(throws: ProjectFolderError.self) {
            try readShape(file: "shape.yaml", in: folder.root.path(percentEncoded: false))
        }
    }

    @Test("is told together with what is wrong in rehearsal.yaml")
    func together() throws {
        let folder = try FolderOnDisk(
            yaml(adding: "limits: { statement: 3 }\n").merging(["shape.yaml": "shape: 1\ntabels: {}\n"]) { $1 })
        let error = #expect(throws: ProjectFolderError.self) {
            try readContents(at: folder.root.path(percentEncoded: false))
        }
        #expect(error?.problems.map { $0.place?.description } == ["rehearsal.yaml:6:22", "shape.yaml:2:1"])
    }
}

private enum FieldKeys {
    /// The generators in the order in which a message names them.
    static let text = [
        "key", "uuid", "serial", "ordinal", "constant", "one_of", "in_order", "boolean", "number", "log_normal",
        "parent", "reference", "polymorphic", "copy", "same_as", "time", "offset", "part", "text", "paragraph", "json",
        "composite", "list", "pick", "range", "by", "mix", "sum", "portion", "captured",
    ].map { "`\($0)`" }.joined(separator: ", ")
}
