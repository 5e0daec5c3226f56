/// Writes a table: CREATE TABLE with a line for each column and constraint, then what only ALTER TABLE can say.
///
/// The primary key is the last line: so a column or a constraint that comes or goes is one line, without a comma that
/// moves in the line before.
struct TableText {
    private(set) var sheet: FactSheet
    let context: BlockContext

    init(sheet: FactSheet, context: BlockContext) {
        self.sheet = sheet
        self.context = context
    }

    /// One line between the brackets.
    private enum Item {
        case clause(String)
        case comment(String)
    }

    /// CREATE TABLE; what of the columns and constraints it does not say stays in their sheets.
    mutating func creation(columns: inout [FactSheet], constraints: inout [FactSheet]) -> [String] {
        let isPartitioned = sheet.value("partition_key") != nil
        guard let name = sheet.name, let kind = sheet.value("kind"),
            ["table", "partitioned table", "foreign table"].contains(kind)
        else { return [] }
        if (kind == "partitioned table") == isPartitioned { sheet.drop(["kind"]) }
        let isForeign = kind == "foreign table"
        let words = isForeign ? [:] : ["unlogged": "UNLOGGED "]
        let unlogged = sheet.take("persistence", usual: "permanent", .semantic, as: words) ?? ""
        let items = columns.indices.compactMap { item(&columns[$0]) } + constraintItems(&constraints)
        let tail = tail(kind: kind)
        let lastClause = items.lastIndex { if case .clause = $0 { true } else { false } }
        let lines = items.enumerated().map { index, item in
            switch item {
            case .clause(let text): "    \(text)\(index == lastClause ? "" : ",")"
            case .comment(let text): "    -- \(text)"
            }
        }
        let create = "CREATE \(isForeign ? "FOREIGN " : unlogged)TABLE \(name) ("
        return [([create] + lines + [([")"] + tail).joined(separator: "\n")]).joined(separator: "\n") + ";"]
    }

    private mutating func tail(kind: String) -> [String] {
        var tail: [String] = []
        if let parents = sheet.takeSQL("inherits") { tail.append("INHERITS (\(parents))") }
        if let key = sheet.takeSQL("partition_key") { tail.append("PARTITION BY \(key)") }
        if let server = sheet.takeSQL("server") { tail.append("SERVER \(server)") }
        if kind == "table" {
            if sheet.value("access_method") == "heap" {
                sheet.drop(["access_method"])
            } else if let method = sheet.takeSQL("access_method") {
                tail.append("USING \(method)")
            } else {
                _ = sheet.take("access_method", usual: "heap", .performance)
            }
        } else if let method = sheet.takeSQL("access_method") {
            tail.append("USING \(method)")
        }
        if let options = sheet.takeSQL("options") { tail.append("WITH (\(options))") }
        if let tablespace = sheet.takeSQL("tablespace") { tail.append("TABLESPACE \(tablespace)") }
        return tail
    }

    /// A column that only its parent has declared comes with INHERITS.
    private func item(_ column: inout FactSheet) -> Item? {
        guard let clause = columnClause(&column) else { return nil }
        if let parent = context.partitionOf {
            let name = IdentityText(column.identity).afterLast(".") ?? ""
            _ = column.take("inherited_from", usual: "\(parent).\(name)", .semantic)
            return .clause(clause)
        }
        guard let parent = column.take("inherited_from") else { return .clause(clause) }
        return .comment(SQLText.onOneLine("\(clause), from \(parent)"))
    }

    /// The constraints that CREATE TABLE takes, the primary key last. Foreign keys need other tables, and a constraint
    /// that is not validated can only be added.
    private func constraintItems(_ constraints: inout [FactSheet]) -> [Item] {
        var items: [(isPrimary: Bool, item: Item)] = []
        for index in constraints.indices {
            let sheet = constraints[index]
            guard let kind = sheet.value("kind"), kind != "foreign key", sheet.value("validated") != "false",
                let clause = constraintClause(&constraints[index], context)
            else { continue }
            let isInherited =
                context.partitionOf == nil && constraints[index].take("inherited", as: ["true": ""]) != nil
            let item = isInherited ? Item.comment(SQLText.onOneLine("\(clause), inherited")) : .clause(clause)
            items.append((kind == "primary key", item))
        }
        return items.filter { !$0.isPrimary }.map(\.item) + items.filter(\.isPrimary).map(\.item)
    }

    /// ALTER TABLE … ATTACH PARTITION; nothing for a table that is none.
    mutating func attachment() -> [String] {
        guard let name = sheet.name, let parent = sheet.value("partition_of").flatMap({ SQLText.fragment($0) }),
            let bound = sheet.value("partition_bound").flatMap({ SQLText.fragment($0) })
        else { return [] }
        sheet.drop(["partition_of", "partition_bound"])
        return ["ALTER TABLE ONLY \(parent) ATTACH PARTITION \(name) \(bound);"]
    }

    mutating func alterations() -> [String] {
        guard let name = sheet.name else { return [] }
        var clauses: [String?] = []
        clauses.append(sheet.takeSQL("owner").map { "OWNER TO \($0)" })
        clauses.append(sheet.takeSQL("of_type").map { "OF \($0)" })
        if let options = sheet.value("toast_options").flatMap({ SQLText.items(of: $0) }),
            let list = SQLText.fragment(options.map { "toast.\($0)" }.joined(separator: ", "))
        {
            sheet.drop(["toast_options"])
            clauses.append("SET (\(list))")
        }
        let identity = sheet.take(
            "replica_identity", usual: "default", .semantic, as: ["full": "FULL", "nothing": "NOTHING"])
        clauses.append(identity.map { "REPLICA IDENTITY \($0)" })
        clauses.append(sheet.take("row_security", usual: "false", .security, as: ["true": "ENABLE ROW LEVEL SECURITY"]))
        clauses.append(
            sheet.take("row_security_forced", usual: "false", .security, as: ["true": "FORCE ROW LEVEL SECURITY"]))
        return clauses.compactMap { $0.map { "ALTER TABLE \(name) \($0);" } }
    }
}
