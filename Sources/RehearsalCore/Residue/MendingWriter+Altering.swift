// What is there before and behind the way back is altered, attribute by attribute.
extension MendingWriter {
    mutating func alter(_ difference: CatalogDifference) {
        if difference.attribute == "owner" { return alterOwner(difference) }
        if difference.attribute == "depends_on_extensions" { return alterExtensionsNeeded(difference) }
        switch difference.kind {
        case .table: alterTable(difference)
        case .column: alterColumn(difference)
        case .constraint: alterConstraint(difference)
        case .index: alterIndex(difference)
        case .view: alterView(difference)
        case .materializedView: alterMaterializedView(difference)
        case .function: alterFunction(difference)
        case .sequence: alterSequence(difference)
        case .type: alterType(difference)
        case .trigger, .rule, .eventTrigger: alterEnabling(difference)
        case .policy: alterPolicy(difference)
        case .role: alterRole(difference)
        case .statistics:
            let name = SQLText.fragment(difference.oldObject.identity)
            alter(difference, name.map { "ALTER STATISTICS \($0) SET STATISTICS \(difference.oldValue ?? "-1");" })
        case .extension:
            let name = SQLText.fragment(difference.oldObject.identity)
            alter(
                difference,
                sql("schema", of: difference).flatMap { schema in
                    name.map { "ALTER EXTENSION \($0) SET SCHEMA \(schema);" }
                }, rank: .language)
        case .publication: alterPublication(difference)
        case .grant:
            alter(
                difference,
                statements: grantChange(
                    difference.oldObject, from: difference.newValue, to: difference.oldValue, in: was), rank: .grant)
        case .defaultPrivilege:
            alter(
                difference,
                statements: defaultPrivilegeChange(
                    difference.oldObject, difference.attribute ?? "", from: difference.newValue, to: difference.oldValue
                ),
                rank: .grant)
        case .comment: alter(difference, statements: commentChange(difference.oldObject, to: difference.oldValue))
        case .securityLabel:
            alter(
                difference,
                statements: labelChanges(
                    difference.oldObject, [(difference.attribute ?? "", difference.oldValue)]))
        case .setting:
            alter(
                difference,
                statements: settingChange(
                    difference.oldObject, difference.attribute ?? "", to: difference.oldValue), rank: .setting)
        case .database: alterDatabase(difference)
        case .tablespace, .schema, .collation, .conversion, .cast, .transform, .language, .operator, .operatorClass,
            .operatorFamily, .accessMethod, .textSearchConfiguration, .textSearchDictionary, .textSearchParser,
            .textSearchTemplate, .foreignDataWrapper, .foreignServer, .userMapping, .subscription, .largeObject,
            .replicationSlot, .replicationOrigin, .preparedTransaction:
            unmended("no statement is known that sets \(difference.attribute ?? "it") by its facts")
        }
    }

    mutating func alter(_ difference: CatalogDifference, statements: [String], rank: MendingRank? = nil) {
        if statements.isEmpty { unmended("the facts give no statement") }
        for statement in statements { alter(difference, statement, rank: rank) }
    }

    private mutating func alterOwner(_ difference: CatalogDifference) {
        guard let owner = sql("owner", of: difference), let name = SQLText.fragment(difference.oldObject.identity)
        else {
            return unmended("the facts give no statement")
        }
        if difference.kind == .extension { return unmended("an extension's owner cannot be changed") }
        if difference.kind == .database {
            return alter(difference, Self.aboutDatabase("ALTER DATABASE %I OWNER TO \(owner)"), rank: .owner)
        }
        if difference.kind == .sequence, let column = was.value("owned_by", of: difference.oldObject),
            let table = IdentityText(column).beforeLastDot
        {
            // The table's sequences go with it, and by themselves nowhere.
            return alter(difference, "ALTER TABLE \(table) OWNER TO \(owner);", rank: .owner)
        }
        let word = word(difference.oldObject, in: was)
        alter(difference, "ALTER \(word) \(name) OWNER TO \(owner);", rank: .owner)
    }

    private mutating func alterExtensionsNeeded(_ difference: CatalogDifference) {
        let olds = Set(SQLText.items(of: difference.oldValue ?? "") ?? [])
        let news = Set(SQLText.items(of: difference.newValue ?? "") ?? [])
        let key = difference.oldObject
        let words = [FactKind.trigger: "TRIGGER", .index: "INDEX", .materializedView: "MATERIALIZED VIEW"]
        let word = words[key.kind] ?? word(key, in: was)
        let name = key.holder.map { "\(key.ownName) ON \($0)" } ?? key.identity
        guard let text = SQLText.fragment(name) else { return unmended("its name is no whole SQL") }
        for (names, verb) in [(news.subtracting(olds), "NO DEPENDS"), (olds.subtracting(news), "DEPENDS")] {
            for name in names.sorted() where !name.isEmpty {
                alter(difference, "ALTER \(word) \(text) \(verb) ON EXTENSION \(name);", rank: .attaching)
            }
        }
    }

    private mutating func alterDatabase(_ difference: CatalogDifference) {
        let words = [
            "connection_limit": "CONNECTION LIMIT", "allow_connections": "ALLOW_CONNECTIONS",
            "is_template": "IS_TEMPLATE",
        ]
        guard let attribute = difference.attribute, let word = words[attribute] else {
            return unmended("it is chosen when a database is made")
        }
        let value = difference.oldValue ?? (attribute == "connection_limit" ? "-1" : "false")
        alter(difference, Self.aboutDatabase("ALTER DATABASE %I WITH \(word) \(value)"), rank: .attribute)
    }

    private mutating func alterEnabling(_ difference: CatalogDifference) {
        guard difference.attribute == "enabled", let name = SQLText.fragment(difference.oldObject.ownName) else {
            return unmended("no statement is known that sets \(difference.attribute ?? "it") by its facts")
        }
        let words = ["false": "DISABLE", "replica": "ENABLE REPLICA", "always": "ENABLE ALWAYS", "true": "ENABLE"]
        let word = words[difference.oldValue ?? ""] ?? "ENABLE"
        if difference.kind == .eventTrigger {
            return alter(difference, "ALTER EVENT TRIGGER \(name) \(word);", rank: .attaching)
        }
        let kind = difference.kind == .rule ? "RULE" : "TRIGGER"
        let holder = difference.oldObject.holder.flatMap { SQLText.fragment($0) }
        alter(difference, holder.map { "ALTER TABLE \($0) \(word) \(kind) \(name);" }, rank: .attaching)
    }

    private mutating func alterPolicy(_ difference: CatalogDifference) {
        let old = difference.oldObject
        guard let name = SQLText.fragment(old.ownName), let table = old.holder.flatMap({ SQLText.fragment($0) }),
            let value = sql(difference.attribute ?? "", of: difference)
        else { return unmended("the facts give no statement") }
        let clauses = ["roles": "TO \(value)", "using": "USING (\(value))", "with_check": "WITH CHECK (\(value))"]
        alter(
            difference, clauses[difference.attribute ?? ""].map { "ALTER POLICY \(name) ON \(table) \($0);" },
            rank: .attaching)
    }
}
