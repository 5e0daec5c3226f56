import RehearsalCore
import Testing

@Suite("The shape fingerprint of query plans")
struct QueryPlanFingerprintTests {
    private static func append(_ leaves: [Int], _ type: String = "Seq Scan", appendType: String = "Append")
        -> ExplainNode
    {
        ExplainNode(
            appendType, [],
            leaves.map { ExplainNode.scan(type, "ev_\($0)", alias: "ev_\($0)").related("Member") })
    }

    private static func join(_ outer: ExplainNode, _ inner: ExplainNode, _ type: String = "Hash Join") -> ExplainNode {
        ExplainNode(type, [("Join Type", "Inner")], [outer.related("Outer"), inner.related("Inner")])
    }

    private static let ord = ExplainNode.scan("Seq Scan", "ord", alias: "o")
    private static let customer = ExplainNode.scan("Seq Scan", "customer", alias: "c")

    /// Two plans that F3 must not tell apart.
    private static let alike: [(String, ExplainNode, ExplainNode)] = [
        ("partitions in another order", append([1, 2, 3]), append([3, 1, 2])),
        ("a partition more", append([1, 2]), append([1, 2, 3])),
        ("one partition left", append([1, 2]), .scan("Seq Scan", "ev_2", alias: "ev")),
        ("another partition", .scan("Seq Scan", "ev_2"), .scan("Seq Scan", "ev_3")),
        (
            "an index renamed", .scan("Index Scan", "ord", index: "ord_status"),
            .scan("Index Scan", "ord", index: "ord_renamed")
        ),
        (
            "indexes of leaves", .scan("Index Scan", "ev_1", index: "ev_1_at_idx"),
            .scan("Index Scan", "ev_2", index: "ev_2_at_idx")
        ),
        ("aliases", join(ord, customer), join(.scan("Seq Scan", "ord", alias: "x"), customer)),
        (
            "branches of an Append", ExplainNode("Append", [], [ord.related("Member"), customer.related("Member")]),
            ExplainNode("Append", [], [customer.related("Member"), ord.related("Member")])
        ),
        (
            "conditions", ExplainNode("Seq Scan", [("Relation Name", "t"), ("Schema", "s"), ("Filter", "(a > 1)")]),
            ExplainNode("Seq Scan", [("Relation Name", "t"), ("Schema", "s"), ("Filter", "(a > 2)")])
        ),
        (
            "keys of a newer server", ExplainNode("Result"), ExplainNode("Result", [("Brand New", "x")])
        ),
        (
            "the parameter behind an InitPlan's number",
            ExplainNode("Result", [], [ord.related("InitPlan").with("Subplan Name", "InitPlan 1 (returns $0)")]),
            ExplainNode("Result", [], [ord.related("InitPlan").with("Subplan Name", "InitPlan 1 (returns $3)")])
        ),
    ]

    /// Two plans that F3 must tell apart.
    private static let different: [(String, ExplainNode, ExplainNode)] = [
        ("another node", ord, .scan("Sample Scan", "ord", alias: "o")),
        ("another relation", ord, customer),
        (
            "another index", .scan("Index Scan", "ord", index: "ord_status"),
            .scan("Index Scan", "ord", index: "ord_made")
        ),
        ("sides of a join", join(ord, customer), join(customer, ord)),
        ("a join's method", join(ord, customer), join(ord, customer, "Nested Loop")),
        (
            "a join's type", join(ord, customer),
            ExplainNode("Hash Join", [("Join Type", "Left")], [ord.related("Outer"), customer.related("Inner")])
        ),
        ("partitions read another way", append([1, 2]), append([1, 2], "Index Scan")),
        (
            "one partition read another way", append([1, 2]),
            ExplainNode(
                "Append", [],
                [
                    ExplainNode.scan("Seq Scan", "ev_1").related("Member"),
                    ExplainNode.scan("Bitmap Heap Scan", "ev_2").related("Member"),
                ])
        ),
        ("a table and a partitioned table", .scan("Seq Scan", "ev"), append([1, 2])),
        (
            "one relation read twice or two of it joined", join(ord, ord),
            join(ord, .scan("Seq Scan", "ord", alias: "o2"))
        ),
        ("a new sort", ord, ExplainNode("Sort", [("Sort Key", "a")], [ord.related("Outer")])),
        (
            "an aggregate's strategy", ExplainNode("Aggregate", [("Strategy", "Hashed")], [ord.related("Outer")]),
            ExplainNode("Aggregate", [("Strategy", "Sorted")], [ord.related("Outer")])
        ),
        (
            "a subplan's place", ExplainNode("Result", [], [ord.related("InitPlan")]),
            ExplainNode("Result", [], [ord.related("SubPlan")])
        ),
        (
            "what is written", ExplainNode("ModifyTable", [("Operation", "Update")], [ord.related("Outer")]),
            ExplainNode("ModifyTable", [("Operation", "Delete")], [ord.related("Outer")])
        ),
        (
            "nesting", ExplainNode("Limit", [], [ExplainNode("Sort", [], [ord.related("Outer")]).related("Outer")]),
            ExplainNode("Sort", [], [ExplainNode("Limit", [], [ord.related("Outer")]).related("Outer")])
        ),
    ]

    @Test("what may change without the plan changing leaves it alone", arguments: alike.indices)
    func isAlike(index: Int) throws {
        let (what, first, second) = Self.alike[index]
        #expect(try first.fingerprint() == second.fingerprint(cost: 900), "\(what)")
    }

    @Test("what changes the tree changes it", arguments: different.indices)
    func isDifferent(index: Int) throws {
        let (what, first, second) = Self.different[index]
        #expect(try first.fingerprint() != second.fingerprint(), "\(what)")
        #expect(try treeText(first.plan()) != "" && treeText(second.plan()) != "")
    }

    @Test("the fingerprint names its version and is a SHA-256")
    func form() throws {
        let parts = try Self.ord.fingerprint().split(separator: ":")
        #expect(parts.first.map(String.init) == String(QueryPlan.shapeFingerprintVersion))
        #expect(parts.last?.count == 64)
    }

    @Test("an index that nobody knows is told by its name")
    func unknownIndex() throws {
        let first = ExplainNode.scan("Index Scan", "t", index: "a")
        let second = ExplainNode.scan("Index Scan", "t", index: "b")
        #expect(try first.fingerprint() != second.fingerprint())
    }

    @Test("the tree is one indented node a line, with partitions folded")
    func text() throws {
        let plan = try Self.join(
            ExplainNode.scan("Index Scan", "ord", alias: "o", index: "ord_status"), Self.append([2, 1, 3])
        ).plan()
        #expect(
            treeText(plan) == """
                Hash Join
                  Index Scan using ord_status on public.ord
                  Partitions of public.ev
                    Seq Scan on public.ev
                """)
    }
}

extension ExplainNode {
    func with(_ key: String, _ value: String) -> ExplainNode {
        var node = self
        node.attributes.append((key, value))
        return node
    }
}
