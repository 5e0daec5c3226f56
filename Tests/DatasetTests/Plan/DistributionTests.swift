import RehearsalCore
import Testing

@testable import Dataset

@Suite("A dataset's distributions")
struct DistributionTests {
    private func counts(_ texts: [String?]) -> [String: Int] {
        texts.reduce(into: [:]) { $0[$1 ?? "NULL", default: 0] += 1 }
    }

    @Test("give categories their weights")
    func categories() throws {
        let weights = [("a", 70), ("b", 25), ("c", 5)]
        let plan = try SampleShape.plan(
            .oneOf(weights.map { Weighted(.text($0.0), weight: $0.1) }), SampleShape.text("value"), rows: 10_000)
        let seen = counts(plan.texts("public.things", "value"))
        // Chi-square with two degrees of freedom: 13.8 is the 0.1 % point.
        let chiSquare = weights.reduce(0.0) { sum, item in
            let expected = Double(item.1) * 100
            let difference = Double(seen[item.0] ?? 0) - expected
            return sum + difference * difference / expected
        }
        #expect(chiSquare < 13.8)
    }

    @Test("give whole numbers of a range alike, ends included")
    func uniform() throws {
        let plan = try SampleShape.plan(
            .number(low: FixedDecimal("-2")!, high: FixedDecimal("2")!), SampleShape.other("value", "integer"),
            rows: 10_000)
        let seen = counts(plan.texts("public.things", "value"))
        #expect(seen.keys.sorted() == ["-1", "-2", "0", "1", "2"])
        #expect(seen.values.allSatisfy { abs($0 - 2000) < 160 })
    }

    @Test("give a log-normal median and stay within the bounds")
    func logNormal() throws {
        let plan = try SampleShape.plan()
        let values = plan.texts("public.clients", "revenue").compactMap { $0.flatMap(Double.init) }.sorted()
        #expect(abs(values.count - 600) < 60)
        #expect(values.first! >= 125_000 && values.last! <= 12_500_000)
        #expect((750_000...1_100_000).contains(values[values.count / 2]))
        #expect(Set(values).count > 590)
    }

    @Test("give the first parent its Zipf share and the last one nothing")
    func zipf() throws {
        let plan = try SampleShape.plan()
        let seen = counts(plan.texts("public.clients", "firm_id")).values.sorted(by: >)
        #expect(seen.count == 11)
        #expect((300...350).contains(seen[0]))
        #expect(abs(seen[1] * 2 - seen[0]) <= 2)
    }

    @Test("give every parent the least that it shall have, at every scale, and the childless nothing")
    func least() throws {
        var shapes = SampleShape.shapes
        shapes[2].rows.least = 4
        // Invoices need an author of their firm, and grants three different people.
        shapes[1].rows.least = 4
        for scale in [10, 1000] {
            let plan = try DatasetPlan(
                shape: Shape(file: "shape.yaml", words: SampleShape.words, tables: shapes),
                tables: SampleShape.layouts, seed: 42, scaleThousandths: scale, clock: SampleShape.clock)
            let seen = counts(plan.texts("public.clients", "firm_id")).values.sorted(by: >)
            #expect(seen.count == 11)
            #expect(seen.allSatisfy { $0 >= 4 })
            // Ten rows are spread where there is room, and every other firm is filled up.
            #expect(scale == 10 ? seen == Array(repeating: 4, count: 11) : seen.reduce(0, +) == 1000)
        }
    }

    @Test("leave the asked share of parents childless")
    func childless() throws {
        let plan = try SampleShape.plan()
        let withInvoices = Set(plan.texts("public.invoices", "client_id")).count
        #expect((780...920).contains(withInvoices))
    }

    @Test("put times before the clock, after their parents and into the season")
    func times() throws {
        let plan = try SampleShape.plan()
        let created = plan.texts("public.clients", "created_at").map { $0! }
        #expect(created.allSatisfy { $0 < "2025-03-15 09:00:00" && $0 > "2022-09-25" })
        // Four months of weight 9 against eight of weight 1.
        let inSeason = created.filter { ["01", "02", "03", "04"].contains($0.dropFirst(5).prefix(2)) }.count
        #expect(inSeason > 780)
        let ids = plan.texts("public.clients", "id")
        let born = Dictionary(uniqueKeysWithValues: zip(ids.map { $0! }, created))
        for row in 0..<plan.rowCount(of: "public.invoices") {
            let texts = plan.rowTexts(of: "public.invoices", row: row)
            #expect(texts[11]! >= born[texts[2]!]! && texts[11]! <= "2025-03-15 09:00:00")
            #expect((texts[10] != nil) == (texts[9] == "paid"))
            if let paid = texts[10] { #expect(paid >= texts[11]!) }
        }
    }

    @Test("follow the heap where asked")
    func heapOrder() throws {
        let rule = TimeRule(spanSeconds: 86_400 * 700, followsHeap: true)
        let plan = try SampleShape.plan(.time(rule), SampleShape.other("value", "timestamp without time zone"))
        let times = plan.texts("public.things", "value").map { $0! }
        #expect(times == times.sorted())
    }
}
