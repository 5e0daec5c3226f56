import Dataset
import Postgres
import RehearsalCore

//  Whose rows a session may write
//
//  Policies compare columns with settings, in words that cannot be read in general. But a setting that names somebody
//  names a row of some table: so a row is made the session's own by pointing its foreign keys at the rows that the
//  settings name, and a session is made our own by naming our rows in its settings. The second is for tables of which
//  everybody has one row at the most, and has it already.

extension CanaryWriter {
    /// The sessions in which a row is tried, and the rows to follow in each.
    mutating func trials(
        of table: CanaryTable, _ common: [CanaryPattern]
    ) async throws -> [(context: CanaryContext, patterns: [CanaryPattern])] {
        guard table.isGuarded else { return contexts.map { ($0, common) } }
        var trials: [(context: CanaryContext, patterns: [CanaryPattern])] = []
        var own: [(context: CanaryContext, patterns: [CanaryPattern])] = []
        for context in contexts {
            if context.settings.isEmpty {
                trials.append((context, common))
                continue
            }
            var patterns = try await self.patterns(of: table, seenIn: context)
            var ours = context
            if let first = common.first {
                let named = try await named(in: context, by: table)
                var pattern = first
                for (key, value) in named { pattern[key.columns[0]] = .some(value) }
                if !named.isEmpty { patterns.append(pattern) }
                for (key, value) in named {
                    guard let mine = made[key.referencedTable]?[key.referencedColumns[0]] ?? nil else { continue }
                    for index in ours.settings.indices where ours.settings[index].value == value {
                        ours.settings[index].value = mine
                    }
                    pattern[key.columns[0]] = .some(mine)
                }
                if ours != context { own.append((ours, [pattern])) }
            }
            trials.append((context, patterns + common.prefix(1)))
        }
        return trials + own
    }

    /// A session that named rows of the round before, naming those of this one.
    ///
    /// - Parameter row: the row that is written to now, for settings that named another one of its table.
    func translated(_ context: CanaryContext, for row: CanaryRow? = nil) -> CanaryContext {
        var context = context
        for index in context.settings.indices {
            let value = context.settings[index].value
            guard let old = earlier?.rows.first(where: { $0.keyValues == [value] }) else { continue }
            if let row, row.table == old.table {
                context.settings[index].value = row.keyValues[0]
            } else if let table = tables.first(where: { $0.identity == old.table }),
                let mine = made[table.name]?[old.key[0]] ?? nil
            {
                context.settings[index].value = mine
            }
        }
        return context
    }

    /// Sessions whose settings name a row of the table, naming this one instead.
    func sessions(naming row: CanaryRow, of table: CanaryTable) async throws -> [CanaryContext] {
        guard table.isGuarded, row.key.count == 1 else { return [] }
        var naming: [CanaryContext] = []
        for context in contexts {
            var ours = context
            for index in ours.settings.indices
            where try await exists(ours.settings[index].value, as: row.key[0], in: table) {
                ours.settings[index].value = row.keyValues[0]
            }
            if ours != context { naming.append(ours) }
        }
        return naming
    }

    private func exists(_ value: String, as column: String, in table: CanaryTable) async throws -> Bool {
        if value.isEmpty { return false }
        let name = PostgresConnection.quotedIdentifier(column)
        do {
            return try await !reader.query(
                "SELECT FROM \(table.identity) AS p WHERE p.\(name) = $1 LIMIT 1", [value],
                watchdogMilliseconds: limits.statementMilliseconds
            ).rows.isEmpty
        } catch {
            // The text is none of the column's type.
            guard case PostgresError.server = error else { throw error }
            return false
        }
    }

    /// Foreign keys of one column, each with a setting's value that is a key of its parent. A column that has none is
    /// taken for what columns of its name are in other tables.
    private func named(
        in context: CanaryContext, by table: CanaryTable
    ) async throws -> [(key: ForeignKeyLayout, value: String)] {
        var keys = table.layout.foreignKeys.filter { $0.columns.count == 1 }
        for key in tables.flatMap(\.layout.foreignKeys) where key.columns.count == 1 {
            let isKnown = keys.contains { $0.columns == key.columns }
            if !isKnown, table.column(key.columns[0])?.isWritable == true { keys.append(key) }
        }
        var named: [(key: ForeignKeyLayout, value: String)] = []
        for key in keys {
            guard let parent = tables.first(where: { $0.name == key.referencedTable }) else { continue }
            for setting in context.settings
            where try await exists(setting.value, as: key.referencedColumns[0], in: parent) {
                named.append((key, setting.value))
                break
            }
        }
        return named
    }
}
