/// What a dataset's scale does to a captured table's rows.
public enum CapturedGrowth: String, Hashable, Sendable, Codable {
    /// As many rows at every scale: a list that production does not lengthen when its business grows.
    case fixed
    /// Times the scale.
    case proportional
}

extension CapturedShape {
    /// A longer table is not taken for a list that others look things up in.
    private static let lookupLimit: Int64 = 1000

    /// The tables that are taken for lists, by what was captured: those of fewer than 1000 rows that
    ///
    /// - others point at and that point at no other table,
    /// - or link lists: they have two foreign keys or more, and all of them point at lists,
    /// - or have at most one row for each row of a list.
    public var fixedTables: Set<TableName> {
        var pointedAt: Set<TableName> = []
        for table in tables { pointedAt.formUnion(table.others) }
        let small = tables.filter { $0.facts.rows < Self.lookupLimit && $0.facts.partitionOf == nil }
        var fixed = Set(small.filter { $0.others.isEmpty && pointedAt.contains($0.name) }.map(\.name))
        var found: [TableName]
        repeat {
            found = small.filter { !fixed.contains($0.name) && $0.belongs(to: fixed) }.map(\.name)
            fixed.formUnion(found)
        } while !found.isEmpty
        return fixed
    }
}

extension CapturedKey {
    /// The table that is pointed at.
    fileprivate var target: TableName? {
        references.count == 2 ? TableName(schema: references[0], name: references[1]) : nil
    }
}

extension CapturedTable {
    /// The other tables that this one points at.
    fileprivate var others: [TableName] { keys.compactMap(\.target).filter { $0 != name } }

    fileprivate func belongs(to fixed: Set<TableName>) -> Bool {
        let links = others
        if links.count > 1, links.allSatisfy({ fixed.contains($0) }) { return true }
        return keys.contains { key in
            guard let target = key.target, fixed.contains(target) else { return false }
            return key.fanOut?.last == 1
        }
    }
}
