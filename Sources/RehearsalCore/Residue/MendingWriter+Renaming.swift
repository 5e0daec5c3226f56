// What came back under another name gets its old one.
extension MendingWriter {
    mutating func rename(_ difference: CatalogDifference) {
        let key = difference.object
        let old = difference.oldObject
        if key.kind == .index, let constraint = now.value("constraint", of: key) {
            let name = ObjectKey(kind: .constraint, identity: constraint)
            if let before = namesBefore[name] { return renamePart(name, before, holder: before.holder ?? "") }
        }
        switch key.kind.naming {
        case .column, .onHolder: renamePart(key, old, holder: old.holder ?? "")
        case .qualified, .routine: renameQualified(key, old)
        case .plain: renamePlain(key, old)
        case .written, .grant, .defaultPrivilege: unmended("it is known by what it is about")
        }
    }

    /// Columns, constraints, triggers, policies and rules, under their holder's name from before.
    private mutating func renamePart(_ key: ObjectKey, _ old: ObjectKey, holder: String) {
        guard let table = SQLText.fragment(holder), let name = SQLText.fragment(key.ownName),
            let nameBefore = SQLText.fragment(old.ownName)
        else { return unmended("its name is no whole SQL") }
        let isDomain = was.holder(holder)?.kind == .type
        var statement = "ALTER \(word(key, in: now)) \(name) ON \(table) RENAME TO \(nameBefore);"
        if key.kind == .column {
            statement = "ALTER TABLE \(table) RENAME COLUMN \(name) TO \(nameBefore);"
        } else if key.kind == .constraint {
            let word = isDomain ? "DOMAIN" : "TABLE"
            statement = "ALTER \(word) \(table) RENAME CONSTRAINT \(name) TO \(nameBefore);"
        }
        add(MendingNode(rank: .renaming, key: old, statement: statement, makes: [old], frees: [key]))
    }

    private mutating func renamePlain(_ key: ObjectKey, _ old: ObjectKey) {
        guard let name = SQLText.fragment(key.identity), let nameBefore = SQLText.fragment(old.identity),
            ![.database, .extension, .cast, .transform, .accessMethod, .userMapping].contains(key.kind)
        else { return unmended("nothing renames it by what its facts say") }
        let word = word(key, in: now)
        let isSwapped = now.holds(old) && namesBefore[old] == key
        let aside = "\(IdentityText.unquoted(key.identity)) aside".quoted("\"")
        if isSwapped, old < key {
            add(
                MendingNode(
                    rank: .steppingAside, key: old, statement: "ALTER \(word) \(name) RENAME TO \(aside);", frees: [key]
                )
            )
        }
        let stepsAside = isSwapped && old < key
        let from = stepsAside ? aside : name
        add(
            MendingNode(
                rank: key.kind == .schema ? .renamingSchemas : .renaming, key: old,
                statement: "ALTER \(word) \(from) RENAME TO \(nameBefore);", makes: [old],
                frees: stepsAside ? [] : [key]))
    }

    /// What has a schema: moved first where it lies in another one, then renamed.
    private mutating func renameQualified(_ key: ObjectKey, _ old: ObjectKey) {
        func parts(_ identity: String) -> (schema: String, name: String, rest: String)? {
            let head = IdentityText(identity).before("(") ?? IdentityText(identity).before(" USING ") ?? identity
            let text = IdentityText(head)
            guard let schema = text.beforeLastDot, let name = text.afterLast(".") else { return nil }
            return (schema, name, String(identity.dropFirst(head.count)))
        }
        guard let before = parts(old.identity), var here = parts(key.identity), SQLText.fragment(old.identity) != nil,
            SQLText.fragment(key.identity) != nil, key.kind != .operator
        else { return unmended("its name is no whole SQL") }
        let word = word(key, in: now)
        let schema = ObjectKey(kind: .schema, identity: here.schema)
        here.schema = nameBefore(schema).identity
        if !here.schema.isExactly(before.schema) {
            let statement = "ALTER \(word) \(here.schema).\(here.name)\(here.rest) SET SCHEMA \(before.schema);"
            let isDone = here.name.isExactly(before.name)
            add(
                MendingNode(
                    rank: .steppingAside, key: old, statement: statement, makes: isDone ? [old] : [], frees: [key]))
            if isDone { return }
        }
        let isSwapped = now.holds(old) && namesBefore[old] == key
        if isSwapped, old < key {
            let aside = "\(IdentityText.unquoted(here.name)) aside".quoted("\"")
            add(
                MendingNode(
                    rank: .steppingAside, key: old,
                    statement: "ALTER \(word) \(before.schema).\(here.name)\(here.rest) RENAME TO \(aside);",
                    frees: [key]))
            here.name = aside
        }
        add(
            MendingNode(
                rank: .renaming, key: old,
                statement: "ALTER \(word) \(before.schema).\(here.name)\(here.rest) RENAME TO \(before.name);",
                makes: [old], frees: isSwapped && old < key ? [] : [key]))
    }
}
