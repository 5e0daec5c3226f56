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
        "Sampling Method", "Sampling Parameters", "Scan Direction", "Sort Key", "TID Cond",
    ]

    /// Keys that are read into fields of their own.
    static let structural: Set<String> = [
        "Index Name", "Node Type", "Plan Rows", "Plans", "Relation Name", "Schema", "Total Cost",
    ]

    /// Keys of EXPLAIN (ANALYZE, BUFFERS, WAL), from the documentation of EXPLAIN and its output in 15; those of 16 to
    /// 18 from their release notes.
    static let measuring: Set<String> = [
        "Actual Loops", "Actual Rows", "Actual Startup Time", "Actual Total Time", "Average Sort Space Used",
        "Cache Evictions", "Cache Hits", "Cache Misses", "Cache Overflows", "Conflicting Tuples", "Disk Usage",
        "Exact Heap Blocks", "Full-sort Groups", "HashAgg Batches", "Hash Batches", "Hash Buckets", "Heap Fetches",
        "I/O Read Time", "I/O Write Time", "Index Searches", "Local Dirtied Blocks", "Local Hit Blocks",
        "Local I/O Read Time", "Local I/O Write Time", "Local Read Blocks", "Local Written Blocks",
        "Lossy Heap Blocks", "Maximum Storage", "Original Hash Batches", "Original Hash Buckets", "Peak Memory Usage",
        "Peak Sort Space Used", "Pre-sorted Groups", "Rows Removed by Conflict Filter", "Rows Removed by Filter",
        "Rows Removed by Index Recheck", "Rows Removed by Join Filter", "Shared Dirtied Blocks", "Shared Hit Blocks",
        "Shared I/O Read Time", "Shared I/O Write Time", "Shared Read Blocks", "Shared Written Blocks", "Sort Method",
        "Sort Space Type", "Sort Space Used", "Storage", "Temp I/O Read Time", "Temp I/O Write Time",
        "Temp Read Blocks", "Temp Written Blocks", "Tuples Inserted", "Tuples Updated", "Tuples Deleted",
        "Tuples Skipped", "WAL Buffers Full", "WAL Bytes", "WAL FPI", "WAL FPI Bytes", "WAL Records",
        "Workers Launched",
    ]

    /// Keys that change without the query plan changing, or that repeat what the tree or the query says: a `Window` is
    /// as the query defines it, and only 18 tells.
    static let dropped: Set<String> = [
        "Async Capable", "CTE Schema", "Disabled", "Disabled Nodes", "Output", "Plan Width", "Planned Partitions",
        "Remote SQL", "Startup Cost", "Target Tables", "Window", "Workers",
    ]

    /// Ours, not EXPLAIN's: the hash of the index's definition, or its name where no definition is known.
    static let indexIdentity = "Index Identity"
    /// Ours, not EXPLAIN's: the topmost parent of a partition.
    static let partitionRoot = "Partition Root"
    /// Ours, not EXPLAIN's: how many keys an Incremental Sort finds sorted.
    static let presortedKeyCount = "Presorted Key Count"

    /// Keys beside `Plan` in the outermost object.
    static let topLevel: Set<String> = [
        "Execution Time", "JIT", "Plan", "Planning", "Planning Time", "Query Identifier", "Serialization", "Settings",
        "Triggers",
    ]

    /// Keys of the object `Planning`: blocks and their times, which nodes have as well, and memory since 17.
    static func isKnownOfPlanning(_ key: String) -> Bool {
        measuring.contains(key) || key == "Memory Used" || key == "Memory Allocated"
    }

    static func isKnown(_ key: String) -> Bool {
        hashed.contains(key) || kept.contains(key) || expressions.contains(key) || structural.contains(key)
            || dropped.contains(key) || measuring.contains(key)
    }
}
