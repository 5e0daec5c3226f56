import RehearsalCore
import TestGround

/// Query plans that follow from a seed: few tables and ways of reading them, so that two of them have much in common.
struct SeededPlans {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private mutating func number(below limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(below: elements.count)] }

    mutating func plan() -> QueryPlan { QueryPlan(root: node(depth: 0, relationship: nil)) }

    /// The plan with a few nodes changed, wrapped or unwrapped.
    mutating func changed(_ plan: QueryPlan) -> QueryPlan { QueryPlan(root: changed(plan.root)) }

    private mutating func node(depth: Int, relationship: String?) -> QueryPlanNode {
        switch number(below: depth > 4 ? 3 : 10) {
        case 0...2: return scan(relationship)
        case 3...4: return append(relationship)
        case 5...6:
            let type = pick(["Hash Join", "Merge Join", "Nested Loop"])
            return made(
                type, relationship,
                children: [
                    node(depth: depth + 1, relationship: "Outer"), node(depth: depth + 1, relationship: "Inner"),
                ]
            )
        default:
            return made(
                pick(["Sort", "Limit", "Aggregate", "Gather", "Hash"]), relationship,
                children: [node(depth: depth + 1, relationship: "Outer")])
        }
    }

    private mutating func scan(_ relationship: String?) -> QueryPlanNode {
        let table = pick(["public.a", "public.b", "public.c"])
        let index = pick([nil, "i", "j"])
        let column = pick(["x", "y"])
        return made(
            index == nil ? "Seq Scan" : "Index Scan", relationship, table: table, index: index,
            condition: (index == nil ? "Filter" : "Index Cond", "(\(column) = \(number(below: 9)))"))
    }

    private mutating func append(_ relationship: String?) -> QueryPlanNode {
        let leaves = (0...number(below: 3)).map { _ in
            var leaf = scan("Member")
            leaf.relation = "public.ev_\(number(below: 4))"
            leaf.shape = (leaf.shape + [ShapeAttribute(key: "Partition Root", value: "public.ev")])
                .sorted { $0.key < $1.key }
            return leaf
        }
        let other = number(below: 4) == 0 ? [scan("Member")] : []
        return made("Append", relationship, children: leaves + other)
    }

    private mutating func made(
        _ type: String, _ relationship: String?, table: String? = nil, index: String? = nil,
        condition: (String, String)? = nil, children: [QueryPlanNode] = []
    ) -> QueryPlanNode {
        var shape = table.map { [ShapeAttribute(key: "Alias", value: $0)] } ?? []
        if let index { shape.append(ShapeAttribute(key: "Index Identity", value: "name \(index)")) }
        if let relationship { shape.append(ShapeAttribute(key: "Parent Relationship", value: relationship)) }
        let measure = NodeMeasure(
            rows: Double(number(below: 1000)), loops: Double(number(below: 3)),
            rowsRemoved: Double(number(below: 1000)), blocks: Int64(number(below: 5000)))
        return QueryPlanNode(
            type: type, relation: table, indexName: index, shape: shape,
            expressions: condition.map { [ShapeAttribute(key: $0.0, value: $0.1)] } ?? [],
            estimatedRows: Double(number(below: 1000)), totalCost: 1,
            measured: number(below: 5) == 0 ? nil : measure, children: children)
    }

    private mutating func changed(_ node: QueryPlanNode) -> QueryPlanNode {
        var node = node
        switch number(below: 12) {
        case 0: return self.node(depth: 4, relationship: node.shape.first { $0.key == "Parent Relationship" }?.value)
        case 1: return made("Sort", nil, children: [node])
        case 2: if node.children.count == 1, let child = node.children.first { return changed(child) }
        case 3: node.children.reverse()
        default: break
        }
        var children: [QueryPlanNode] = []
        for child in node.children { children.append(changed(child)) }
        node.children = children
        return node
    }
}
