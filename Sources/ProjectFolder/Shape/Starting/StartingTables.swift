import Dataset
import RehearsalCore

/// What a table of a starting shape is like.
struct StartingTable {
    enum Rows: Equatable {
        case total(Int)
        case fixed(Int)
        case per(TableName, mean: Int, most: Int?)
        case each(TableName)
    }

    /// What a column must be for the sake of a unique key.
    enum Role: Equatable {
        case serial, ordinal, inOrder
        /// A text of its own in each row.
        case different
        /// A different value in each row, by the generator of captured columns.
        case unique
        /// A key of another table, never twice in the table.
        case uniqueLink
        /// A key of another table, never twice among the rows of one parent.
        case distinctLink
    }

    let layout: TableLayout
    var rows: Rows
    /// At scale 1.
    var rowCount: Int
    /// The foreign key to the parent table.
    var parentKey: ForeignKeyLayout?
    var roles: [String: Role]

    var parent: TableName? { parentKey?.referencedTable }
}

/// Finds each table's parent and number of rows, tables that others refer to first.
struct StartingTables {
    /// Rows of tables without a parent: of those that others refer to, and of the others.
    private static let (referredCount, aloneCount) = (50, 1000)
    /// Rows for each row of the parent, likewise.
    private static let (referredMean, leafMean) = (4, 8)
    private static let linkMean = 4
    /// Deep below, a table has as many rows as its parent: a start is to be small.
    private static let comfortableCount = 50_000
    /// Where keys have no room for so many times the rows, the table does not grow with the scale.
    private static let roomToGrow = 20

    private let schema: StartingSchema
    private(set) var planned: [TableName: StartingTable] = [:]
    private var underWay: Set<TableName> = []

    init(schema: StartingSchema) {
        self.schema = schema
        for table in schema.open { plan(table) }
    }

    private mutating func plan(_ layout: TableLayout) {
        guard planned[layout.name] == nil, underWay.insert(layout.name).inserted else { return }
        for key in layout.foreignKeys.sorted(by: { layout.needs($0) && !layout.needs($1) }) {
            if let target = schema.open.first(where: { $0.name == key.referencedTable }) { plan(target) }
        }
        planned[layout.name] = decided(layout)
    }

    private func decided(_ layout: TableLayout) -> StartingTable {
        var wish = StartingWish(layout: layout, tables: planned)
        let isReferred = schema.open.contains { other in
            other.name != layout.name && other.foreignKeys.contains { $0.referencedTable == layout.name }
        }
        let key = wish.parentKey ?? deepest(layout)
        let alone = min(wish.capacity, isReferred ? Self.referredCount : Self.aloneCount)
        var rows = StartingTable.Rows.total(alone)
        let room = wish.capacity / Self.roomToGrow
        if room < alone { rows = .fixed(alone) }
        var rowCount = alone
        var parentKey: ForeignKeyLayout?
        if let key, let parent = planned[key.referencedTable] {
            var mean = isReferred ? Self.referredMean : Self.leafMean
            if wish.isLink { mean = min(Self.linkMean, wish.available(below: key, planned)) }
            if parent.rowCount * mean > Self.comfortableCount { mean = 1 }
            let count = wish.isOneToOne || mean == 0 ? parent.rowCount : parent.rowCount * mean
            if count <= (wish.isOneToOne ? wish.capacity : room) {
                (parentKey, rowCount) = (key, count)
                rows =
                    wish.isOneToOne || mean == 0
                    ? .each(parent.layout.name)
                    : .per(parent.layout.name, mean: mean, most: wish.isLink ? mean : nil)
            }
        }
        if parentKey == nil { wish.roles = wish.roles.mapValues { $0 == .ordinal ? .serial : $0 } }
        return StartingTable(
            layout: layout, rows: rows, rowCount: rowCount, parentKey: parentKey, roles: wish.roles)
    }

    /// The key to the table with the longest line above it, among those that every row needs.
    private func deepest(_ layout: TableLayout) -> ForeignKeyLayout? {
        layout.foreignKeys.filter { layout.needs($0) && $0.referencedTable != layout.name }
            .compactMap { key -> (key: ForeignKeyLayout, depth: Int, count: Int)? in
                guard let target = planned[key.referencedTable] else { return nil }
                return (key, planned.line(from: target.layout.name).count, target.rowCount)
            }
            .max {
                ($0.key.columns.count, $0.depth, $0.count, $1.key.referencedTable)
                    < ($1.key.columns.count, $1.depth, $1.count, $0.key.referencedTable)
            }?.key
    }
}

extension [TableName: StartingTable] {
    /// A table and its ancestors, upwards.
    func line(from table: TableName?) -> [TableName] {
        var line: [TableName] = []
        var current = table
        while let name = current {
            line.append(name)
            current = self[name]?.parent
        }
        return line
    }

    /// The nearest table of a line under which rows of another table lie.
    func common(of line: [TableName], with target: TableName) -> TableName? {
        let above = Set(self.line(from: self[target]?.parent))
        return line.first { above.contains($0) }
    }
}
