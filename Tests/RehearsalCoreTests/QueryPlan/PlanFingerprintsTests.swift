import RehearsalCore
import Testing

@Suite("The four fingerprints of a query plan")
struct PlanFingerprintsTests {
    private static func scan(_ type: String = "Seq Scan", filter: String = "(o.status = 'a'::text)") -> ExplainNode {
        var node = ExplainNode.scan(type, "ord", alias: "o", index: type.hasPrefix("Index") ? "ord_status" : nil)
        node.attributes.append((type.hasPrefix("Index") ? "Index Cond" : "Filter", filter))
        return node
    }

    private static func join(_ type: String, _ outer: ExplainNode, _ inner: ExplainNode) -> ExplainNode {
        ExplainNode(type, [("Join Type", "Inner")], [outer.related("Outer"), inner.related("Inner")])
    }

    private static let customer = ExplainNode.scan("Seq Scan", "customer", alias: "c")

    /// Two plans, and how many of F1, F2, F3, F4 are the same.
    private static let pairs: [(String, ExplainNode, ExplainNode, Int)] = [
        ("the same but for a constant", scan(), scan(filter: "(o.status = 'bbb'::text)"), 4),
        ("negative numbers", scan(filter: "(o.a > '-5'::integer)"), scan(filter: "(o.a > 7)"), 3),
        ("another cast", scan(), scan(filter: "(o.status = 'a'::bpchar)"), 3),
        (
            "a list of as many", scan(filter: "(o.a = ANY ('{1,2}'::int[]))"),
            scan(filter: "(o.a = ANY ('{1,2,3}'::int[]))"), 4
        ),
        (
            "a list ten times as long", scan(filter: "(o.a = ANY ('{1,2}'::int[]))"),
            scan(filter: "(o.a = ANY ('{\(Array(repeating: "1", count: 30).joined(separator: ","))}'::int[]))"), 3
        ),
        ("a sort above", scan(), ExplainNode("Sort", [("Sort Key", "o.a")], [scan().related("Outer")]), 2),
        ("sides swapped", join("Hash Join", scan(), customer), join("Hash Join", customer, scan()), 1),
        ("another method", join("Hash Join", scan(), customer), join("Merge Join", scan(), customer), 1),
        ("another access", scan(), scan("Index Scan"), 0),
    ]

    @Test("tell more, one after the other", arguments: pairs.indices)
    func nested(_ index: Int) throws {
        let (name, first, second, same) = Self.pairs[index]
        let (one, other) = (try first.plan().fingerprints, try second.plan().fingerprints)
        let agree = [
            one.access == other.access, one.join == other.join, one.shape == other.shape,
            one.conditions == other.conditions,
        ]
        #expect(agree == (0..<4).map { $0 < same }, "\(name)")
    }

    @Test(
        "are of what PostgreSQL 14 to 18 print, which is not always JSON that others would read",
        arguments: [
            (#"[{"Plan": {"Node Type": "Result", "Filter": "a \\ \"b\" \u00e9\ud83d\ude00"}}]"#, ""),
            (#"[{"Plan": {"Node Type": "Result"}}"#, "] or a comma expected at byte 35"),
            (#"[{"Plan": {"Node Type": "Result", "A": tru}}]"#, "true expected at byte 40"),
            (#"[{"Plan": {"Node Type": "Res"#, "the end of a string expected at byte 29"),
            (#"[{"Plan": {"Node Type": "\ud83d"}}]"#, "a surrogate expected at byte 32"),
            (#"[1.5e3, -2, "]"#, "the end of a string expected at byte 15"), ("", "a value expected at byte 1"),
            ("[] x", "the end expected at byte 4"),
        ])
    func json(_ text: String, _ fault: String) {
        do {
            let plan = try decodeQueryPlan(json: text)
            #expect(fault.isEmpty && plan.root.expressions.first?.value == "a \\ \"b\" é😀")
        } catch {
            #expect(!fault.isEmpty && "\(error)".hasSuffix(fault), "\(error)")
        }
    }
}
