import Dataset
import ProjectFolder
import RehearsalCore
import Testing

@Suite("A shape file")
struct ShapeYAMLTests {
    private func error(_ text: String) -> ShapeYAMLError? {
        do {
            _ = try readShape(text: text, file: "shape.yaml")
            return nil
        } catch let error as ShapeYAMLError {
            return error
        } catch {
            Issue.record("an error of another kind: \(error)")
            return nil
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
            ("{ constnt: 1 }", 7, 16, "Did you mean constant?"),
            ("kye", 7, 14, "Did you mean key?"),
            ("{ boolean: 88 }", 7, 25, "Write a share with its unit, for example 12.5%."),
            ("{ constant: 1, nulls: 0.5 }", 7, 36, "Write a share with its unit, for example 12.5%."),
            ("{ constant: 1, uuid: 2 }", 7, 29, "Keep constant or uuid."),
            ("{ time: { back: 30 } }", 7, 30, "Write a duration with its unit, for example 90s, 5min, 8h, 30d, 3y."),
            ("{ time: { back: 30d, season: taxx } }", 7, 43, "Did you mean tax?"),
            ("{ reference: { table: a, wihtin: b } }", 7, 39, "Did you mean within?"),
            ("{ number: { between: [1, 2, 3] } }", 7, 35, "Write [lowest, highest]."),
            ("{ mix: [{ share: 10%, constant: 1 }] }", 7, 21, "Correct the shares."),
        ])
    func errors(column: String, line: Int, position: Int, next: String) {
        let found = error(table(column))
        #expect(found?.place == SourcePlace(file: "shape.yaml", line: line, column: position))
        #expect(found?.next == next)
        #expect(found?.ending == .usage)
    }

    @Test("is refused with a place where it is no YAML, empty, twice or of another version")
    func files() {
        #expect(error("shape: [1")?.place.line == 2 || error("shape: [1")?.place.line == 1)
        #expect(error("")?.what == "The shape file is empty.")
        #expect(error("shape: 2\ntables: {}")?.place == SourcePlace(file: "shape.yaml", line: 1, column: 8))
        #expect(error("shape: 1\ntables: {}\ntables: {}") != nil)
        #expect(error("shape: 1\ntabels: {}")?.next == "Add tables.")
        #expect(throws: ShapeYAMLError.self) { try readShape(file: "none.yaml", in: "/nowhere") }
    }
}
