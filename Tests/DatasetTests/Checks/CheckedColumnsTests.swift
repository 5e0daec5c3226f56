import Dataset
import RehearsalCore
import Testing

@Suite("A captured column with a CHECK constraint")
struct CheckedColumnsTests {
    private static let none = CheckedColumns()

    @Test("lies within a range, with as many different values and shares as before")
    func range() throws {
        let free = Self.none.with(
            "price", "numeric", distinct: 800, scale: 2, common: [0.3, 0.1], ranks: [2, 1])
        let held = free.check("((price > (5)::numeric) AND (price < 13.01))", of: "price")
        let (wanted, found) = (try free.numbers(), try held.numbers())
        #expect(found.allSatisfy { $0 > 5 && $0 < 13.01 })
        // Each value became another one, in the same order and in the same rows.
        let ranks = Dictionary(uniqueKeysWithValues: Set(wanted).sorted().enumerated().map { ($0.element, $0.offset) })
        let sorted = Set(found).sorted()
        #expect(sorted.count == 800)
        #expect(zip(wanted, found).allSatisfy { sorted[ranks[$0] ?? 0] == $1 })
    }

    @Test("fills a range that has just as many values, and is refused where it has fewer")
    func narrow() throws {
        let held = Self.none.with("percent", "smallint", distinct: 101)
            .check("((percent >= 0) AND (percent <= 100))", of: "percent")
        #expect(Set(try held.numbers()).sorted() == (0...100).map { Double($0) })
        let refused = held.check("(percent <> 50)", of: "percent").error
        #expect(
            refused?.message.what
                == "public.made.percent needs 101 different values, and the CHECK constraint check_1 and the CHECK "
                + "constraint check_2 allow fewer: CHECK (((percent >= 0) AND (percent <= 100))) "
                + "CHECK ((percent <> 50))"
        )
        #expect(refused?.ending == .usage)
        #expect(refused?.message.place == "shape.yaml:7:3")
    }

    @Test("lies on a side of a value that is not allowed, below zero, and within its type's digits")
    func excluded() throws {
        let parity = Self.none.with("i", "integer", distinct: 40).check("(i <> 7)", of: "i")
        #expect(try parity.numbers().allSatisfy { $0 != 7 } && Set(parity.numbers()).count == 40)
        let negative = Self.none.with("i", "integer", distinct: 40).check("(i < '-1000'::integer)", of: "i")
        #expect(try negative.numbers().allSatisfy { $0 < -1000 })
        let digits = Self.none.with("n", "numeric", distinct: 90, scale: 1, precision: 2)
            .check("(n >= (1)::numeric)", of: "n")
        #expect(try digits.numbers().allSatisfy { $0 >= 1 && $0 < 10 })
        let huge = Self.none.with("b", "bigint", distinct: 40).check("(b <= '9223372036854775807'::bigint)", of: "b")
        #expect(huge.error == nil)
    }

    @Test("of doubles has room between whole numbers, and of reals keeps clear of bounds that a real rounds over")
    func doubles() throws {
        let held = Self.none.with("d", "double precision", distinct: -1)
            .check("((d >= (0)::double precision) AND (d <= (0.01)::double precision))", of: "d")
        #expect(try Set(held.numbers()).count == 3000)
        let real = Self.none.with("r", "real", distinct: 300)
            .check("((r >= (0.1)::double precision) AND (r <= (0.1004)::double precision))", of: "r")
        #expect(try real.numbers().allSatisfy { $0 > 0.1 && $0 < 0.1004 })
    }

    @Test("has the first values of a list in their order")
    func list() throws {
        let texts = Self.none.with("t", "text", distinct: 3, common: [0.5, 0.3, 0.2], ranks: [3, 1, 2])
            .check("(t = ANY (ARRAY['paid'::text, 'open'::text, 'lost'::text, 'void'::text]))", of: "t")
        let counts = try texts.texts().reduce(into: [:]) { $0[$1, default: 0] += 1 }
        #expect(counts == ["lost": 900, "open": 600, "paid": 1500])
        let numbers = Self.none.with("i", "integer", distinct: 4)
            .check("(i = ANY (ARRAY[40, 1, 2, '-30'::integer]))", of: "i").check("(i <> 2)", of: "i")
        #expect(numbers.error?.message.what.contains("needs 4 different values") == true)
        let three = numbers.changed { $0.statistics[0].distinct = 3 }
        #expect(Set(try three.numbers()).sorted() == [-30, 1, 40])
        let labels = Self.none.with("l", "level", distinct: 2, labels: ["low", "middle", "high"])
            .check("(l >= 'middle'::level)", of: "l")
        #expect(Set(try labels.texts()) == ["middle", "high"])
        let flag = Self.none.with("b", "boolean", distinct: 1).check("b", of: "b")
        #expect(Set(try flag.texts()) == ["true"])
    }

    @Test("has texts of the lengths, letters and patterns that are asked for, in the order of ranks")
    func texts() throws {
        let long = Self.none.with("t", "text", distinct: -1, width: 5).check("(length(t) >= 9)", of: "t")
        #expect(try long.texts().allSatisfy { $0.utf8.count >= 9 })
        let upper = Self.none.with("c", "character", distinct: 200, width: 4, limit: 3).check("(c = upper(c))", of: "c")
        #expect(try upper.texts().allSatisfy { $0.utf8.count == 3 && $0 == $0.uppercased() })
        let code = Self.none.with("t", "text", distinct: -1, width: 12, correlation: 1)
            .check("(t ~ '^[A-Z]{2,3}-\\d{4,}$'::text)", of: "t").check("(t !~~ 'A%'::text)", of: "t")
            .changed { $0.primaryKey = ["t"] }
        let texts = try code.texts()
        #expect(zip(texts, texts.dropFirst()).allSatisfy { $0 < $1 }, "as many as rows, sorted as ranks are")
        #expect(texts.allSatisfy { $0.contains("-") && !$0.hasPrefix("A") && $0.utf8.count == 11 })
        let small = Self.none.with("t", "text", distinct: -1, width: 9).check("(t ~ '^[\\w.]+$'::text)", of: "t")
        #expect(try small.texts().allSatisfy { $0.utf8.count == 8 && $0 == $0.lowercased() && !$0.contains(".") })
        let few = code.check("(t ~ '^B'::text)", of: "t").check("(length(t) <= 6)", of: "t")
        let what = few.error?.message.what ?? ""
        #expect(what.contains("needs 3000 different values, and the CHECK constraint check_1"), "\(what)")
        let clash = Self.none.with("t", "text", distinct: 10).check("(length(t) < 3)", of: "t")
            .check("(length(t) > 3)", of: "t")
        #expect(clash.error?.message.what.contains("check_2") == true)
    }

    @Test("has times on the right side of constants and of the clock")
    func times() throws {
        let days = Self.none.with("d", "date", distinct: 500)
            .check("((d >= '2030-01-01'::date) AND (d <> '2030-02-03'::date))", of: "d")
        #expect(try days.texts().allSatisfy { $0 >= "2030-01-01" && $0 != "2030-02-03" })
        #expect(try Set(days.texts()).count == 500)
        let past = Self.none.with("t", "timestamp with time zone", distinct: -1)
            .check("((t <= now()) AND (t > '2025-03-01 02:00:00+02'::timestamp with time zone))", of: "t")
        #expect(try past.texts().allSatisfy { $0 >= "2025-03-01 00:00:00" && $0 <= "2025-03-15 09:00:00" })
        #expect(try past.plan().rowCount(of: "public.made") == 3000)
        let future = Self.none.with("t", "timestamp with time zone", distinct: 9).check("(t > now())", of: "t")
        #expect(future.error != nil, "the clock runs on")
    }

    @Test("is below another one in every row, each with its own values")
    func ordered() throws {
        let pair = Self.none.with("a", "integer", distinct: 700, correlation: 0.5)
            .with("b", "numeric", distinct: 90, nulls: 0.25, scale: 2, correlation: 0.5)
            .with("c", "integer", distinct: -1, correlation: 0.1)
            .check("((a)::numeric < b)", of: "a", "b").check("(b <= (c)::numeric)", of: "b", "c")
        let rows = try pair.rows()
        let broken = rows.filter { row in
            let numbers = row.map { $0.flatMap { Double($0) } }
            guard let a = numbers[0], let c = numbers[2] else { return true }
            return numbers[1].map { a >= $0 || $0 > c } ?? false
        }
        #expect(broken.isEmpty, "\(broken.prefix(3))")
        #expect([0, 1, 2].map { column in Set(rows.compactMap { $0[column] }).count } == [700, 90, 3000])
        let days = Self.none.with("a", "timestamp with time zone", distinct: -1).with("b", "date", distinct: 300)
            .check("(a < b)", of: "a", "b")
        let late = try days.rows().filter { row in (row[0] ?? "") >= (row[1] ?? "") + " 00:00:00" }
        #expect(late.isEmpty, "\(late.prefix(3))")
    }

    @Test("is below another one where both have no room to move, at the cost of the other's values")
    func crowded() throws {
        let pair = Self.none.with("a", "smallint", distinct: 5).with("b", "smallint", distinct: 5)
            .check("((a >= 1) AND (a <= 5) AND (b >= 1) AND (b <= 5))", of: "a", "b").check("(a <= b)", of: "a", "b")
        let rows = try pair.rows().map { row in row.map { Int($0 ?? "") ?? 0 } }
        #expect(rows.allSatisfy { 1 <= $0[0] && $0[0] <= $0[1] && $0[1] <= 5 })
        let skewed = pair.changed {
            for (column, ranks) in [(0, [5, 1, 2, 3, 4]), (1, [1, 2, 3, 4, 5])] {
                $0.statistics[column].common = [0.8, 0.05, 0.05, 0.05, 0.05]
                $0.statistics[column].ranks = ranks
            }
        }
        let raised = try skewed.rows().map { row in row.map { Int($0 ?? "") ?? 0 } }
        #expect(raised.allSatisfy { 1 <= $0[0] && $0[0] <= $0[1] && $0[1] <= 5 })
        #expect(raised.filter { $0[0] == 5 }.count == 2400, "the lower column keeps its shares")
        let strict = pair.check("(a < b)", of: "a", "b")
        #expect(strict.error?.message.what.contains("needs 5 different values") == true, "four are left for a")
    }

    @Test("of a foreign key limits the column that it points at")
    func foreignKeys() throws {
        func column(_ name: String) -> ColumnShape {
            SampleShape.column(
                name, .captured(CapturedStatistics(type: "integer", nulls: 0, width: 4, distinct: -1, correlation: 1)))
        }
        func layout(_ name: String, _ column: String, _ checks: [CheckLayout]) -> TableLayout {
            TableLayout(
                name: TableName(name), columns: [ColumnLayout(name: column, typeName: "integer", typeOID: 23)],
                primaryKey: [column],
                foreignKeys: column == "id"
                    ? []
                    : [
                        ForeignKeyLayout(
                            columns: [column], referencedTable: TableName("parents"), referencedColumns: ["id"])
                    ], checks: checks)
        }
        let check = CheckLayout(name: "high", definition: "CHECK ((parent_id >= 5000))", columns: ["parent_id"])
        func plan(_ check: CheckLayout) throws(DatasetError) -> DatasetPlan {
            try DatasetPlan(
                shape: Shape(
                    file: "shape.yaml", words: [:],
                    tables: [
                        SampleShape.table("children", .total(50), [column("parent_id")]),
                        SampleShape.table("parents", .total(80), [column("id")]),
                    ]),
                tables: [layout("children", "parent_id", [check]), layout("parents", "id", [])], seed: 1,
                scaleThousandths: 1000, clock: SampleShape.clock)
        }
        let made = try plan(check)
        let texts = (0..<50).map { made.rowTexts(of: "public.children", row: $0)[0] ?? "" }
        #expect(texts.allSatisfy { (Int($0) ?? 0) >= 5000 } && Set(texts).count == 50)
        #expect(Int(made.rowTexts(of: "public.parents", row: 0)[0] ?? "") == 5000)
        #expect(throws: DatasetError.self) {
            _ = try plan(CheckLayout(name: "odd", definition: "CHECK (((parent_id % 2) = 1))", columns: ["parent_id"]))
        }
    }

    @Test("has no NULL where that is asked for, and one that is always NULL meets all others")
    func nulls() throws {
        let present = Self.none.with("i", "integer", distinct: 5, nulls: 0.2).check("(i IS NOT NULL)", of: "i")
        #expect(try present.texts().count == 3000)
        let void = Self.none.with("i", "integer", distinct: 0, nulls: 1).check("(i > 5)", of: "i")
        #expect(try void.texts().isEmpty)
        #expect(void.check("(i IS NOT NULL)", of: "i").error != nil)
    }
}
