// Tables and their columns.
extension MendingWriter {
    mutating func alterTable(_ difference: CatalogDifference) {
        let key = difference.oldObject
        guard let name = SQLText.fragment(key.identity), let attribute = difference.attribute else {
            return unmended("its name is no whole SQL")
        }
        let value = difference.oldValue
        func table(_ clause: String?) -> String? { clause.map { "ALTER TABLE \(name) \($0);" } }
        switch attribute {
        case "partition_of", "partition_bound", "detach_pending": attachPartition(ofTable: key.identity)
        case "inherits":
            let olds = SQLText.items(of: value ?? "") ?? []
            let news = SQLText.items(of: difference.newValue ?? "") ?? []
            for parent in news where !parent.isEmpty && !olds.contains(parent) {
                alter(difference, table("NO INHERIT \(parent)"))
            }
            for parent in olds where !parent.isEmpty && !news.contains(parent) {
                alter(difference, table("INHERIT \(parent)"), rank: .attaching)
            }
        case "persistence": alter(difference, table(value == "unlogged" ? "SET UNLOGGED" : "SET LOGGED"))
        case "replica_identity":
            if value == "index" {
                let index = was.family(of: key).first { was.value("replica_identity", of: $0) == "true" && $0 != key }
                let own = index.map(\.ownName).flatMap { IdentityText($0).afterLast(".") }
                return alter(difference, table(own.map { "REPLICA IDENTITY USING INDEX \($0)" }), rank: .attaching)
            }
            alter(difference, table("REPLICA IDENTITY \((value ?? "default").uppercased())"))
        case "row_security":
            alter(difference, table((value == "true" ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY"))
        case "row_security_forced":
            alter(difference, table((value == "true" ? "FORCE" : "NO FORCE") + " ROW LEVEL SECURITY"))
        case "access_method": alter(difference, table(value.map { "SET ACCESS METHOD \($0)" }))
        case "of_type": alter(difference, table(value.map { "OF \($0)" } ?? "NOT OF"))
        case "options", "toast_options":
            let prefix = attribute == "options" ? "" : "toast."
            let clauses = Self.optionClauses(from: difference.newValue, to: value, prefix: prefix) ?? []
            alter(difference, statements: clauses.compactMap { table($0) })
        default: unmended("no statement sets a table's \(attribute.replacing(scalar: "_", with: " "))")
        }
    }

    /// Puts a table back where it stood as a partition. Its inherited columns, constraints and triggers follow.
    mutating func attachPartition(ofTable identity: String?) {
        guard let identity else { return }
        let key = ObjectKey(kind: .table, identity: identity)
        let old = was.holds(key) ? key : nameBefore(key)
        let here = nameNow(old)
        guard let name = SQLText.fragment(old.identity) else { return }
        let facts = (was: was.facts(of: old), now: now.facts(of: here))
        let isSame = ["partition_of", "partition_bound"].allSatisfy {
            facts.was.value(of: $0) == facts.now.value(of: $0)
        }
        guard !isSame else { return }
        if let parent = facts.now.value(of: "partition_of") {
            add(
                MendingNode(
                    rank: .loosening, key: old,
                    statement: "ALTER TABLE \(parent) DETACH PARTITION \(here.identity);"))
        }
        if let parent = facts.was.value(of: "partition_of"), let bound = facts.was.value(of: "partition_bound") {
            let statement = "ALTER TABLE ONLY \(parent) ATTACH PARTITION \(name) \(bound);"
            add(MendingNode(rank: .attaching, key: old, statement: statement))
        }
    }

    mutating func alterColumn(_ difference: CatalogDifference) {
        let key = difference.oldObject
        guard let attribute = difference.attribute, let holder = key.holder, let table = SQLText.fragment(holder),
            let name = SQLText.fragment(key.ownName)
        else { return unmended("its name is no whole SQL") }
        let value = difference.oldValue
        if let view = was.holder(holder), view.kind == .view, attribute != "default" {
            remakeView(view)
            if parts[current].nodes.isEmpty { unmended("it follows the view's definition") }
            return
        }
        func column(_ clause: String) -> String { "ALTER TABLE \(table) ALTER COLUMN \(name) \(clause);" }
        switch attribute {
        case "type", "collation": alterColumnType(difference, table: table, name: name)
        case "default":
            alter(difference, column(sql("default", of: difference).map { "SET DEFAULT \($0)" } ?? "DROP DEFAULT"))
        case "not_null":
            alter(difference, column(value == "true" ? "SET NOT NULL" : "DROP NOT NULL"))
        case "identity": alterIdentity(ofColumn: key)
        case "generated": alter(difference, column("DROP EXPRESSION"))
        case "storage": alter(difference, column("SET STORAGE \((value ?? usualStorage(key)).uppercased())"))
        case "compression": alter(difference, column("SET COMPRESSION \(value ?? "default")"))
        case "statistics_target": alter(difference, column("SET STATISTICS \(value ?? "-1")"))
        case "options":
            let clauses = Self.optionClauses(from: difference.newValue, to: value) ?? []
            alter(difference, statements: clauses.map { column($0) })
        case "inherited_from", "parents", "declared_again":
            attachPartition(ofTable: holder)
            if parts[current].nodes.isEmpty { unmended("INHERIT leaves the column declared in the table as well") }
        default: unmended("no statement sets a column's \(attribute.replacing(scalar: "_", with: " "))")
        }
    }

    /// What a type of variable length is kept as unless somebody chose otherwise, for those that PostgreSQL brings.
    private func usualStorage(_ column: ObjectKey) -> String {
        let type = was.value("type", of: column) ?? ""
        return ["numeric", "inet", "cidr"].contains { type.hasPrefix($0) } ? "main" : "extended"
    }

    /// Another type takes the default away first and gives the old one back, because a default may not follow.
    private mutating func alterColumnType(_ difference: CatalogDifference, table: String, name: String) {
        guard let type = sql("type", of: difference) else { return unmended("its type is no whole SQL") }
        let isGenerated = was.value("generated", of: difference.oldObject) != nil
        let collation = sql("collation", of: difference).map { " COLLATE \($0)" } ?? ""
        let typeNow = now.value("type", of: difference.object) ?? ""
        let isOwn = type.contains(".") || typeNow.contains(".")
        let cast = isOwn && !type.isExactly(typeNow) ? "\(name)::text::\(type)" : "\(name)::\(type)"
        var clauses: [String] = []
        if now.value("default", of: difference.object) != nil { clauses.append("ALTER COLUMN \(name) DROP DEFAULT") }
        clauses.append("ALTER COLUMN \(name) TYPE \(type)\(collation)" + (isGenerated ? "" : " USING \(cast)"))
        if let value = sql("default", of: difference) { clauses.append("ALTER COLUMN \(name) SET DEFAULT \(value)") }
        alter(difference, "ALTER TABLE \(table) \(clauses.joined(separator: ", "));", rank: .columnType)
    }

    /// GENERATED AS IDENTITY comes, goes or changes, with the sequence that it makes.
    mutating func alterIdentity(ofColumn old: ObjectKey) {
        let here = nameNow(old)
        let words = ["always": "ALWAYS", "by default": "BY DEFAULT"]
        let before = was.value("identity", of: old).flatMap { words[$0] }
        let after = now.value("identity", of: here).flatMap { words[$0] }
        guard before != after, let table = old.holder.flatMap({ SQLText.fragment($0) }),
            let name = SQLText.fragment(old.ownName)
        else { return }
        let column = "ALTER TABLE \(table) ALTER COLUMN \(name)"
        guard let before else { return addIdentity(old, "\(column) DROP IDENTITY;") }
        guard after == nil else { return addIdentity(old, "\(column) SET GENERATED \(before);") }
        if now.value("default", of: here) != nil { addIdentity(old, "\(column) DROP DEFAULT;", rank: .columnType) }
        let sequence = was.family(of: old).first { $0.kind == .sequence }
        let options = sequence.map { " (SEQUENCE NAME \($0.identity)\(sequenceOptions($0, namesType: false)))" } ?? ""
        addIdentity(old, "\(column) ADD GENERATED \(before) AS IDENTITY\(options);")
        if let sequence, let position = was.value("last_value", of: sequence), Int64(position) != nil {
            let isCalled = was.value("is_called", of: sequence) == "true"
            let name = SQLText.literal(sequence.identity)
            addIdentity(old, "SELECT pg_catalog.setval(\(name), \(position), \(isCalled));", rank: .position)
        }
    }

    private mutating func addIdentity(_ key: ObjectKey, _ statement: String, rank: MendingRank = .attribute) {
        add(MendingNode(rank: rank, key: key, statement: statement, usesNow: namesUsed(by: [nameNow(key)])))
    }
}
