/// Which node of one plan stands where which node of another stood.
///
/// How each relation is reached weighs most: nodes that read the same table are brought together before anything else,
/// then as many equal nodes as can be, in the order in which they stand.
struct PlanAlignment {
    let old: FlatPlan
    let new: FlatPlan
    /// The new node by the old one's number: the same place in both trees.
    private(set) var places: [Int: Int] = [:]
    /// The new node by the old one's number: the same table read elsewhere in the tree.
    private(set) var moved: [Int: Int] = [:]

    init(from before: FoldedPlanNode, to after: FoldedPlanNode) {
        let (old, new) = (FlatPlan(before), FlatPlan(after))
        (self.old, self.new) = (old, new)
        let costs = TreeAlignment.Costs(
            removal: { Self.weight(old.nodes[$0]) }, insertion: { Self.weight(new.nodes[$0]) },
            change: { Self.change(from: old.nodes[$0], to: new.nodes[$1]) })
        for pair in TreeAlignment(old: old.parents, new: new.parents, costs: costs).pairs() {
            if costs.change(pair.old, pair.new) != nil { places[pair.old] = pair.new }
        }
        findMoved()
    }

    private static func weight(_ node: FoldedPlanNode) -> Int { node.isAccess ? 100 : 10 }

    private static func change(from old: FoldedPlanNode, to new: FoldedPlanNode) -> Int? {
        if old.label == new.label { return old.conditions == new.conditions ? 0 : 1 }
        if let table = old.table ?? new.table {
            guard old.table == new.table, old.isAccess == new.isAccess, !table.isEmpty else { return nil }
            return old.type == new.type ? 20 : 30
        }
        return family(old.type) == family(new.type) ? 5 : nil
    }

    /// Ways of doing one thing.
    private static func family(_ type: String) -> String {
        switch type {
        case "Hash Join", "Merge Join", "Nested Loop": "Join"
        case "Incremental Sort": "Sort"
        case "Merge Append": "Append"
        case "Gather Merge": "Gather"
        case "Group": "Aggregate"
        default: type
        }
    }

    /// Of the nodes that found no place, those that read the same table: first in the same way, then in any.
    private mutating func findMoved() {
        var left = new.nodes.indices.filter { !places.values.contains($0) && new.nodes[$0].isAccess }
        let candidates = old.nodes.indices.filter { places[$0] == nil && old.nodes[$0].isAccess }
        for isSameWay in [true, false] {
            for node in candidates where moved[node] == nil {
                let place = left.firstIndex { other in
                    isSameWay
                        ? old.nodes[node].label == new.nodes[other].label
                        : old.nodes[node].table != nil && old.nodes[node].table == new.nodes[other].table
                }
                if let place { moved[node] = left.remove(at: place) }
            }
        }
    }
}

/// A plan's nodes in preorder.
struct FlatPlan {
    private(set) var nodes: [FoldedPlanNode] = []
    private(set) var parents: [Int?] = []

    init(_ root: FoldedPlanNode) { visit(root, parent: nil) }

    private mutating func visit(_ node: FoldedPlanNode, parent: Int?) {
        let number = nodes.count
        nodes.append(node)
        parents.append(parent)
        for child in node.children { visit(child, parent: number) }
    }
}
