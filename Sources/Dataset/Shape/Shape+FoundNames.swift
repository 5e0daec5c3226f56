extension Shape {
    /// The shape with a schema's names in the places of their hashes; one without hashes is as it was.
    ///
    /// What the schema has no name for stays a hash: members of JSON, and all that is not there. A table that is not
    /// there is refused where the shape is compiled.
    /// - Parameter indexes: the names of each table's indexes.
    public func found(in tables: [TableLayout], indexes: [TableName: [String]]) -> Shape {
        guard let key = namesKey else { return self }
        let layouts = Dictionary(tables.map { (key.table($0.name), $0) }, uniquingKeysWith: { first, _ in first })
        var found = self
        found.namesKey = nil
        for place in found.tables.indices {
            guard let layout = layouts[found.tables[place].name] else { continue }
            found.tables[place] = FoundNames(key: key, layout: layout, others: layouts)
                .table(found.tables[place], indexes: indexes[layout.name] ?? [])
        }
        return found
    }
}

/// The names of one table.
private struct FoundNames {
    let key: NamesKey
    let layout: TableLayout
    /// All tables by their hashes.
    let others: [TableName: TableLayout]

    func table(_ hashed: TableShape, indexes: [String]) -> TableShape {
        var table = hashed
        table.name = layout.name
        let columns = names(of: layout)
        for place in table.columns.indices {
            guard let name = columns[table.columns[place].name] else { continue }
            table.columns[place].name = name
            guard case .captured(var statistics) = table.columns[place].field.generator,
                let column = layout.columns.first(where: { $0.name == name })
            else { continue }
            resolve(&statistics, column)
            table.columns[place].field.generator = .captured(statistics)
        }
        table.keys = table.keys.map { key($0, columns) }
        for place in table.combinations.indices {
            table.combinations[place].columns = table.combinations[place].columns.map { columns[$0] ?? $0 }
        }
        table.indexes = renamed(table.indexes, indexes.map { (key.part($0, "index", of: layout.name), $0) })
        table.partitions = renamed(
            table.partitions, layout.partitions.map { (key.table($0.name).description, $0.name.description) })
        return table
    }

    private func key(_ old: CapturedKey, _ columns: [String: String]) -> CapturedKey {
        var found = old
        found.columns = old.columns.map { columns[$0] ?? $0 }
        guard let target = others[TableName(schema: old.references[0], name: old.references[1])] else { return found }
        let there = names(of: target)
        found.references = target.name.parts
        found.to = old.to.map { there[$0] ?? $0 }
        return found
    }

    private func resolve(_ statistics: inout CapturedStatistics, _ column: ColumnLayout) {
        statistics.type = column.typeName
        let members = Dictionary(
            (column.members ?? []).map { (key.member($0.name, of: column.name, in: layout.name), $0.name) },
            uniquingKeysWith: { first, _ in first })
        statistics.members = statistics.members?.renamed { members[$0] ?? $0 }
    }

    /// A table's columns by their hashes.
    private func names(of layout: TableLayout) -> [String: String] {
        Dictionary(
            layout.columns.map { (key.column($0.name, of: layout.name), $0.name) },
            uniquingKeysWith: { first, _ in first })
    }

    private func renamed<Value>(_ values: [String: Value], _ names: [(String, String)]) -> [String: Value] {
        let names = Dictionary(names, uniquingKeysWith: { first, _ in first })
        return Dictionary(
            values.map { (names[$0.key] ?? $0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
