/// Writes the block of one object and of what belongs to it.
struct BlockWriter {
    let head: ObjectKey
    /// What statements about a part need to know of the head.
    let context: BlockContext
    private var headSheet: FactSheet?
    /// By kind; columns in the order of the table.
    private var parts: [FactKind: [FactSheet]]
    private var lines: [String]
    /// Attributes that stand in comments, because no statement says them.
    private(set) var unsaid: [String] = []

    /// - Parameter writesHead: false where only what belongs to the head is to be written.
    init(head: ObjectKey, sheets: [FactSheet], positions: [ObjectKey: Int], writesHead: Bool = true) {
        self.head = head
        let own = sheets.first { $0.key == head }
        context = BlockContext(head: head, sheet: own)
        // A grant on what is not in the catalog is written as one that stands with its object.
        headSheet = head.kind == .grant || !writesHead ? nil : own
        parts = Dictionary(grouping: sheets.filter { $0.key != head || (head.kind == .grant && writesHead) }) {
            $0.key.kind
        }
        lines = ["-- \(head.kind.rawValue) \(SQLText.onOneLine(head.identity))"]
        parts[.column]?.sort { left, right in
            let places = (positions[left.key] ?? Int.max, positions[right.key] ?? Int.max)
            return places.0 == places.1 ? left.key < right.key : places.0 < places.1
        }
    }

    mutating func text() -> String {
        if var sheet = headSheet {
            if head.kind == .table { writeTable(&sheet) } else { write(&sheet, isHead: true) }
        }
        for kind in FactKind.allCases.sorted(by: Self.comesFirst) where kind != .grant {
            for var sheet in parts[kind, default: []] { write(&sheet, isHead: false) }
        }
        lines += attaching
        var grants = parts[.grant, default: []]
        lines += grantStatements(&grants, context)
        for sheet in grants { note(sheet, isHead: sheet.key == head) }
        return lines.joined(separator: "\n")
    }

    /// The statements alone, without what is told in comments between them.
    mutating func bareStatements() -> [String] {
        _ = text()
        return lines.filter { !$0.hasPrefix("--") }
    }

    /// What is said before comments and labels, in the order in which a server can take it.
    private static let order: [FactKind] = [
        .column, .constraint, .index, .statistics, .sequence, .trigger, .rule, .policy,
    ]

    private static func comesFirst(_ left: FactKind, _ right: FactKind) -> Bool {
        let places = (order.firstIndex(of: left) ?? order.count, order.firstIndex(of: right) ?? order.count)
        return places.0 == places.1 ? left < right : places.0 < places.1
    }

    private mutating func write(_ sheet: inout FactSheet, isHead: Bool) {
        lines += statements(of: &sheet, context)
        note(sheet, isHead: isHead)
    }

    private mutating func note(_ sheet: FactSheet, isHead: Bool) {
        lines += sheet.notes(isHead: isHead)
        unsaid += sheet.unsaid
    }

    /// Partitions join their parents when their own constraints and indexes are there to be joined, too.
    private var attaching: [String] = []

    /// The statement that makes the table holds its columns and most of its constraints.
    private mutating func writeTable(_ sheet: inout FactSheet) {
        var table = TableText(sheet: sheet, context: context)
        var columns = parts[.column, default: []]
        var constraints = parts[.constraint, default: []]
        lines += table.creation(columns: &columns, constraints: &constraints)
        for index in columns.indices {
            lines += columnStatements(of: &columns[index], context)
            note(columns[index], isHead: false)
        }
        attaching = table.attachment()
        lines += table.alterations()
        note(table.sheet, isHead: true)
        parts[.column] = nil
        parts[.constraint] = constraints
    }
}

/// What is known of the object that a block is about.
struct BlockContext {
    var head: ObjectKey
    /// As SQL.
    var name: String?
    var kind: String?
    var owner: String?
    /// The partitioned table that the head is a partition of, as its identity.
    var partitionOf: String?

    init(head: ObjectKey, sheet: FactSheet?) {
        self.head = head
        name = SQLText.fragment(head.identity)
        kind = sheet?.value("kind")
        owner = sheet?.value("owner")
        partitionOf = sheet?.value("partition_of")
    }
}
