import RehearsalCore
import Testing

@Suite("Reading EXPLAIN's JSON")
struct QueryPlanDecodingTests {
    /// As PostgreSQL 15 printed it, shortened.
    private static let bitmap = """
        [{"Plan": {"Node Type": "Bitmap Heap Scan", "Parallel Aware": false, "Async Capable": false,
          "Relation Name": "ev_2", "Schema": "public", "Alias": "ev", "Startup Cost": 5.06, "Total Cost": 22.30,
          "Plan Rows": 100, "Plan Width": 12, "Output": ["ev.id", "ev.at"],
          "Recheck Cond": "(ev.at = '2024-02-10'::date)",
          "Plans": [{"Node Type": "Bitmap Index Scan", "Parent Relationship": "Outer", "Parallel Aware": false,
            "Async Capable": false, "Index Name": "ev_2_at_idx", "Startup Cost": 0.00, "Total Cost": 5.03,
            "Plan Rows": 100, "Plan Width": 0, "Index Cond": "(ev.at = '2024-02-10'::date)",
            "New In Nineteen": {"Deep": [1, null, true, 2.5]}}]},
          "Planning": {}, "Also New": 1}]
        """

    @Test("relations, indexes, conditions and estimates are kept, costs and lists are not")
    func fields() throws {
        let plan = try decodeQueryPlan(json: Self.bitmap, names: .partitioned)
        #expect(plan.root.type == "Bitmap Heap Scan")
        #expect(plan.root.relation == "public.ev_2")
        #expect(plan.root.totalCost == 22.3)
        #expect(plan.root.estimatedRows == 100)
        #expect(plan.root.expressions == [ShapeAttribute(key: "Recheck Cond", value: "(ev.at = '2024-02-10'::date)")])
        #expect(plan.root.shape.map(\.key) == ["Alias", "Parallel Aware", "Partition Root"])
        let index = try #require(plan.root.children.first)
        #expect(index.indexName == "ev_2_at_idx")
        #expect(index.shape.first { $0.key == "Index Identity" }?.value.hasPrefix("sha256 ") == true)
        #expect(!"\(plan)".contains("Startup"))
    }

    @Test("keys that are not known are named, once and sorted")
    func unknownKeys() throws {
        #expect(try decodeQueryPlan(json: Self.bitmap).unknownKeys == ["Also New", "New In Nineteen"])
    }

    @Test(
        "what is no query plan is an error that says what is missing",
        arguments: ["", "{", "[]", "{}", "[1]", "[{}]", "[{\"Plan\": 3}]", "[{\"Plan\": {\"Plans\": []}}]"])
    func wrong(json: String) {
        #expect(throws: QueryPlanDecodingError.self) { _ = try decodeQueryPlan(json: json) }
    }

    @Test("captures are compared by query and role, and refusals by what the server said")
    func captures() throws {
        let complaint = ServerComplaint(severity: "ERROR", sqlState: "42703", message: "no column")
        let other = ServerComplaint(severity: "ERROR", sqlState: "42P01", message: "no table")
        let scan = CaptureResult.plan(try ExplainNode.scan("Seq Scan", "t").plan())
        let sort = CaptureResult.plan(try ExplainNode("Sort").plan())
        func capture(_ query: String, _ result: CaptureResult) -> CapturedQueryPlan {
            CapturedQueryPlan(query: query, role: .owner, result: result)
        }
        let before = [
            capture("a", scan), capture("b", scan), capture("c", .refused(complaint)),
            capture("d", .refused(complaint)), capture("e", scan), capture("g", scan),
        ]
        let after = [
            capture("b", .refused(complaint)), capture("a", sort), capture("c", scan),
            capture("d", .refused(other)), capture("f", scan), capture("g", scan),
        ]
        let seen = differences(from: before, to: after)
        #expect(seen.map(\.asked.query) == ["a", "b", "c", "d", "e", "f"])
        #expect(
            seen.map(\.change) == [.changed, .refused, .accepted, .refusedOtherwise, .removed, .added])
        #expect(seen[0].before == "Seq Scan on public.t")
        #expect(seen[0].after == "Sort")
        #expect(seen[1].after == "42703 no column")
        #expect(differences(from: before, to: before) == [])
    }
}
