/// Why a text is no query plan.
public enum QueryPlanDecodingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not JSON at all; what was expected, and where.
    case notJSON(reason: String)
    /// JSON, but not what EXPLAIN (FORMAT JSON) prints; what is missing and where.
    case notExplain(missing: String)

    public var description: String {
        switch self {
        case .notJSON(let reason): "EXPLAIN's output is no JSON: \(reason)"
        case .notExplain(let missing): "EXPLAIN's output has no \(missing)"
        }
    }
}

/// Reads the output of EXPLAIN (FORMAT JSON, VERBOSE) of one query.
///
/// Costs other than the total, widths, output lists and everything else that no comparison needs are dropped;
/// keys that this version does not know are named in ``QueryPlan/unknownKeys`` and otherwise ignored.
/// `names` gives each relation its partition root and each index its definition.
public func decodeQueryPlan(json: String, names: PlanNames = .none) throws(QueryPlanDecodingError) -> QueryPlan {
    let document: JSONValue
    do {
        document = try JSONReader.value(of: json, unread: ExplainKeys.dropped)
    } catch {
        throw .notJSON(reason: error.description)
    }
    guard case .list(let queries) = document, case .object(let query)? = queries.first else {
        throw .notExplain(missing: "list with one object")
    }
    guard case .object(let root)? = query["Plan"] else { throw .notExplain(missing: "Plan") }
    var reader = PlanNodeReader(names: names)
    reader.unknownKeys.formUnion(query.keys.filter { !ExplainKeys.topLevel.contains($0) })
    if case .object(let planning)? = query["Planning"] {
        reader.unknownKeys.formUnion(planning.keys.filter { !ExplainKeys.isKnownOfPlanning($0) })
    }
    let node = try reader.node(root, schema: nil)
    return QueryPlan(
        root: node, unknownKeys: reader.unknownKeys.sorted(),
        execution: node.measured == nil ? nil : ExecutionMeasure(query))
}

/// Turns JSON objects into nodes and collects the keys that it does not know.
private struct PlanNodeReader {
    let names: PlanNames
    var unknownKeys: Set<String> = []

    /// `schema` is that of the nearest relation above: a Bitmap Index Scan names its index alone.
    mutating func node(
        _ object: [String: JSONValue], schema inherited: String?
    ) throws(QueryPlanDecodingError) -> QueryPlanNode {
        guard let type = object["Node Type"]?.text else { throw .notExplain(missing: "Node Type") }
        unknownKeys.formUnion(object.keys.filter { !ExplainKeys.isKnown($0) })
        let schema = object["Schema"]?.text ?? inherited
        var shape = attributes(object) { ExplainKeys.hashed.contains($0) || ExplainKeys.kept.contains($0) }
        let relation = object["Relation Name"]?.text.map { PlanNames.Name(schema: schema ?? "", name: $0) }
        if let relation, let root = names.relations[relation]?.partitionRoot {
            shape.append(ShapeAttribute(key: ExplainKeys.partitionRoot, value: root))
        }
        let index = object["Index Name"]?.text
        if let index {
            shape.append(ShapeAttribute(key: ExplainKeys.indexIdentity, value: identity(ofIndex: index, in: schema)))
        }
        if case .list(let keys)? = object["Presorted Key"] {
            shape.append(ShapeAttribute(key: ExplainKeys.presortedKeyCount, value: String(keys.count)))
        }
        var children: [QueryPlanNode] = []
        if case .list(let plans)? = object["Plans"] {
            for case .object(let plan) in plans { children.append(try node(plan, schema: schema)) }
        }
        return QueryPlanNode(
            type: type, relation: relation.map(identity(of:)), indexName: index,
            shape: shape.sorted { $0.key < $1.key },
            expressions: attributes(object) { ExplainKeys.expressions.contains($0) },
            estimatedRows: object["Plan Rows"]?.number ?? 0, totalCost: object["Total Cost"]?.number ?? 0,
            measured: NodeMeasure(object), children: children)
    }

    private func attributes(_ object: [String: JSONValue], _ isWanted: (String) -> Bool) -> [ShapeAttribute] {
        object.filter { isWanted($0.key) }.map { ShapeAttribute(key: $0.key, value: $0.value.line) }
            .sorted { $0.key < $1.key }
    }

    private func identity(of relation: PlanNames.Name) -> String {
        names.relations[relation]?.identity ?? (relation.schema.isEmpty ? "" : "\(relation.schema).") + relation.name
    }

    /// A renamed index is the same index; one of which no definition is known is told by its name.
    private func identity(ofIndex name: String, in schema: String?) -> String {
        guard let definition = names.indexDefinitions[PlanNames.Name(schema: schema ?? "", name: name)] else {
            return "name \(name)"
        }
        return "sha256 \(SHA256Digest(of: definition).hexadecimal)"
    }
}

extension NodeMeasure {
    /// Nil for a node that was only explained.
    fileprivate init?(_ object: [String: JSONValue]) {
        guard let loops = object["Actual Loops"]?.number else { return nil }
        func sum(_ keys: String...) -> Double { keys.reduce(0) { $0 + (object[$1]?.number ?? 0) } }
        self.init(
            rows: sum("Actual Rows"), loops: loops,
            rowsRemoved: sum(
                "Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck",
                "Rows Removed by Conflict Filter"),
            heapFetches: sum("Heap Fetches"),
            blocks: Int64(sum("Shared Hit Blocks", "Shared Read Blocks", "Local Hit Blocks", "Local Read Blocks")),
            tempBlocks: Int64(sum("Temp Written Blocks")),
            walBytes: Int64(max(0, sum("WAL Bytes") - 8192 * sum("WAL FPI"))),
            spills: object["Sort Space Type"]?.text == "Disk" || sum("Hash Batches") > 1 || sum("Disk Usage") > 0
                || object["Storage"]?.text == "Disk" || Self.spills(groups: object))
    }

    /// Incremental Sort tells of its groups in objects of their own.
    private static func spills(groups object: [String: JSONValue]) -> Bool {
        ["Full-sort Groups", "Pre-sorted Groups"].contains { key in
            guard case .object(let groups)? = object[key] else { return false }
            return groups["Sort Space Disk"] != nil
        }
    }
}

extension ExecutionMeasure {
    fileprivate init(_ query: [String: JSONValue]) {
        self.init()
        if case .object(let planning)? = query["Planning"] {
            let blocks = ["Shared Hit Blocks", "Shared Read Blocks"].map { planning[$0]?.number ?? 0 }
            planningBlocks = Int64(blocks.reduce(0, +))
        }
        guard case .list(let triggers)? = query["Triggers"] else { return }
        for case .object(let trigger) in triggers {
            guard let name = (trigger["Constraint Name"] ?? trigger["Trigger Name"])?.text else { continue }
            triggerCalls[name, default: 0] += Int64(trigger["Calls"]?.number ?? 0)
        }
    }
}
