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
