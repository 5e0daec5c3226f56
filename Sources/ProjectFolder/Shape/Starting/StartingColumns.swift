import Dataset
import RehearsalCore

/// The lines of a table's columns.
struct StartingColumns {
    let table: StartingTable
    let schema: StartingSchema
    let tables: [TableName: StartingTable]

    /// `name: generator`, or a comment that says why there is none.
    func line(_ column: ColumnLayout) -> String {
        let name = yamlQuotedIfNeeded(column.name)
        if column.isGenerated { return "# \(StartingText.comment(name)): computed by the server" }
        if let link = link(column) { return "\(name): \(link)" }
        guard let plain = StartingColumn(column).generator else {
            let stands = column.hasDefault ? "its default" : "NULL"
            return
                "# \(StartingText.comment(name)): there is no generator for \(column.typeName); \(stands) stands there"
        }
        switch table.roles[column.name] {
        case .serial: return "\(name): serial"
        case .ordinal: return "\(name): ordinal"
        case .inOrder:
            let labels = (column.labels ?? []).map(yamlQuoted).joined(separator: ", ")
            return "\(name): { in_order: [\(labels)] }"
        case .unique: return "\(name): { \(StartingColumn(column).captured(distinct: "-1")) }"
        case .different:
            if let own = StartingColumn(column).differentGenerator { return "\(name): { \(own)\(nulls(column)) }" }
        case .uniqueLink, .distinctLink, nil: break
        }
        let isBare = plain == "uuid: {}" && column.isNotNull
        return isBare ? "\(name): uuid" : "\(name): { \(plain)\(nulls(column)) }"
    }

    private func nulls(_ column: ColumnLayout) -> String { column.isNotNull ? "" : ", nulls: 10%" }

    /// The generator of a column that belongs to a foreign key; nil for another one.
    private func link(_ column: ColumnLayout) -> String? {
        let keys = table.layout.foreignKeys.filter { $0.columns.contains(column.name) }
        if let key = table.parentKey, let place = key.columns.firstIndex(of: column.name) {
            let parent = yamlName(key.referencedTable)
            if key.columns.count == 1 { return "{ parent: \(parent) }" }
            return "{ copy: { from: \(parent), column: \(yamlQuotedIfNeeded(key.referencedColumns[place])) } }"
        }
        guard let key = keys.min(by: { $0.columns.count < $1.columns.count }) else { return nil }
        let target = key.referencedTable
        guard schema.isOpen(target) else { return "null" }
        if key.columns.count > 1 { return several(key, column) }
        if target == table.layout.name { return toItself(key, column) }
        let role = table.roles[column.name]
        if role == .uniqueLink { return "{ \(captured(column)) }" }
        let name = yamlName(target)
        let line = tables.line(from: table.parent)
        if line.dropFirst().contains(target) { return "{ parent: \(name) }" }
        let within = tables.common(of: line, with: target).map { ", within: \(yamlName($0))" } ?? ""
        let distinct = role == .distinctLink ? ", distinct: true" : ""
        if within.isEmpty, distinct.isEmpty { return "{ reference: \(name)\(nulls(column)) }" }
        return "{ reference: { table: \(name)\(within)\(distinct) }\(nulls(column)) }"
    }

    /// Rows refer to earlier ones, the first to none; where every row must, to itself.
    private func toItself(_ key: ForeignKeyLayout, _ column: ColumnLayout) -> String {
        column.isNotNull
            ? "{ same_as: \(yamlQuotedIfNeeded(key.referencedColumns[0])) }"
            : "{ reference: \(yamlName(table.layout.name)), nulls: 50% }"
    }

    /// A key of several columns agrees where one generator makes all of them, or where what it shares with other keys
    /// leads to one ancestor. Else it points nowhere, as far as a column may be NULL.
    private func several(_ key: ForeignKeyLayout, _ column: ColumnLayout) -> String {
        if !shares(key) { return "{ \(captured(column)) }" }
        guard let within = ancestor(of: key) else { return "null" }
        return "{ reference: { table: \(yamlName(key.referencedTable)), within: \(yamlName(within)) }\(nulls(column)) }"
    }

    /// Whether a column of the key belongs to another one as well.
    private func shares(_ key: ForeignKeyLayout) -> Bool {
        let others = table.layout.foreignKeys.filter { $0 != key }.flatMap(\.columns)
        return key.columns.contains(where: others.contains)
    }

    /// The ancestor that rows on both sides of a key share, if that makes the shared columns of the key agree and the
    /// one that is left is the other table's own key.
    private func ancestor(of key: ForeignKeyLayout) -> TableName? {
        guard let target = tables[key.referencedTable], target.layout.name != table.layout.name,
            let within = tables.common(of: tables.line(from: table.parent), with: target.layout.name)
        else { return nil }
        let above = Set(tables.line(from: within))
        var own: [String] = []
        for (column, referenced) in zip(key.columns, key.referencedColumns) {
            if let tenant = Self.parent(of: column, in: table, above) {
                guard Self.parent(of: referenced, in: target, above) == tenant else { return nil }
            } else {
                own.append(referenced)
            }
        }
        return own.count == 1 && own.first == target.layout.primaryKey.first ? within : nil
    }

    /// The ancestor whose key a column holds.
    private static func parent(of column: String, in table: StartingTable, _ above: Set<TableName>) -> TableName? {
        table.layout.foreignKeys.first { $0.columns == [column] && above.contains($0.referencedTable) }?.referencedTable
    }

    /// Why rows cannot keep a foreign key; nil where they keep all.
    var brokenKey: String? {
        table.layout.foreignKeys.first { key in
            key.columns.count > 1 && key != table.parentKey && shares(key) && schema.isOpen(key.referencedTable)
                && ancestor(of: key) == nil
                && !key.columns.contains { column in
                    table.layout.column(column)?.isNotNull == false && isLeft(column, by: key)
                }
        }.map { "no generator keeps its key (\($0.columns.joined(separator: ", "))) to \($0.referencedTable)" }
    }

    /// Whether a column is in no other key and so may be NULL for this one's sake.
    private func isLeft(_ column: String, by key: ForeignKeyLayout) -> Bool {
        !table.layout.foreignKeys.contains { $0 != key && $0.columns.contains(column) }
    }

    private func captured(_ column: ColumnLayout) -> String {
        "captured: { type: \(yamlQuotedIfNeeded(column.typeName)), nulls: 0, width: 8, distinct: -1 }"
    }
}
