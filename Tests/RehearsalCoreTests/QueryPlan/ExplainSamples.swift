import RehearsalCore

/// EXPLAIN's JSON as PostgreSQL 15 prints it, put together node by node.
struct ExplainNode {
    var type: String
    var attributes: [(String, String)]
    var children: [ExplainNode]

    init(_ type: String, _ attributes: [(String, String)] = [], _ children: [ExplainNode] = []) {
        self.type = type
        self.attributes = attributes
        self.children = children
    }

    static func scan(_ type: String, _ relation: String, alias: String? = nil, index: String? = nil) -> ExplainNode {
        var attributes = [("Relation Name", relation), ("Schema", "public"), ("Alias", alias ?? relation)]
        if let index { attributes.append(("Index Name", index)) }
        return ExplainNode(type, attributes)
    }

    func related(_ relationship: String) -> ExplainNode {
        var node = self
        node.attributes.append(("Parent Relationship", relationship))
        return node
    }

    private func json(cost: Double) -> String {
        var fields = [
            "\"Node Type\": \"\(type)\"", "\"Parallel Aware\": false", "\"Async Capable\": false",
            "\"Startup Cost\": \(cost / 2)", "\"Total Cost\": \(cost)", "\"Plan Rows\": \(Int(cost))",
            "\"Plan Width\": 4", "\"Output\": [\"a\", \"b\"]",
        ]
        fields += attributes.map { "\"\($0.0)\": \"\($0.1)\"" }
        if !children.isEmpty {
            fields.append("\"Plans\": [\(children.map { $0.json(cost: cost + 1) }.joined(separator: ", "))]")
        }
        return "{\(fields.joined(separator: ", "))}"
    }

    func plan(cost: Double = 10, names: PlanNames = .partitioned) throws -> QueryPlan {
        try decodeQueryPlan(json: "[{\"Plan\": \(json(cost: cost))}]", names: names)
    }

    func fingerprint(cost: Double = 10, names: PlanNames = .partitioned) throws -> String {
        try plan(cost: cost, names: names).shapeFingerprint
    }
}

extension PlanNames {
    /// `ev` with the leaves `ev_1` to `ev_4`, each with an index on `at`; `ord` with two indexes.
    static let partitioned: PlanNames = {
        var names = PlanNames()
        for leaf in 1...4 {
            names.relations[Name(schema: "public", name: "ev_\(leaf)")] =
                Relation(identity: "public.ev_\(leaf)", partitionRoot: "public.ev")
            names.indexDefinitions[Name(schema: "public", name: "ev_\(leaf)_at_idx")] = "btree (at)"
        }
        names.indexDefinitions[Name(schema: "public", name: "ord_status")] = "btree (status)"
        names.indexDefinitions[Name(schema: "public", name: "ord_renamed")] = "btree (status)"
        names.indexDefinitions[Name(schema: "public", name: "ord_made")] = "btree (made)"
        return names
    }()
}
