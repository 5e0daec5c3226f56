import Dataset
import RehearsalCore
import Testing

@Suite("A constraint that captured columns cannot be held to")
struct CheckRefusalTests {
    private static let pair = CheckedColumns().with("a", "integer", distinct: 5).with("b", "integer", distinct: 5)

    @Test("is refused with its name, its definition and what to do")
    func notUnderstood() throws {
        let error = try #require(Self.pair.check("(((a + b) % 2) = 0)", of: "a", "b").error)
        #expect(
            error.message.what
                == "the CHECK constraint check_1 of public.made cannot be kept by captured values: "
                + "CHECK ((((a + b) % 2) = 0))")
        #expect(error.message.next == "write a generator by hand in the shape file for a and b")
        #expect(error.message.place == "shape.yaml:7:3")
        #expect(error.ending == .usage)
    }

    @Test("of a domain is refused with the domain's name, in one line")
    func domain() {
        let long = String(repeating: "x", count: 400)
        let error = Self.pair.check("\nCASE\n    WHEN (VALUE > 0) THEN f('\(long)')\nEND", of: "a", domain: "odd").error
        let what = error?.message.what ?? ""
        #expect(what.hasPrefix("the CHECK constraint check_1 of the domain odd of public.made cannot be kept"))
        #expect(what.contains("CHECK ( CASE WHEN (VALUE > 0) THEN f('xxx") && what.hasSuffix("…") && what.count < 450)
    }

    @Test("is the server's where no column of it is captured")
    func written() {
        let number = Generator.number(low: FixedDecimal("1")!, high: FixedDecimal("9")!)
        let sum = Self.pair.check("(((a + b) % 2) = 0)", of: "a", "b")
        let both = sum.changed { $0.written = ["a": number, "b": number] }
        #expect(both.error == nil)
        #expect(both.changed { $0.written = ["a": number] }.error?.message.next.hasSuffix("for b") == true)
        // One half of it is about a written column alone.
        let half = Self.pair.check("((a > 100) AND (b > 100))", of: "a", "b").changed { $0.written = ["a": number] }
        #expect(half.error == nil)
        let order = Self.pair.check("(a < b)", of: "a", "b").changed { $0.written = ["a": number] }
        #expect(order.error?.message.what.contains("check_1") == true)
    }

    @Test(
        "is one that its column's type cannot be compared by",
        arguments: [
            ("text", "(a > 'm'::text)"), ("uuid", "(a <> '00000000-0000-0000-0000-000000000000'::uuid)"),
            ("jsonb", "(a <> '{}'::jsonb)"), ("date", "(a > 'yesterday'::date)"), ("text", "(a ~ '(x)\\1'::text)"),
            ("interval", "(a < '1 mon'::interval)"), ("integer", "(a > 'x'::integer)"),
        ])
    func types(type: String, definition: String) {
        #expect(CheckedColumns().with("a", type, distinct: 5).check(definition, of: "a").error != nil)
    }

    @Test("is one of columns that are compared in a circle, or with a list, or with a key")
    func orders() {
        let circle = Self.pair.check("(a <= b)", of: "a", "b").check("(b <= a)", of: "a", "b")
        #expect(circle.error != nil)
        let listed = Self.pair.check("(a < b)", of: "a", "b").check("(b = ANY (ARRAY[1, 2, 3, 4, 5]))", of: "b")
        #expect(listed.error?.message.what.contains("CHECK ((a < b))") == true)
        let grouped = Self.pair.check("(a < b)", of: "a", "b").changed { $0.primaryKey = ["a", "b"] }
        #expect(grouped.error?.message.what.contains("CHECK ((a < b))") == true)
    }

    @Test("is any exclusion constraint of a captured column")
    func exclusions() {
        let exclusion = ExclusionLayout(
            name: "no_overlap", definition: "EXCLUDE USING gist (a WITH =, b WITH &&)", columns: ["a", "b"])
        let error = Self.pair.changed { $0.exclusions = [exclusion] }.error
        #expect(
            error?.message.what
                == "the exclusion constraint no_overlap of public.made cannot be kept by captured values: "
                + "EXCLUDE USING gist (a WITH =, b WITH &&)")
        #expect(error?.message.next == "write a generator by hand in the shape file for a and b")
        let number = Generator.number(low: FixedDecimal("1")!, high: FixedDecimal("9")!)
        let written = Self.pair.changed { made in
            made.exclusions = [exclusion]
            made.written = ["a": number, "b": number]
        }
        #expect(written.error == nil)
        let expressions = Self.pair.changed {
            $0.exclusions = [ExclusionLayout(name: "x", definition: "EXCLUDE (f(a) WITH =)", columns: [])]
        }
        #expect(expressions.error != nil)
    }
}
