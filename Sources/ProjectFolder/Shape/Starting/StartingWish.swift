import Dataset
import RehearsalCore

/// What a table's unique keys ask for: columns that differ, a parent table, few enough rows.
struct StartingWish {
    private let layout: TableLayout
    private(set) var parentKey: ForeignKeyLayout?
    /// Each parent has one row at most.
    private(set) var isOneToOne = false
    /// Rows that differ by what they link.
    private(set) var isLink = false
    var roles: [String: StartingTable.Role] = [:]
    /// The most rows that the keys have room for.
    private(set) var capacity = Int.max

    /// - Parameter tables: those that may be parents.
    init(layout: TableLayout, tables: [TableName: StartingTable]) {
        self.layout = layout
        let linking = Set(layout.foreignKeys.flatMap(\.columns))
        for key in [layout.primaryKey] + layout.uniqueKeys where !key.isEmpty {
            let own = key.filter { !linking.contains($0) }.compactMap(layout.column)
                .filter { !$0.isGenerated && StartingColumn($0).generator != nil }
            let links = layout.foreignKeys.filter { link in
                link.referencedTable != layout.name && tables[link.referencedTable] != nil
                    && link.columns.allSatisfy(key.contains) && layout.needs(link)
            }
            // A key of columns that no generator makes is the server's business.
            if own.isEmpty, !key.contains(where: linking.contains) { continue }
            if let text = own.first(where: { StartingColumn($0).isDifferent }) {
                roles[text.name] = .different
                capacity = min(capacity, StartingColumn(text).capacity)
            } else if let number = own.first(where: { StartingColumn($0).isNumber }) {
                count(number, links)
            } else if key.count == 1, let column = own.first {
                single(column)
            } else {
                link(links, tables)
            }
        }
    }

    /// Rows of one parent are counted, and else those of the table. A key of several columns is the better parent.
    private mutating func count(_ column: ColumnLayout, _ links: [ForeignKeyLayout]) {
        let hasWideKey = layout.foreignKeys.contains { $0.columns.count > 1 }
        if !hasWideKey, let link = links.first, links.count == 1, roles[column.name] == nil,
            parentKey == nil || parentKey == link, !isOneToOne, link.columns.count == 1
        {
            parentKey = link
            roles[column.name] = .ordinal
        } else {
            roles[column.name] = .serial
        }
        capacity = min(capacity, StartingColumn(column).capacity)
    }

    private mutating func single(_ column: ColumnLayout) {
        if let labels = column.labels {
            roles[column.name] = .inOrder
            capacity = min(capacity, labels.count)
        } else if StartingColumn(column).mayBeCaptured {
            roles[column.name] = .unique
            capacity = min(capacity, StartingColumn(column).capacity)
        } else {
            capacity = 1
        }
    }

    private mutating func link(_ links: [ForeignKeyLayout], _ tables: [TableName: StartingTable]) {
        let single = links.filter { $0.columns.count == 1 }
        if links.isEmpty {
            capacity = 1
        } else if links.count > 1, parentKey == nil, let first = links.max(by: { rows($0, tables) < rows($1, tables) }),
            let second = single.first(where: { $0 != first })
        {
            parentKey = first
            // A key of the parent's own line is the parent's: it tells no rows apart.
            let line = tables.line(from: tables[first.referencedTable]?.parent)
            if line.contains(second.referencedTable) {
                isOneToOne = true
            } else {
                isLink = true
                roles[second.columns[0]] = .distinctLink
            }
        } else if parentKey == nil, let first = links.first {
            parentKey = first
            isOneToOne = true
        } else if let other = single.first(where: { $0 != parentKey }), !isOneToOne || links.count == 1 {
            roles[other.columns[0]] = .uniqueLink
            capacity = min(capacity, rows(other, tables))
        }
    }

    private func rows(_ link: ForeignKeyLayout, _ tables: [TableName: StartingTable]) -> Int {
        tables[link.referencedTable]?.rowCount ?? 0
    }

    /// How many rows there are to choose from for each row of the parent.
    func available(below key: ForeignKeyLayout, _ tables: [TableName: StartingTable]) -> Int {
        let chosen = layout.foreignKeys.filter { roles[$0.columns[0]] == .distinctLink }
        let counts = chosen.map { link -> Int in
            let all = rows(link, tables)
            guard let above = tables.common(of: tables.line(from: key.referencedTable), with: link.referencedTable)
            else { return all }
            return all / max(1, tables[above]?.rowCount ?? 1)
        }
        return counts.min() ?? 0
    }
}
