public import RehearsalCore

extension Shape {
    /// What the scale does to the tables: the law by which this dataset is built larger.
    ///
    /// Rows of which there is at most one for each parent follow their parent; all others that are no fixed number grow
    /// with the scale. Fan-outs stay, so that the parents with most rows get others like them beside them; a spread by
    /// Zipf's law is made anew over all parents, and references that favour the first rows favour those again.
    public var growth: ShapeGrowth {
        let byName = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var growth = ShapeGrowth()
        for table in tables {
            if table.grows(in: byName) {
                growth.growingTables.insert(table.name.description)
            } else {
                growth.fixedTables.insert(table.name.description)
            }
            for column in table.columns {
                let name = ColumnName(table.name.description, column.name)
                let generator = column.field.generator.mostly(of: table)
                let references = generator.references(of: table)
                if !references.isEmpty { growth.references[name] = references }
                if generator.favoursFirst { growth.favouredColumns.insert(name) }
            }
            guard let parent = table.rows.parent else { continue }
            guard case .zipf = table.rows.spread else {
                growth.inheritedColumns.merge(table.inherited(from: byName[parent])) { _, new in new }
                continue
            }
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

extension TableShape {
    /// Columns that name rows above the parent, each with the parent's column that names them as well.
    fileprivate func inherited(from parent: TableShape?) -> [ColumnName: ColumnName] {
        guard let parent else { return [:] }
        return columns.reduce(into: [:]) { found, column in
            guard let ancestor = column.field.generator.mostly(of: self).ancestor,
                let same = parent.columns.first(where: { $0.field.generator.mostly(of: parent).ancestor == ancestor })
            else { return }
            found[ColumnName(name.description, column.name)] = ColumnName(parent.name.description, same.name)
        }
    }
}

extension Generator {
    /// The row above its own that it names or repeats.
    fileprivate var ancestor: ShapeReference? {
        switch self {
        case .parent(let table): ShapeReference(table: table.description)
        case .copy(.ancestor(let table), let column): ShapeReference(table: table.description, column: column)
        default: nil
        }
    }

    /// Of one that decides row by row what makes most values; of one that repeats a column, that column's.
    fileprivate func mostly(of table: TableShape, depth: Int = 0) -> Generator {
        // Columns that repeat one another in a circle are refused elsewhere.
        guard depth < table.columns.count else { return self }
        if case .mix(let fields) = self, let most = fields.max(by: { $0.weight < $1.weight }) {
            return most.value.generator.mostly(of: table, depth: depth + 1)
        }
        if case .choose(_, let cases, let otherwise) = self, let field = otherwise ?? cases.last?.field {
            return field.generator.mostly(of: table, depth: depth + 1)
        }
        if case .sameAs(let name) = self, let column = table.columns.first(where: { $0.name == name }) {
            return column.field.generator.mostly(of: table, depth: depth + 1)
        }
        return self
    }

    /// The tables whose rows its values name, with the column where the shape names one.
    fileprivate func references(of table: TableShape) -> [ShapeReference] {
        if case .parent(let parent) = self { return [ShapeReference(table: parent.description)] }
        if case .reference(let reference) = self { return [ShapeReference(table: reference.table.description)] }
        if case .polymorphic(let rule) = self {
            return rule.tables.map { ShapeReference(table: $0.table.description) }
        }
        if case .copy(.ancestor(let ancestor), let column) = self {
            return [ShapeReference(table: ancestor.description, column: column)]
        }
        guard case .copy(.through(let own), let column) = self else { return [] }
        let key = table.columns.first { $0.name == own }?.field.generator.mostly(of: table)
        return (key?.references(of: table) ?? []).map { ShapeReference(table: $0.table, column: column) }
    }

    fileprivate var favoursFirst: Bool {
        if case .reference(let reference) = self { return reference.favoursFirst }
        if case .polymorphic(let rule) = self { return rule.favoursFirst }
        return false
    }
}
