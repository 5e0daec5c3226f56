/// A table whose rows can be written.
public struct PlannedTable: Hashable, Sendable {
    public let table: TableName
    public let rowCount: Int
    /// The size of the table's COPY stream, guessed from some of its rows.
    public let estimatedBytes: Int
    /// How many pages its heap is to have, and those of its partitions; empty where nobody says.
    public let pages: [TableName: Int]
    /// Rows that are there and dead; nil where there are none, and for partitioned tables without a primary key, in
    /// whose partitions nobody would know them again.
    public let dead: DeadRows?
    /// How many pages indexes are to have, by their tables, or its partitions, and by their names.
    public let indexPages: [TableName: [String: Int]]

    /// `schema.table`, unquoted: the name by which ``DatasetPlan`` writes it.
    public var name: String { table.description }
}

extension PlannedTable {
    /// What the shape says of a table's sizes; those of more rows than were captured are as many times as large.
    init(_ rowCount: Int, of shape: TableShape, _ layout: TableLayout, estimatedBytes: Int) {
        let growth = shape.sizes.map { Double(rowCount) / Double(max(1, $0.rows)) } ?? 1
        func scaled(_ pages: Int) -> Int { Int((Double(pages) * growth).rounded()) }
        // No pages are what a shape says that was written by hand.
        var pages = [shape.name: shape.sizes.map { $0.kind == "p" ? 0 : scaled($0.pages) } ?? 0]
        var indexPages = [shape.name: shape.indexes.mapValues(scaled)]
        for (partition, facts) in shape.partitions where facts.kind == "r" {
            pages[TableName(partition)] = scaled(facts.pages)
            indexPages[TableName(partition)] = (facts.indexes ?? [:]).mapValues(scaled)
        }
        self.init(
            table: shape.name, rowCount: rowCount, estimatedBytes: estimatedBytes, pages: pages.filter { $0.value > 0 },
            dead: shape.dead(layout, livingCount: rowCount), indexPages: indexPages)
    }
}

extension TableShape {
    /// Partitions by ranges have the dead rows that they had, others those of all on average.
    fileprivate func dead(_ layout: TableLayout, livingCount: Int) -> DeadRows? {
        guard let sizes else { return nil }
        guard sizes.kind == "p" else { return DeadRows(share: sizes.dead, livingCount: livingCount) }
        if layout.primaryKey.isEmpty { return nil }
        let ordered = layout.partitions.compactMap { partitions[$0.name.description] }
        let isFalling = layout.partitionKey.first.flatMap { statistics(of: $0)?.correlation }.map { $0 < 0 } ?? false
        let parts = (isFalling ? ordered.reversed() : ordered).map { (rows: Double($0.rows), share: $0.dead) }
        if !parts.isEmpty { return DeadRows(parts: parts, livingCount: livingCount) }
        let mixed = partitions.sorted { $0.key < $1.key }.map { (rows: Double($0.value.rows), share: $0.value.dead) }
        return DeadRows(mixed: mixed, livingCount: livingCount)
    }
}

/// A column with its program and its type.
struct PlannedColumn: Sendable {
    let name: String
    let program: Program
    let type: ColumnType
}
