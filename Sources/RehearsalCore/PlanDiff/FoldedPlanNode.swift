/// A node of a query plan with partitions folded as ``ShapeTree`` folds them, and with what it did.
///
/// A ``ShapeTree`` has the shape and nothing else; a diff for people wants measures and conditions beside it. So the
/// folding is done once more here, by the same rules: the text of both trees is the same, line by line.
struct FoldedPlanNode {
    /// EXPLAIN's node type, or ``ShapeTree/partitionsType``.
    var type: String
    /// What people read, as in ``treeText(_:)``.
    var label: String
    /// The table that the node reads or writes; of a partition its topmost parent.
    var table: String?
    var indexName: String?
    var conditions: [PlanCondition]
    /// Nil where the query was only explained.
    var totals: PlanNodeTotals?
    /// How many nodes of the plan were folded into this one; of a partition set how many leaves it reads.
    var leafCount = 1
    var isPartitionSet = false
    var children: [FoldedPlanNode]

    /// As in ``ShapeTree``: what nodes are compared by.
    private var fields: [String]
    private var relation: String?
    private var relationship: String?

    /// Reads rows from somewhere: a relation, a function, a CTE, a list of values.
    var isAccess: Bool {
        isPartitionSet || type.hasSuffix("Scan") && type != "Subquery Scan" && type != "Bitmap Index Scan"
    }
}

extension FoldedPlanNode {
    private static let appends: Set<String> = ["Append", "Merge Append"]
    private static let unordered: Set<String> = ["BitmapAnd", "BitmapOr", "SetOp"]

    init(_ root: QueryPlanNode) {
        var expressions = PlanExpressions(of: root)
        self.init(root, &expressions)
    }

    private init(_ node: QueryPlanNode, _ expressions: inout PlanExpressions) {
        var bare = node
        bare.children = []
        let shape = ShapeTree(bare)
        let own = shape.isPartitionSet ? shape.children.first ?? shape : shape
        type = node.type
        label = own.label
        table = node.table
        indexName = node.indexName
        totals = PlanNodeTotals(node)
        (fields, relation, relationship) = (own.fields, shape.relation, shape.relationship)
        conditions = []
        for expression in node.expressions {
            let words = expressions.words(of: expression.value)
            conditions += PlanCondition.conditions(key: expression.key, words: words, table: node.table)
        }
        children = []
        for child in node.children { children.append(FoldedPlanNode(child, &expressions)) }
        if Self.appends.contains(type) {
            foldAppend()
        } else if Self.unordered.contains(type) {
            children = Self.sorted(children)
        } else if shape.isPartitionSet, let root = shape.relation {
            self = partitions(of: root, [self], beside: [])
        }
    }

    private mutating func foldAppend() {
        let members = children.filter { $0.relationship == "Member" }
        let others = children.filter { $0.relationship != "Member" }
        let roots = Set(members.map { $0.isPartitionSet ? $0.relation : nil })
        if roots.count == 1, let first = roots.first, let root = first {
            let leafCount = members.map(\.leafCount).reduce(0, +)
            self = partitions(of: root, members.flatMap(\.children), beside: others)
            self.leafCount = leafCount
            return
        }
        let folded = Self.merged(members.filter(\.readsPartitions))
        children = Self.sorted(members.filter { !$0.readsPartitions } + folded + others)
    }

    private var readsPartitions: Bool { isPartitionSet || children.contains(where: \.readsPartitions) }

    /// The node that stands for all leaves of a root; what it did is what this node did.
    private func partitions(
        of root: String, _ leaves: [FoldedPlanNode], beside others: [FoldedPlanNode]
    ) -> FoldedPlanNode {
        let shapes = leaves.map { leaf in
            var shape = leaf
            (shape.relation, shape.relationship) = (nil, nil)
            return shape
        }
        var set = self
        (set.type, set.label, set.fields) = (
            ShapeTree.partitionsType, "\(ShapeTree.partitionsType) of \(root)", [ShapeTree.partitionsType]
        )
        (set.table, set.relation, set.indexName, set.conditions) = (root, root, nil, [])
        set.isPartitionSet = true
        set.children = Self.sorted(Self.merged(shapes)) + Self.sorted(others)
        return set
    }

    /// Nodes of one shape become one, which did what all of them did.
    private static func merged(_ nodes: [FoldedPlanNode]) -> [FoldedPlanNode] {
        var places: [[UInt8]: Int] = [:]
        var merged: [FoldedPlanNode] = []
        for node in nodes {
            let key = node.shape(alias: nil).canonical
            if let place = places[key] {
                merged[place].add(node)
            } else {
                places[key] = merged.count
                merged.append(node)
            }
        }
        return merged
    }

    private mutating func add(_ other: FoldedPlanNode) {
        leafCount += other.leafCount
        if let more = other.totals { totals?.add(more) }
        for (place, child) in zip(children.indices, other.children) { children[place].add(child) }
    }

    private static func sorted(_ nodes: [FoldedPlanNode]) -> [FoldedPlanNode] {
        // No order of shapes looks at aliases, so that they can carry the places.
        ShapeTree.sorted(nodes.enumerated().map { $1.shape(alias: String($0)) })
            .compactMap { $0.alias.flatMap { Int($0) }.map { nodes[$0] } }
    }

    private func shape(alias: String?) -> ShapeTree {
        ShapeTree(
            fields: fields, relation: relation, alias: alias, relationship: relationship, label: label,
            children: children.map { $0.shape(alias: nil) }, isPartitionSet: isPartitionSet)
    }
}
