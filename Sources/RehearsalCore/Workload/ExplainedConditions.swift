/// What a plan compares with parameters, out of EXPLAIN (VERBOSE, FORMAT JSON) of a generic plan.
struct ExplainedConditions {
    /// Relations by the names that conditions use for them.
    private(set) var relations: [String: RelationName] = [:]
    private(set) var comparisons: [ParameterComparison] = []

    private static let keys = [
        "Index Cond", "Recheck Cond", "Filter", "TID Cond", "Hash Cond", "Merge Cond", "Join Filter", "One-Time Filter",
    ]

    init(json: String) throws(QueryPlanDecodingError) {
        let document: JSONValue
        do { document = try JSONReader.value(of: json) } catch { throw .notJSON(reason: error.description) }
        guard case .list(let queries) = document, case .object(let query)? = queries.first,
            case .object(let root)? = query["Plan"]
        else { throw .notExplain(missing: "Plan") }
        var answered: Set<Int> = []
        read(root, &answered)
        // Before PostgreSQL 17 the answer of an InitPlan is written as `$n` as well: such a number says nothing.
        comparisons.removeAll { answered.contains($0.parameter) }
    }

    private mutating func read(_ node: [String: JSONValue], _ answered: inout Set<Int>) {
        if let alias = node["Alias"]?.text, let name = node["Relation Name"]?.text, let schema = node["Schema"]?.text {
            relations[alias] = RelationName(schema: schema, name: name)
        }
        if let subplan = node["Subplan Name"]?.text, let returns = subplan.firstRange(of: "(returns ") {
            let numbers = subplan[returns.upperBound...].matches(of: /\$([0-9]+)/)
            answered.formUnion(numbers.compactMap { Int($0.output.1) })
        }
        for key in Self.keys {
            guard let condition = node[key]?.text else { continue }
            comparisons += parameterComparisons(in: condition)
        }
        guard case .list(let children)? = node["Plans"] else { return }
        for case .object(let child) in children { read(child, &answered) }
    }
}

/// A relation by its schema and name.
public struct RelationName: Hashable, Sendable {
    public var schema: String
    public var name: String

    public init(schema: String, name: String) {
        self.schema = schema
        self.name = name
    }
}
