import RehearsalCore

/// The names of a shape matched with those of the server.
struct ShapeNames {
    /// The position of a table in the shape, for tables with rows.
    let index: [TableName: Int]
    /// The server's tables in the shape's order.
    let layouts: [TableLayout]

    init(shape: Shape, tables: [TableLayout]) throws(DatasetError) {
        let byName = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var index: [TableName: Int] = [:]
        var layouts: [TableLayout] = []
        var seen: Set<TableName> = []
        for empty in shape.emptyTables {
            try Self.require(byName[empty.name], empty.name, empty.place, tables)
            if !seen.insert(empty.name).inserted {
                throw DatasetError(.tableTwice(empty.name.description), at: empty.place)
            }
        }
        for (number, table) in shape.tables.enumerated() {
            let layout = try Self.require(byName[table.name], table.name, table.place, tables)
            if !seen.insert(table.name).inserted {
                throw DatasetError(.tableTwice(table.name.description), at: table.place)
            }
            index[table.name] = number
            layouts.append(layout)
            try Self.checkColumns(of: table, layout)
        }
        let silent = tables.map(\.name).filter { !seen.contains($0) }.sorted()
        if !silent.isEmpty {
            throw DatasetError(
                .tablesNotInShape(silent.map(\.description)), at: SourcePlace(file: shape.file, line: 1, column: 1))
        }
        self.index = index
        self.layouts = layouts
    }

    @discardableResult
    private static func require(
        _ layout: TableLayout?, _ name: TableName, _ place: SourcePlace, _ tables: [TableLayout]
    ) throws(DatasetError) -> TableLayout {
        if let layout { return layout }
        let names = tables.map { $0.name.schema == "public" ? $0.name.name : $0.name.description }
        let spelled = name.schema == "public" ? name.name : name.description
        throw DatasetError(
            .unknownTable(name.description, suggestion: NearestName.suggestion(for: spelled, among: names)), at: place)
    }

    private static func checkColumns(of table: TableShape, _ layout: TableLayout) throws(DatasetError) {
        var seen: Set<String> = []
        for column in table.columns {
            guard layout.columns.contains(where: { $0.name == column.name }) else {
                let suggestion = NearestName.suggestion(for: column.name, among: layout.columns.map(\.name))
                throw DatasetError(
                    .unknownColumn(table: table.name.description, column: column.name, suggestion: suggestion),
                    at: column.place)
            }
            if !seen.insert(column.name).inserted {
                throw DatasetError(.columnTwice("\(table.name).\(column.name)"), at: column.place)
            }
        }
    }
}
