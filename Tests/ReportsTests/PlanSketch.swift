import RehearsalCore

//  Query plans in a few words.

/// A node that was run; its children are the outer and the inner side unless they say otherwise.
func planNode(
    _ type: String, on table: String? = nil, index: String? = nil, root: String? = nil,
    shape: KeyValuePairs<String, String> = [:], conditions: KeyValuePairs<String, String> = [:],
    estimated: Double? = nil, _ measured: NodeMeasure, _ children: [QueryPlanNode] = []
) -> QueryPlanNode {
    var attributes = shape.map { ShapeAttribute(key: $0.key, value: $0.value) }
    if let table { attributes.append(ShapeAttribute(key: "Alias", value: table)) }
    if let index { attributes.append(ShapeAttribute(key: "Index Identity", value: "name \(index)")) }
    if let root { attributes.append(ShapeAttribute(key: "Partition Root", value: "public.\(root)")) }
    return QueryPlanNode(
        type: type, relation: table.map { "public.\($0)" }, indexName: index,
        shape: attributes.sorted { $0.key < $1.key },
        expressions: conditions.map { ShapeAttribute(key: $0.key, value: $0.value) }.sorted { $0.key < $1.key },
        estimatedRows: estimated ?? measured.rows, totalCost: Double(measured.blocks), measured: measured,
        children: children.enumerated().map { related($1, $0 == 0 ? "Outer" : "Inner") })
}

func related(_ node: QueryPlanNode, _ relationship: String) -> QueryPlanNode {
    var node = node
    guard !node.shape.contains(where: { $0.key == "Parent Relationship" }) else { return node }
    node.shape = (node.shape + [ShapeAttribute(key: "Parent Relationship", value: relationship)])
        .sorted { $0.key < $1.key }
    return node
}

/// What a node did.
func did(
    _ rows: Double, loops: Double = 1, removed: Double = 0, blocks: Int64 = 0, temp: Int64 = 0, spills: Bool = false
) -> NodeMeasure {
    NodeMeasure(rows: rows, loops: loops, rowsRemoved: removed, blocks: blocks, tempBlocks: temp, spills: spills)
}
