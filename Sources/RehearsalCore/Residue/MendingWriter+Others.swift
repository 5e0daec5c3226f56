// Constraints, indexes, views, functions, sequences.
extension MendingWriter {
    mutating func alterConstraint(_ difference: CatalogDifference) {
        let key = difference.oldObject
        guard let holder = key.holder, let table = SQLText.fragment(holder), let name = SQLText.fragment(key.ownName)
        else { return unmended("its name is no whole SQL") }
        let facts = was.facts(of: key)
        switch difference.attribute {
        case "validated":
            let word = was.holder(holder)?.kind == .type ? "DOMAIN" : "TABLE"
            alter(difference, "ALTER \(word) \(table) VALIDATE CONSTRAINT \(name);", rank: .attaching)
        case "deferrable", "initially_deferred":
            let words =
                facts.value(of: "deferrable") != "true"
                ? "NOT DEFERRABLE"
                : "DEFERRABLE INITIALLY " + (facts.value(of: "initially_deferred") == "true" ? "DEFERRED" : "IMMEDIATE")
            alter(difference, "ALTER TABLE \(table) ALTER CONSTRAINT \(name) \(words);", rank: .attaching)
        case "triggers": alterInternalTriggers(difference)
        case "inherited", "parent", "parents", "declared_again":
            attachPartition(ofTable: holder)
            if parts[current].nodes.isEmpty { unmended("it follows the table's parents") }
        default: unmended("no statement is known that sets \(difference.attribute ?? "it") by its facts")
        }
    }

    /// The triggers of a foreign key fire again, and those of users that did not fire before do not.
    private mutating func alterInternalTriggers(_ difference: CatalogDifference) {
        guard difference.oldValue == nil, let items = difference.newValue.flatMap({ SQLText.items(of: $0) }) else {
            return unmended("no statement turns single triggers of a foreign key off")
        }
        let tables = Set(
            items.compactMap { IdentityText($0).after(" ON ").flatMap { IdentityText($0).before(" enabled ") } })
        for table in tables.sorted() {
            alter(difference, "ALTER TABLE \(table) ENABLE TRIGGER ALL;")
            for object in was.objects.objects where object.key.kind == .trigger {
                guard object.key.holder.map(table.isExactly) ?? false, object.facts.value(of: "enabled") == "false",
                    let name = SQLText.fragment(object.key.ownName)
                else { continue }
                alter(difference, "ALTER TABLE \(table) DISABLE TRIGGER \(name);", rank: .attaching)
            }
        }
    }

    mutating func alterIndex(_ difference: CatalogDifference) {
        let key = difference.oldObject
        if difference.hints.contains(.constraintBecameIndex) { return giveConstraintBack(difference) }
        guard let name = SQLText.fragment(key.identity), let attribute = difference.attribute,
            let table = was.value("table", of: key).flatMap({ SQLText.fragment($0) }),
            let ownName = IdentityText(key.identity).afterLast(".").flatMap({ SQLText.fragment($0) })
        else { return unmended("its name is no whole SQL") }
        let value = difference.oldValue
        switch attribute {
        case "valid", "ready", "live":
            guard difference.newValue == "false" else { return unmended("nothing makes a valid index invalid") }
            alter(difference, "REINDEX INDEX \(name);", rank: .attaching)
        case "options":
            let clauses = Self.optionClauses(from: difference.newValue, to: value) ?? []
            alter(difference, statements: clauses.map { "ALTER INDEX \(name) \($0);" })
        case "clustered":
            let clause = value == "true" ? "CLUSTER ON \(ownName)" : "SET WITHOUT CLUSTER"
            if value == nil, was.family(of: ObjectKey(kind: .table, identity: table)).contains(where: isClustered) {
                return unmended("it follows the index that the table was clustered on")
            }
            alter(difference, "ALTER TABLE \(table) \(clause);", rank: .attaching)
        case "replica_identity":
            if value == "true" {
                return alter(
                    difference, "ALTER TABLE \(table) REPLICA IDENTITY USING INDEX \(ownName);", rank: .attaching)
            }
            let identity = (was.value("replica_identity", of: ObjectKey(kind: .table, identity: table)) ?? "default")
            if identity == "index" { return unmended("it follows the index that was the table's replica identity") }
            alter(difference, "ALTER TABLE \(table) REPLICA IDENTITY \(identity.uppercased());")
        case "parent":
            guard let parent = value.flatMap({ SQLText.fragment($0) }) else {
                attachPartition(ofTable: table)
                if parts[current].nodes.isEmpty { unmended("an index is let go only with its table") }
                return
            }
            alter(difference, "ALTER INDEX \(parent) ATTACH PARTITION \(name);", rank: .attachingIndexes)
        case "column_statistics": alterIndexStatistics(difference, name)
        default: unmended("no statement is known that sets \(attribute) by its facts")
        }
    }

    private func isClustered(_ key: ObjectKey) -> Bool { was.value("clustered", of: key) == "true" }

    private mutating func alterIndexStatistics(_ difference: CatalogDifference, _ name: String) {
        func targets(_ text: String?) -> [String: String] {
            let pairs = (SQLText.items(of: text ?? "") ?? []).map { $0.split(separator: " ").map(String.init) }
            return Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { first, _ in first }
        }
        let before = targets(difference.oldValue)
        let after = targets(difference.newValue)
        for column in Set(before.keys).union(after.keys).sorted() where before[column] != after[column] {
            let target = before[column] ?? "-1"
            alter(difference, "ALTER INDEX \(name) ALTER COLUMN \(column) SET STATISTICS \(target);", rank: .attaching)
        }
    }

    /// A bare unique index becomes the index of its constraint again, which gives it the constraint's name.
    private mutating func giveConstraintBack(_ difference: CatalogDifference) {
        guard let identity = difference.oldValue, let table = IdentityText(identity).after(" ON "),
            let name = IdentityText(identity).before(" ON "),
            let index = IdentityText(difference.identity).afterLast("."), SQLText.fragment(identity) != nil
        else { return unmended("its name is no whole SQL") }
        let facts = was.facts(of: ObjectKey(kind: .constraint, identity: identity))
        guard facts.value(of: "parent") == nil else { return unmended("it follows the constraint of the parent") }
        let kind = facts.value(of: "kind") == "primary key" ? "PRIMARY KEY" : "UNIQUE"
        var words = "ALTER TABLE \(table) ADD CONSTRAINT \(name) \(kind) USING INDEX \(index)"
        if facts.value(of: "deferrable") == "true" { words += " DEFERRABLE" }
        if facts.value(of: "initially_deferred") == "true" { words += " INITIALLY DEFERRED" }
        add(
            MendingNode(
                rank: .constraint, key: difference.oldObject, statement: words + ";", makes: [difference.oldObject]))
        let parts = was.family(of: ObjectKey(kind: .constraint, identity: identity)).filter { $0.kind == .comment }
        make(parts, of: difference.oldObject)
    }

    mutating func alterView(_ difference: CatalogDifference) {
        guard let name = SQLText.fragment(difference.oldObject.identity) else { return unmended("its name is no SQL") }
        switch difference.attribute {
        case "definition": remakeView(difference.oldObject)
        case "options":
            let clauses = Self.optionClauses(from: difference.newValue, to: difference.oldValue) ?? []
            alter(difference, statements: clauses.map { "ALTER VIEW \(name) \($0);" }, rank: .attaching)
        default: unmended("no statement is known that sets \(difference.attribute ?? "it") by its facts")
        }
    }

    mutating func alterMaterializedView(_ difference: CatalogDifference) {
        guard let name = SQLText.fragment(difference.oldObject.identity) else { return unmended("its name is no SQL") }
        switch difference.attribute {
        case "populated":
            let data = difference.oldValue == "true" ? "" : " WITH NO DATA"
            alter(difference, "REFRESH MATERIALIZED VIEW \(name)\(data);", rank: .attaching)
        case "storage_options", "toast_options":
            let prefix = difference.attribute == "toast_options" ? "toast." : ""
            let clauses = Self.optionClauses(from: difference.newValue, to: difference.oldValue, prefix: prefix) ?? []
            alter(difference, statements: clauses.map { "ALTER MATERIALIZED VIEW \(name) \($0);" }, rank: .attaching)
        default: unmended("no statement is known that sets \(difference.attribute ?? "it") by its facts")
        }
    }

    /// One CREATE OR REPLACE gives back everything but the owner and the privileges, which it leaves alone.
    mutating func alterFunction(_ difference: CatalogDifference) {
        let key = difference.oldObject
        let create = creation(of: [key]).statements.first?.statement
        guard let create, create.hasPrefix("CREATE "), difference.attribute != "secret_settings" else {
            return unmended("its facts do not give the statement that makes it")
        }
        alter(difference, "CREATE OR REPLACE " + create.dropFirst("CREATE ".count), rank: .function)
    }

    mutating func alterSequence(_ difference: CatalogDifference) {
        let key = difference.oldObject
        guard let name = SQLText.fragment(key.identity) else { return unmended("its name is no whole SQL") }
        switch difference.attribute {
        case "owned_by":
            let column = sql("owned_by", of: difference) ?? "NONE"
            alter(difference, "ALTER SEQUENCE \(name) OWNED BY \(column);", rank: .ownedBy)
        case "persistence":
            alter(
                difference,
                "ALTER SEQUENCE \(name) SET \(difference.oldValue == "unlogged" ? "UNLOGGED" : "LOGGED");")
        case "is_identity":
            if let column = was.value("owned_by", of: key) ?? now.value("owned_by", of: difference.object) {
                alterIdentity(ofColumn: ObjectKey(kind: .column, identity: column))
            }
            if parts[current].nodes.isEmpty { unmended("it follows the column's GENERATED AS IDENTITY") }
        default: alter(difference, "ALTER SEQUENCE \(name)\(sequenceOptions(key));")
        }
    }

    /// What CREATE and ALTER SEQUENCE take, as it was before the step.
    /// - Parameter namesType: false for a sequence whose type is its column's.
    func sequenceOptions(_ key: ObjectKey, namesType: Bool = true) -> String {
        let facts = was.facts(of: key)
        let options = [
            ("type", namesType ? " AS " : nil), ("increment", " INCREMENT BY "), ("minimum", " MINVALUE "),
            ("maximum", " MAXVALUE "),
            ("start", " START WITH "), ("cache", " CACHE "),
        ].compactMap { (attribute: String, word: String?) in
            word.flatMap { word in facts.value(of: attribute).flatMap { SQLText.fragment($0) }.map { word + $0 } }
        }
        return options.joined() + (facts.value(of: "cycle") == "true" ? " CYCLE" : " NO CYCLE")
    }
}
