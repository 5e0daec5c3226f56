import Dataset
import RehearsalCore

/// A table as somebody needs to know it who wants to write to it as a certain role.
struct CanaryTable: Sendable {
    /// `schema.table`, quoted where needed: what SQL says, too.
    var identity: String
    var oid: UInt32
    var name: TableName
    var isForeign: Bool
    /// True where policies for rows are on.
    var isGuarded: Bool
    /// The role may DELETE.
    var mayDelete: Bool
    /// In attribute order, dropped columns left out.
    var columns: [CanaryColumn]
    /// What keys, foreign keys and CHECKs the table has; without columns for a foreign table.
    var layout: TableLayout
    /// Columns that take part in unique indexes over expressions or with conditions, for each index.
    var looseKeys: [[String]]
    /// Columns of keys that the table does not have yet: see ``CanaryForm/init(_:_:_:keepsLaterKeys:)``.
    var laterKeys: [[String]] = []

    func column(_ name: String) -> CanaryColumn? { columns.first { $0.name == name } }

    /// What no two rows have alike, the primary key first.
    var uniqueKeys: [[String]] {
        let exclusions = layout.exclusions.map(\.columns)
        return ([layout.primaryKey] + layout.uniqueKeys + looseKeys + exclusions).filter { !$0.isEmpty }
    }

    /// The key by which a row can be named: never NULL. Empty where there is none.
    var rowKey: [String] {
        if !layout.primaryKey.isEmpty { return layout.primaryKey }
        return layout.uniqueKeys.first { $0.allSatisfy { column($0)?.layout.isNotNull == true } } ?? []
    }

    /// Columns that a CHECK of the table or of a domain speaks of.
    var checkedColumns: Set<String> { Set(layout.checks.flatMap(\.columns)) }

    func foreignKeys(of column: String) -> [ForeignKeyLayout] {
        layout.foreignKeys.filter { $0.columns.contains(column) }
    }

    var mayInsert: Bool { columns.contains(where: \.mayInsert) }
    var mayUpdate: Bool { columns.contains(where: \.mayUpdate) }
}

/// A column, with what a role may do with it.
struct CanaryColumn: Sendable {
    var name: String
    var number: Int
    /// As `format_type` writes it, the domain and the modifier with it.
    var type: String
    /// Of a domain the type that it is made of.
    var layout: ColumnLayout
    /// GENERATED ALWAYS AS IDENTITY: no INSERT may name it.
    var isAlwaysIdentity: Bool
    /// An identity, or a default that asks a sequence or a function of the project's: to be used, as it may be broken.
    var asksForDefault: Bool
    var isPartitionKey: Bool
    var mayInsert: Bool
    var mayUpdate: Bool
    var maySelect: Bool

    /// Whether an INSERT can give it a value.
    var isWritable: Bool { !layout.isGenerated && !isAlwaysIdentity }
    /// Whether an INSERT has to.
    var isRequired: Bool { isWritable && layout.isNotNull && !layout.hasDefault }
}

extension CanaryTable {
    /// Notes the keys among constraints that are added to the table later.
    mutating func note(later constraints: [AddedConstraint]) {
        for constraint in constraints where constraint.table == identity {
            guard let names = constraint.keyNames else { continue }
            let key = columns.map(\.name).filter(names.contains)
            if !key.isEmpty { laterKeys.append(key) }
        }
    }
}
