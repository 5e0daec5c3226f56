// Enums, domains and composite types.
extension MendingWriter {
    mutating func alterType(_ difference: CatalogDifference) {
        guard let name = SQLText.fragment(difference.oldObject.identity) else {
            return unmended("its name is no whole SQL")
        }
        switch difference.attribute {
        case "labels": alterLabels(difference, name)
        case "attributes": alterAttributes(difference, name)
        case "default":
            let clause = sql("default", of: difference).map { "SET DEFAULT \($0)" } ?? "DROP DEFAULT"
            alter(difference, "ALTER DOMAIN \(name) \(clause);")
        case "not_null":
            alter(difference, "ALTER DOMAIN \(name) \(difference.oldValue == "true" ? "SET" : "DROP") NOT NULL;")
        default: unmended("no statement sets \(difference.attribute ?? "it") of a type")
        }
    }

    /// Values are added and renamed; one that is too many costs the whole type.
    private mutating func alterLabels(_ difference: CatalogDifference, _ name: String) {
        guard let olds = SQLText.items(of: difference.oldValue ?? ""),
            let news = SQLText.items(of: difference.newValue ?? "")
        else { return unmended("its values are no whole SQL") }
        let extra = news.filter { !olds.contains($0) }
        if extra.isEmpty, olds.filter(news.contains) == news, !news.isEmpty {
            for (place, label) in olds.enumerated() where !news.contains(label) {
                let neighbour = place == 0 ? "BEFORE \(news[0])" : "AFTER \(olds[place - 1])"
                alter(difference, "ALTER TYPE \(name) ADD VALUE \(label) \(neighbour);", rank: .type)
            }
            return
        }
        let isRenamed =
            olds.count == news.count
            && zip(olds, news).allSatisfy { $0 == $1 || (!news.contains($0) && !olds.contains($1)) }
        if isRenamed {
            for (old, new) in zip(olds, news) where old != new {
                alter(difference, "ALTER TYPE \(name) RENAME VALUE \(new) TO \(old);", rank: .type)
            }
            return
        }
        replaceType(difference, name)
    }

    /// A type of the old values takes the place of the one that has too many, in every column.
    private mutating func replaceType(_ difference: CatalogDifference, _ name: String) {
        let old = difference.oldObject
        let columns = now.objects.objects.filter { object in
            guard object.key.kind == .column, let type = object.facts.value(of: "type"),
                object.key.holder.flatMap(now.holder)?.kind == .table, was.holds(nameBefore(object.key))
            else { return false }
            return type.isExactly(difference.identity) || type.isExactly(difference.identity + "[]")
        }
        guard !isUsedElsewhere(difference.object), columns.allSatisfy({ $0.facts.value(of: "generated") == nil }) else {
            return unmended(
                "PostgreSQL removes no value from an enum, and functions, types or generated columns use this one")
        }
        remakeUsers(of: difference.object, columns: columns.map(\.key))
        let aside = "\(IdentityText(difference.identity).names.last ?? "") aside".quoted("\"")
        let schema = IdentityText(old.identity).beforeLastDot.map { $0 + "." } ?? ""
        add(
            MendingNode(
                rank: .droppingColumns, key: old, statement: "ALTER TYPE \(name) RENAME TO \(aside);"))
        make(was.family(of: old), of: old)
        for column in columns { retype(nameBefore(column.key)) }
        add(MendingNode(rank: .droppingTypes, key: old, statement: "DROP TYPE \(schema)\(aside);"))
        unmended("rows that hold a value that is too many have to get another one first")
    }

    private mutating func retype(_ column: ObjectKey) {
        guard let table = column.holder.flatMap({ SQLText.fragment($0) }), let name = SQLText.fragment(column.ownName),
            let type = was.value("type", of: column).flatMap({ SQLText.fragment($0) })
        else { return }
        var clauses: [String] = []
        if now.value("default", of: nameNow(column)) != nil { clauses.append("ALTER COLUMN \(name) DROP DEFAULT") }
        clauses.append("ALTER COLUMN \(name) TYPE \(type) USING \(name)::text::\(type)")
        if let value = was.value("default", of: column).flatMap({ SQLText.fragment($0) }) {
            clauses.append("ALTER COLUMN \(name) SET DEFAULT \(value)")
        }
        add(
            MendingNode(
                rank: .columnType, key: column,
                statement: "ALTER TABLE \(table) \(clauses.joined(separator: ", "));"))
    }

    /// True where something uses the type that cannot simply be given another one.
    private func isUsedElsewhere(_ type: ObjectKey) -> Bool {
        let kinds: Set<FactKind> = [.function, .type, .cast, .operator, .operatorClass, .table]
        let attributes: Set<String> = ["arguments", "returns", "base_type", "attributes", "partition_key", "subtype"]
        return now.objects.objects.contains { object in
            guard kinds.contains(object.key.kind), object.key != type else { return false }
            let isNamed = object.key.kind != .table && MentionedNames([object.key.identity]).mention(type)
            let texts = object.facts.filter { fact in
                attributes.contains(fact.attribute)
                    || (fact.attribute == "body" && fact.value.hasPrefix("BEGIN ATOMIC"))
            }
            return isNamed || MentionedNames(texts.map(\.value)).mention(type)
        }
    }

    /// Attributes of a composite type by their names; their order cannot be restored.
    private mutating func alterAttributes(_ difference: CatalogDifference, _ name: String) {
        func attributes(_ text: String?) -> [(name: String, rest: String)]? {
            guard let text else { return [] }
            return SQLText.items(of: text)?.map { item in
                let parts = IdentityText(item)
                return (parts.before(" ") ?? item, parts.after(" ") ?? "")
            }
        }
        guard let olds = attributes(difference.oldValue), let news = attributes(difference.newValue) else {
            return unmended("its attributes are no whole SQL")
        }
        for new in news where !olds.contains(where: { $0.name == new.name }) {
            alter(difference, "ALTER TYPE \(name) DROP ATTRIBUTE \(new.name);", rank: .droppingColumns)
        }
        for old in olds {
            let new = news.first { $0.name == old.name }
            if new == nil {
                alter(difference, "ALTER TYPE \(name) ADD ATTRIBUTE \(old.name) \(old.rest);", rank: .type)
            } else if let new, new.rest != old.rest {
                alter(difference, "ALTER TYPE \(name) ALTER ATTRIBUTE \(old.name) TYPE \(old.rest);", rank: .type)
            }
        }
        let common = news.map(\.name).filter { name in olds.contains { $0.name == name } }
        let order = common + olds.map(\.name).filter { !common.contains($0) }
        if order != olds.map(\.name) { unmended("attributes cannot be moved: they end up in another order") }
    }
}
