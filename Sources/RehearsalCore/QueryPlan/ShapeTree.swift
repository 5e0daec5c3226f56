/// A query plan as F3 sees it: partitions folded, unordered children sorted, names replaced by what they stand for.
///
/// Three things that change without the query's plan changing are taken away here. The planner lists the leaves of a
/// partitioned table one by one, orders them by cost, and drops the Append above them when one is left: all of that
/// becomes one node `Partitions` holding the distinct ways in which leaves are read. It lists the children of
/// Append, BitmapAnd, BitmapOr and SetOp by cost or by chance: they are sorted. It suffixes aliases: only the fact
/// that two nodes read different range table entries of one relation stays, as a number by position.
struct ShapeTree {
    /// Node type and hashed attributes, without the relation.
    var fields: [String]
    /// The partition root or the relation itself.
    var relation: String?
    /// Tells the range table entries of one relation apart; never hashed.
    var alias: String?
    /// `Parent Relationship` of the node.
    var relationship: String?
    /// What people read.
    var label: String
    var children: [ShapeTree]
    var isPartitionSet = false

    /// Whether anything in the tree reads partitions of some root.
    var readsPartitions: Bool { isPartitionSet || children.contains(where: \.readsPartitions) }
}

extension ShapeTree {
    static let partitionsType = "Partitions"

    private static let appends: Set<String> = ["Append", "Merge Append"]
    private static let unordered: Set<String> = ["Append", "Merge Append", "BitmapAnd", "BitmapOr", "SetOp"]

    init(_ node: QueryPlanNode) {
        var nothing: PlanExpressions?
        self.init(node, &nothing)
    }

    /// With the conditions, in their normal form.
    init(withConditions node: QueryPlanNode) {
        var expressions: PlanExpressions? = PlanExpressions(of: node)
        self.init(node, &expressions)
    }

    private init(_ node: QueryPlanNode, _ expressions: inout PlanExpressions?) {
        let attributes = Dictionary(node.shape.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        let root = attributes[ExplainKeys.partitionRoot]
        let conditions = node.expressions.compactMap { condition in
            (expressions?.normalized(condition.value)).map { "\(condition.key)=\($0)" }
        }
        var children: [ShapeTree] = []
        for child in node.children { children.append(ShapeTree(child, &expressions)) }
        self.init(
            fields: Self.fields(of: node) + conditions, relation: root ?? node.relation,
            alias: node.type == "ModifyTable" ? nil : attributes["Alias"],
            relationship: attributes["Parent Relationship"], label: Self.label(of: node, relation: root),
            children: children)
        if Self.appends.contains(node.type) {
            foldAppend()
        } else if Self.unordered.contains(node.type) {
            self.children = Self.sorted(children)
        } else if let root, node.type != "ModifyTable" {
            self = Self.partitions(of: root, [self], relationship: relationship, beside: [])
        }
    }

    /// Members that all read leaves of one root become one node; other members are sorted, like shapes told once.
    private mutating func foldAppend() {
        let members = children.filter { $0.relationship == "Member" }
        let others = children.filter { $0.relationship != "Member" }
        let roots = Set(members.map { $0.isPartitionSet ? $0.relation : nil })
        if roots.count == 1, let first = roots.first, let root = first {
            self = Self.partitions(
                of: root, members.flatMap(\.children), relationship: relationship, beside: others)
            return
        }
        var seen: Set<[UInt8]> = []
        children = Self.sorted(members.filter { !$0.readsPartitions || seen.insert($0.unnumbered).inserted } + others)
    }

    private static func partitions(
        of root: String, _ leaves: [ShapeTree], relationship: String?, beside others: [ShapeTree]
    ) -> ShapeTree {
        var seen: Set<[UInt8]> = []
        let shapes = leaves.map { leaf in
            var shape = leaf
            shape.relation = nil
            shape.alias = nil
            shape.relationship = nil
            return shape
        }.filter { seen.insert($0.unnumbered).inserted }
        return ShapeTree(
            fields: [partitionsType], relation: root, alias: nil, relationship: relationship,
            label: "\(partitionsType) of \(root)", children: sorted(shapes) + sorted(others), isPartitionSet: true)
    }

    static func sorted(_ trees: [ShapeTree]) -> [ShapeTree] {
        trees.map { ($0.unnumbered, $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }

    /// `Parent Relationship` is kept apart, because folding changes it.
    private static func fields(of node: QueryPlanNode) -> [String] {
        let attributes = node.shape.filter {
            ExplainKeys.hashed.contains($0.key) && $0.key != "Parent Relationship" && $0.value != "false"
        }
        return [node.type] + attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\(value(of: $0))" }
    }

    /// Up to 16 `InitPlan 1 (returns $0)` is written; the parameter's number follows from the position.
    static func value(of attribute: ShapeAttribute) -> String {
        guard attribute.key == "Subplan Name", let returns = attribute.value.firstRange(of: " (returns ") else {
            return attribute.value
        }
        return String(attribute.value[..<returns.lowerBound])
    }
}

extension ShapeTree {
    /// The encoding without numbers of relations: the order of sorting.
    fileprivate var unnumbered: [UInt8] {
        var bytes: [UInt8] = []
        var numbers: RelationNumbers?
        encode(into: &bytes, numbers: &numbers)
        return bytes
    }

    /// An encoding in which no two trees look alike: every text carries its length, every list its count.
    var canonical: [UInt8] {
        var bytes: [UInt8] = []
        var numbers: RelationNumbers? = RelationNumbers()
        encode(into: &bytes, numbers: &numbers)
        return bytes
    }

    private func encode(into bytes: inout [UInt8], numbers: inout RelationNumbers?) {
        var texts = fields + [relationship ?? "", relation ?? ""]
        if let relation, let number = numbers?.number(of: relation, alias: alias, isOwn: isPartitionSet) {
            texts.append("#\(number)")
        }
        bytes += Array("\(texts.count),\(children.count)(".utf8)
        for text in texts { bytes += Array("\(text.utf8.count):\(text)".utf8) }
        for child in children { child.encode(into: &bytes, numbers: &numbers) }
        bytes.append(UInt8(ascii: ")"))
    }
}

/// Numbers the range table entries of each relation by first appearance.
private struct RelationNumbers {
    private var aliases: [String: [String]] = [:]

    /// A set of partitions is an entry of its own; a node without alias (ModifyTable) is the first.
    mutating func number(of relation: String, alias: String?, isOwn: Bool) -> Int {
        if isOwn {
            aliases[relation, default: []].append("")
            return aliases[relation, default: []].count
        }
        guard let alias else { return 1 }
        if let known = aliases[relation]?.firstIndex(of: alias) { return known + 1 }
        aliases[relation, default: []].append(alias)
        return aliases[relation, default: []].count
    }
}
