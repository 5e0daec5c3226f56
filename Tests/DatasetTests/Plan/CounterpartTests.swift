import RehearsalCore
import Testing

@testable import Dataset

@Suite("Rows of a dataset at another scale")
struct CounterpartTests {
    /// Keys of rows with their parents' keys.
    private static func parents(_ table: String, in plan: DatasetPlan) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: (0..<plan.rowCount(of: table)).map { row in
                let texts = plan.rowTexts(of: table, row: row)
                return (texts[0]!, texts[table == "public.invoices" ? 2 : 1]!)
            })
    }

    @Test("have the place that a row has below the same parent, in another place of the table")
    func places() throws {
        let plans = (small: try SampleShape.plan(), large: try SampleShape.plan(scale: 4000))
        let parents = (
            small: Self.parents("public.people", in: plans.small), large: Self.parents("public.people", in: plans.large)
        )
        let found = plans.small.counterparts(
            of: Set(parents.small.keys), in: ["public.people"], at: plans.large)
        #expect(found.count == 60 && Set(found.values).count == 60)
        for (key, there) in found { #expect(parents.small[key] == parents.large[there], "\(key) is of the same firm") }
        let moved = found.count { $0.key != $0.value }
        #expect(moved == 55, "the first firm's five have their keys still, and the others' are somebody else's")
        #expect(parents.small.count { parents.large[$0.key] != $0.value } > 40)
    }

    @Test("are those of parents that have their place as well; words that name no row stay out")
    func deep() throws {
        let plans = (small: try SampleShape.plan(), large: try SampleShape.plan(scale: 4000))
        let clients = Self.parents("public.clients", in: plans.small)
        let invoices = Self.parents("public.invoices", in: plans.small)
        let tables: Set = ["public.clients", "public.invoices"]
        let found = plans.small.counterparts(
            of: Set(clients.keys).union(invoices.keys).union(["prospect"]), in: tables, at: plans.large)
        let large = Self.parents("public.invoices", in: plans.large)
        let mapped = invoices.filter { found[$0.key] != nil }
        #expect(mapped.count > invoices.count / 4, "whose client has as many there")
        let wrong = mapped.count { invoice, client in large[found[invoice]!] != found[client] }
        #expect(wrong == 0)
        #expect(found["prospect"] == nil)
        #expect(plans.small.counterparts(of: ["x"], in: ["public.nowhere"], at: plans.large).isEmpty)
    }
}
