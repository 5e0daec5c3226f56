/// EXPLAIN's tree of one query, without what changes from run to run.
public struct QueryPlan: Hashable, Sendable, Codable {
    public var root: QueryPlanNode
    /// Keys of EXPLAIN's JSON that this version does not know, sorted: a newer server says more.
    public var unknownKeys: [String]
    /// Nil where the query was only explained.
    public var execution: ExecutionMeasure?

    public init(root: QueryPlanNode, unknownKeys: [String] = [], execution: ExecutionMeasure? = nil) {
        self.root = root
        self.unknownKeys = unknownKeys
        self.execution = execution
    }
}

/// One node of a ``QueryPlan``.
///
/// No fingerprint holds `estimatedRows`, `totalCost` and `measured`.
public struct QueryPlanNode: Hashable, Sendable, Codable {
    /// EXPLAIN's `Node Type`, for example `Index Scan`.
    public var type: String
    /// `schema.relation` where the node reads or writes one.
    public var relation: String?
    public var indexName: String?
    /// Everything else that shapes the tree, by EXPLAIN's own key, sorted: `Join Type`, `Strategy`,
    /// `Parent Relationship`, `Partial Mode`, `Operation`, `Parallel Aware` and the like.
    public var shape: [ShapeAttribute]
    /// Conditions, by EXPLAIN's own key, sorted: `Index Cond`, `Filter`, `Sort Key` and the like.
    public var expressions: [ShapeAttribute]
    public var estimatedRows: Double
    public var totalCost: Double
    /// Nil where the query was only explained.
    public var measured: NodeMeasure?
    public var children: [QueryPlanNode]

    public init(
        type: String, relation: String?, indexName: String?, shape: [ShapeAttribute], expressions: [ShapeAttribute],
        estimatedRows: Double, totalCost: Double, measured: NodeMeasure? = nil, children: [QueryPlanNode]
    ) {
        self.type = type
        self.relation = relation
        self.indexName = indexName
        self.shape = shape
        self.expressions = expressions
        self.estimatedRows = estimatedRows
        self.totalCost = totalCost
        self.measured = measured
        self.children = children
    }
}

/// One attribute of a node, under EXPLAIN's own key.
public struct ShapeAttribute: Hashable, Sendable, Codable {
    public var key: String
    public var value: String

    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
