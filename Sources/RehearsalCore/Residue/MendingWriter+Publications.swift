// Publications, whose CREATE is written from facts of its tables and schemas.
extension MendingWriter {
    /// CREATE PUBLICATION with its tables, schemas and options.
    @discardableResult
    mutating func createPublication(_ key: ObjectKey) -> [Int] {
        let facts = was.facts(of: key)
        guard let name = SQLText.fragment(key.identity) else {
            unmended("its name is no whole SQL")
            return []
        }
        var objects: [String] = []
        if facts.value(of: "all_tables") == "true" { objects = ["ALL TABLES"] }
        for fact in facts {
            if let object = published(fact.attribute, fact.value) { objects.append(object) }
        }
        let content = objects.isEmpty ? "" : " FOR \(objects.joined(separator: ", "))"
        let options = ["publish", "via_partition_root"].compactMap { attribute in
            facts.value(of: attribute).map { option(attribute, $0) }
        }
        let statement = "CREATE PUBLICATION \(name)\(content) WITH (\(options.joined(separator: ", ")));"
        var places = add(MendingNode(rank: .publication, key: key, statement: statement, makes: [key]))
        if let owner = facts.value(of: "owner").flatMap({ SQLText.fragment($0) }) {
            let statement = "ALTER PUBLICATION \(name) OWNER TO \(owner);"
            places += add(MendingNode(rank: .comment, key: key, statement: statement))
        }
        let parts = was.family(of: key).filter { $0 != key }
        return places + make(parts, of: key)
    }

    /// Takes a column's table out of the publications whose conditions name it, and puts it back.
    mutating func republish(_ column: ObjectKey) {
        let attribute = "table \(column.holder ?? "")"
        for object in now.objects.objects where object.key.kind == .publication {
            let old = nameBefore(object.key)
            guard let value = object.facts.value(of: attribute), value.isExactly(was.value(attribute, of: old) ?? ""),
                let condition = IdentityText(value).after(" WHERE "),
                MentionedNames([condition]).mention(word: IdentityText.unquoted(column.ownName)),
                let table = published(attribute, value), let name = SQLText.fragment(old.identity)
            else { continue }
            let gone = "ALTER PUBLICATION \(name) DROP TABLE \(column.holder ?? "");"
            add(MendingNode(rank: .droppingWatchers, key: old, statement: gone))
            add(MendingNode(rank: .publication, key: old, statement: "ALTER PUBLICATION \(name) ADD \(table);"))
        }
    }

    private func option(_ attribute: String, _ value: String) -> String {
        attribute == "publish" ? "publish = \(SQLText.literal(value))" : "publish_via_partition_root = \(value)"
    }

    /// The fact says `table public.t` and `published (a, b) WHERE …`, or `schema app` and `published`.
    private func published(_ attribute: String, _ value: String) -> String? {
        if attribute.hasPrefix("schema ") {
            return SQLText.fragment(String(attribute.dropFirst("schema ".count))).map { "TABLES IN SCHEMA \($0)" }
        }
        guard attribute.hasPrefix("table "), let table = SQLText.fragment(String(attribute.dropFirst("table ".count)))
        else { return nil }
        let rest = String(value.dropFirst("published".count))
        guard let condition = IdentityText(rest).after(" WHERE ") else { return "TABLE \(table)\(rest)" }
        return "TABLE \(table)\(IdentityText(rest).before(" WHERE ") ?? "") WHERE (\(condition))"
    }

    mutating func alterPublication(_ difference: CatalogDifference) {
        guard let name = SQLText.fragment(difference.oldObject.identity), let attribute = difference.attribute else {
            return unmended("its name is no whole SQL")
        }
        if ["publish", "via_partition_root"].contains(attribute), let value = difference.oldValue {
            return alter(
                difference, "ALTER PUBLICATION \(name) SET (\(option(attribute, value)));", rank: .publication)
        }
        if let value = difference.newValue, let object = published(attribute, value) {
            // DROP takes neither columns nor conditions.
            let table = attribute.hasPrefix("table ") ? "TABLE \(attribute.dropFirst("table ".count))" : object
            alter(difference, "ALTER PUBLICATION \(name) DROP \(table);", rank: .droppingWatchers)
        }
        if let value = difference.oldValue, let object = published(attribute, value) {
            alter(difference, "ALTER PUBLICATION \(name) ADD \(object);", rank: .publication)
        }
        if parts[current].nodes.isEmpty { unmended("no statement is known that sets \(attribute) by its facts") }
    }
}
