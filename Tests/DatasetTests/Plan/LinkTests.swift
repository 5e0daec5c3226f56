import RehearsalCore
import Testing

@testable import Dataset

@Suite("A dataset's rows")
struct LinkTests {
    @Test("never cross firms, whatever they refer to")
    func tenants() throws {
        let plan = try SampleShape.plan()
        var firmOf: [String: String] = [:]
        for table in ["public.people", "public.clients", "public.invoices"] {
            for (id, firm) in zip(plan.texts(table, "id"), plan.texts(table, "firm_id")) { firmOf[id!] = firm! }
        }
        for row in 0..<plan.rowCount(of: "public.invoices") {
            let texts = plan.rowTexts(of: "public.invoices", row: row)
            #expect(firmOf[texts[2]!] == texts[1])
            #expect(firmOf[texts[3]!] == texts[1])
            if let parent = texts[4] { #expect(firmOf[parent] == texts[1]) }
        }
    }

    @Test("refer to earlier rows of their own table without circles")
    func selfReferences() throws {
        let plan = try SampleShape.plan()
        let ids = plan.texts("public.invoices", "id").map { $0! }
        let parents = Dictionary(uniqueKeysWithValues: zip(ids, plan.texts("public.invoices", "parent_id")))
        #expect(parents.values.contains { $0 != nil })
        for id in ids {
            var current: String? = id
            var steps = 0
            while let here = current, steps < 1000 {
                current = parents[here]!
                steps += 1
            }
            #expect(steps < 1000)
        }
    }

    @Test("are unique in keys, templates and pairs")
    func unique() throws {
        let plan = try SampleShape.plan()
        let ids = plan.texts("public.invoices", "id").map { $0! }
        #expect(Set(ids).count == 5000 && ids.allSatisfy { $0.count == 25 && $0.hasPrefix("c") })
        #expect(Set(plan.texts("public.invoices", "number")).count == 5000)
        let pairs = zip(plan.texts("public.grants", "client_id"), plan.texts("public.grants", "person_id"))
        let texts = pairs.map { "\($0!) \($1!)" }
        #expect(Set(texts).count == texts.count && texts.count > 1000)
    }

    @Test("add up")
    func sums() throws {
        let plan = try SampleShape.plan()
        for row in 0..<500 {
            let texts = plan.rowTexts(of: "public.invoices", row: row)
            let amounts = texts[6...8].map { FixedDecimal($0!)!.unscaled }
            #expect(amounts[0] + amounts[1] == amounts[2])
        }
    }
}

@Suite("A condition on an ancestor's column")
struct AncestorConditionTests {
    /// The sample shape with a listed column in firms, and something that it decides in clients.
    private func plan(_ field: Field, standing: String = "standing") throws(DatasetError) -> DatasetPlan {
        var shapes = SampleShape.shapes
        var layouts = SampleShape.layouts
        shapes[0].columns.append(
            SampleShape.column("standing", .inOrder(["first", "second", "third"].map { .text($0) })))
        layouts[0].columns.append(SampleShape.text("standing"))
        shapes[3].columns[9].field = field
        layouts[3].columns[9].isNotNull = false
        return try DatasetPlan(
            shape: Shape(file: "shape.yaml", words: SampleShape.words, tables: shapes), tables: layouts, seed: 42,
            scaleThousandths: 1000, clock: SampleShape.clock)
    }

    /// Invoices by the standing of their firm, two tables up, and their status.
    private func statuses(_ plan: DatasetPlan) -> [String: Set<String>] {
        let standing = Dictionary(
            uniqueKeysWithValues: zip(
                plan.texts("public.firms", "id").map { $0! }, plan.texts("public.firms", "standing").map { $0! }))
        let rows = zip(plan.texts("public.invoices", "firm_id"), plan.texts("public.invoices", "status"))
        return rows.reduce(into: [:]) { $0[standing[$1.0!]!, default: []].insert($1.1 ?? "NULL") }
    }

    @Test("chooses a generator by the firm that a row belongs to, from any level")
    func choice() throws {
        let paid = SampleShape.field(.constant(.text("paid")))
        let sent = SampleShape.field(.constant(.text("sent")))
        let plan = try plan(
            SampleShape.field(
                .choose(
                    column: "firms.standing", cases: [Case(value: .text("second"), field: paid)], otherwise: sent)))
        #expect(statuses(plan) == ["first": ["sent"], "second": ["paid"], "third": ["sent"]])
    }

    @Test("makes NULLs by the firm that a row belongs to")
    func nulls() throws {
        let condition = ColumnCondition(column: "firms.standing", values: [.text("third")])
        let plan = try plan(SampleShape.field(.constant(.text("paid")), nulls: NullRule(unless: condition)))
        #expect(statuses(plan) == ["first": ["NULL"], "second": ["NULL"], "third": ["paid"]])
    }

    @Test("is refused for a table that is no ancestor, and for a column or value that is not there")
    func refused() {
        func problem(_ column: String, _ value: String) -> DatasetError.Problem? {
            let condition = ColumnCondition(column: column, values: [.text(value)])
            do throws(DatasetError) {
                _ = try plan(SampleShape.field(.constant(.text("paid")), nulls: NullRule(unless: condition)))
                return nil
            } catch {
                return error.problem
            }
        }
        #expect(problem("people.email", "x") == .noAncestor(table: "public.invoices", ancestor: "public.people"))
        #expect(problem("firm.standing", "first") == .unknownTable("public.firm", suggestion: "firms"))
        #expect(
            problem("firms.standin", "first")
                == .unknownColumn(table: "public.firms", column: "standin", suggestion: "standing"))
        #expect(
            problem("firms.standing", "thrid")
                == .valueNotListed(column: "public.firms.standing", value: "thrid", suggestion: "third"))
    }
}

@Suite("A chain of rows")
struct PreviousRowTests {
    @Test("goes back row by row within one parent, and no row has two followers")
    func previous() throws {
        var shapes = SampleShape.shapes
        shapes[3].columns[4].field.generator = .reference(
            Reference(table: TableName("invoices"), within: "clients", isPrevious: true))
        let plan = try DatasetPlan(
            shape: Shape(file: "shape.yaml", words: SampleShape.words, tables: shapes), tables: SampleShape.layouts,
            seed: 42, scaleThousandths: 1000, clock: SampleShape.clock)
        let parents = plan.texts("public.invoices", "parent_id").compactMap { $0 }
        #expect(Set(parents).count == parents.count)
        let firsts = plan.rowCount(of: "public.invoices") - parents.count
        #expect(firsts == Set(plan.texts("public.invoices", "client_id")).count)
    }
}
