extension ShapeTree {
    private static let joins: Set<String> = ["Nested Loop", "Hash Join", "Merge Join"]

    private var isJoin: Bool { fields.first.map(Self.joins.contains) ?? false }

    /// Reads rows from somewhere: a relation, a function, a CTE, a list of values.
    private var isAccess: Bool {
        isPartitionSet || fields.first.map { $0.hasSuffix("Scan") && $0 != "Subquery Scan" } ?? false
    }

    /// Joins and the ways in which relations are read, and nothing between them.
    var joinTree: ShapeTree {
        ShapeTree(
            fields: ["Query"], relation: nil, alias: nil, relationship: nil, label: "Query",
            children: joinNodes(relationship: relationship))
    }

    /// What is left out hands its relationship down: a leaf below a Hash is the inner side of the join.
    private func joinNodes(relationship: String?) -> [ShapeTree] {
        var tree = self
        tree.relationship = relationship
        if isAccess { return [tree] }
        if isJoin {
            tree.children = children.flatMap { $0.joinNodes(relationship: $0.relationship) }
            return [tree]
        }
        return children.flatMap { child in
            child.joinNodes(relationship: child.relationship == "Outer" ? relationship : child.relationship)
        }
    }

    /// How relations are reached, as a sorted list.
    var accesses: ShapeTree {
        var found: [ShapeTree] = []
        func visit(_ tree: ShapeTree) {
            if tree.isAccess {
                var leaf = tree
                leaf.relationship = nil
                found.append(leaf)
            } else {
                tree.children.forEach(visit)
            }
        }
        visit(self)
        return ShapeTree(
            fields: ["Accesses"], relation: nil, alias: nil, relationship: nil, label: "Accesses",
            children: Self.sorted(found))
    }
}
