extension QueryPlan {
    /// True where every row comes from one of the tables, and none from a catalog or a function of the server's.
    func readsOnlyTables(of tables: Set<String>) -> Bool {
        root.all.allSatisfy { node in
            node.table.map(tables.contains) ?? !(node.attribute("Function Name")?.hasPrefix("pg_") ?? false)
        }
    }

    /// True where a node changes rows.
    public var writes: Bool { root.all.contains { $0.type == "ModifyTable" } }

    /// Rows that index-only scans had to ask the heap for.
    public var heapFetches: Double { root.all.reduce(0) { $0 + ($1.measured?.heapFetches ?? 0) } }
}
