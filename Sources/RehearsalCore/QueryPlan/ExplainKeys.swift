/// The keys of EXPLAIN's JSON nodes, by what they are worth here.
///
/// From the documentation of EXPLAIN and the output of PostgreSQL 15; keys of 16 to 18 from their release notes.
public enum ExplainKeys {
    /// Keys that decide the shape of a tree, and the estimates: none of them holds a value of a row.
    public static let shaping = hashed.union(kept).union(structural).union(["Presorted Key"])

    /// Keys that F3 holds.
    static let hashed: Set<String> = [
        "CTE Name", "Command", "Custom Plan Provider", "Function Name", "Join Type", "Operation",
        "Parallel Aware", "Parent Relationship", "Partial Mode", "Presorted Key Count", "Strategy", "Subplan Name",
        "Table Function Name", "Tuplestore Name", indexIdentity,
    ]

    /// Keys that shape the tree or say where it came from, and that no fingerprint of this version holds.
    static let kept: Set<String> = [
        "Alias", "Cache Mode", "Conflict Arbiter Indexes", "Conflict Resolution", "Relations", "Single Copy",
        "Subplans Removed", "Workers Planned", partitionRoot,
    ]

    /// Conditions and their like.
    static let expressions: Set<String> = [
        "Cache Key", "Conflict Filter", "Filter", "Function Call", "Group Key", "Group Keys", "Grouping Sets",
        "Hash Cond", "Hash Key", "Hash Keys", "Index Cond", "Inner Unique", "Join Filter", "Merge Cond",
        "One-Time Filter", "Order By", "Presorted Key", "Recheck Cond", "Repeatable Seed", "Run Condition",
        "Sampling Method", "Sampling Parameters", "Scan Direction", "Sort Key", "TID Cond", "Window",
    ]

    /// Keys that are read into fields of their own.
    static let structural: Set<String> = [
        "Index Name", "Node Type", "Plan Rows", "Plans", "Relation Name", "Schema", "Total Cost",
    ]

    /// Keys that change without the query plan changing, or that repeat what the tree says.
    static let dropped: Set<String> = [
        "Async Capable", "CTE Schema", "Disabled", "Disabled Nodes", "Output", "Plan Width", "Planned Partitions",
        "Remote SQL", "Startup Cost", "Target Tables", "Workers",
    ]

    /// Ours, not EXPLAIN's: the hash of the index's definition, or its name where no definition is known.
    static let indexIdentity = "Index Identity"
    /// Ours, not EXPLAIN's: the topmost parent of a partition.
    static let partitionRoot = "Partition Root"
    /// Ours, not EXPLAIN's: how many keys an Incremental Sort finds sorted.
    static let presortedKeyCount = "Presorted Key Count"

    /// Keys beside `Plan` in the outermost object.
    static let topLevel: Set<String> = ["Plan", "Query Identifier", "Settings", "Planning"]

    static func isKnown(_ key: String) -> Bool {
        hashed.contains(key) || kept.contains(key) || expressions.contains(key) || structural.contains(key)
            || dropped.contains(key)
    }
}
