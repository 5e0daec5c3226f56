import Dataset

/// Values by column; nil is NULL. A column that is not there is left to its default.
typealias CanaryPattern = [String: String?]

/// How a row is made for a table: what is copied, what has to be new, and how the row is sent.
///
/// A form that a table accepted once is used again behind the way back, as an application that was not changed would.
struct CanaryForm: Sendable {
    /// The ways to send one pattern, in the order in which they are tried.
    enum Variant: CaseIterable {
        /// Defaults that ask something are asked, and the key is returned, as most applications do.
        case usual
        /// Every value is sent, and nothing is returned.
        case explicit
        /// As usual, below parents that were there before instead of our own.
        case foreignParents
    }

    /// The columns that are sent, in attribute order.
    var columns: [String]
    var pattern: CanaryPattern
    /// Columns that must have values that no other row has; see ``CanaryValues``.
    var fresh: [String]
    /// Foreign keys whose columns must have values of a parent without such a child.
    var parents: [ForeignKeyLayout]
    var usesOwnParents: Bool
    /// What names the row afterwards; empty where nothing does.
    var key: [String]
    var returnsKey: Bool

    /// Nil where some unique key can have no new value.
    ///
    /// - Parameters:
    ///   - keepsLaterKeys: to be new by keys, too, that a migration is about to add: rows that were there keep them, or
    ///     it would be refused.
    ///   - isPlanted: for somebody who may insert everything.
    init?(
        _ table: CanaryTable, _ pattern: CanaryPattern, _ variant: Variant, isPlanted: Bool,
        keepsLaterKeys: Bool = true
    ) {
        let isUsual = variant != .explicit
        // Who may insert nothing is to hear so from the server.
        let asksRights = table.mayInsert && !isPlanted
        let sent = table.columns.filter { column in
            (column.mayInsert || !asksRights) && column.isWritable && pattern[column.name] != nil
                && !(isUsual && column.asksForDefault)
        }
        let names = sent.map(\.name)
        columns = names
        self.pattern = pattern
        usesOwnParents = variant != .foreignParents
        fresh = []
        parents = []
        key = table.rowKey
        returnsKey = false
        let left = Set(table.columns.filter { !names.contains($0.name) && $0.asksForDefault }.map(\.name))
        for unique in table.uniqueKeys where !left.contains(where: unique.contains) {
            guard choose(of: unique, table) else { return nil }
        }
        if keepsLaterKeys {
            for unique in table.laterKeys where !left.contains(where: unique.contains) { _ = choose(of: unique, table) }
        }
        if key.isEmpty {
            let chosen = Self.freshest(of: names.filter { pattern[$0] != .some(nil) }, table)
            if let name = fresh.first ?? chosen {
                key = [name]
                if fresh.isEmpty { fresh = [name] }
            }
        }
        returnsKey = isUsual && !key.isEmpty && key.allSatisfy { table.column($0)?.maySelect == true }
    }

    /// Makes one unique key new; false where none of its columns can be.
    private mutating func choose(of unique: [String], _ table: CanaryTable) -> Bool {
        // With a NULL in it a key is like no other. A column that is not sent gets what it has by itself.
        if unique.contains(where: { fresh.contains($0) || pattern[$0] == .some(nil) }) { return true }
        if parents.contains(where: { !Set($0.columns).isDisjoint(with: unique) }) { return true }
        let free = unique.filter { columns.contains($0) && table.foreignKeys(of: $0).isEmpty }
        if let name = Self.freshest(of: free, table) {
            fresh.append(name)
            return true
        }
        let keys = unique.flatMap { table.foreignKeys(of: $0) }.filter { key in
            key.columns.allSatisfy { columns.contains($0) } && key.referencedTable != table.name
        }
        if let last = keys.last {
            parents.append(last)
            return true
        }
        // Some of its columns are generated: of what, the server alone knows.
        return unique.contains { table.column($0)?.layout.isGenerated == true }
    }

    /// The column that takes a new value with the least harm.
    private static func freshest(of names: [String], _ table: CanaryTable) -> String? {
        var best: (name: String, rank: Int)?
        for name in names {
            guard let column = table.column(name), var rank = CanaryValues.rank(column.layout) else { continue }
            if column.isPartitionKey { rank += 6 }
            if table.checkedColumns.contains(name) { rank += 4 }
            if !table.foreignKeys(of: name).isEmpty { rank += 20 }
            if rank < best?.rank ?? Int.max { best = (name, rank) }
        }
        return best?.name
    }
}
