public import RehearsalCore

extension Shape {
    /// What the scale does to the tables: the law by which this dataset is built larger.
    ///
    /// Rows of which there is at most one for each parent follow their parent; all others that are no fixed number grow
    /// with the scale. Fan-outs stay, so that the parents with most rows get others like them beside them; a spread by
    /// Zipf's law is made anew over all parents.
    public var growth: ShapeGrowth {
        let byName = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var growth = ShapeGrowth()
        for table in tables {
            if table.grows(in: byName) {
                growth.growingTables.insert(table.name.description)
            } else {
                growth.fixedTables.insert(table.name.description)
            }
            guard let parent = table.rows.parent, case .zipf = table.rows.spread else { continue }
            for column in table.columns {
                guard case .parent(parent) = column.field.generator else { continue }
                growth.zipfColumns.insert(ColumnName(table.name.description, column.name))
            }
        }
        growth.fixedTables.formUnion(emptyTables.map(\.name.description))
        return growth
    }
}

extension TableShape {
    /// - Parameter tables: all of the shape; parents that lead in a circle are refused elsewhere.
    fileprivate func grows(in tables: [TableName: TableShape], depth: Int = 0) -> Bool {
        switch rows.count {
        case .fixed: return false
        case .total, .mean: return true
        case .each:
            guard depth < tables.count, let parent = rows.parent.flatMap({ tables[$0] }) else { return true }
            return parent.grows(in: tables, depth: depth + 1)
        }
    }
}
