/// The statements that make an object, as far as its facts allow; what they say is taken from the sheet.
func statements(of sheet: inout FactSheet, _ context: BlockContext) -> [String] {
    switch sheet.key.kind {
    case .schema: return simple(&sheet, "SCHEMA")
    case .extension: return extensionStatements(&sheet)
    case .role: return roleStatements(&sheet)
    case .setting: return settingStatements(&sheet)
    case .type: return typeStatements(&sheet)
    case .sequence: return sequenceStatements(&sheet, context)
    case .column: return columnStatements(of: &sheet, context)
    case .constraint: return constraintStatements(of: &sheet, context)
    case .index: return indexStatements(of: &sheet, context)
    case .view: return viewStatements(&sheet)
    case .materializedView: return materializedViewStatements(&sheet)
    case .function: return routineStatements(&sheet)
    case .trigger: return triggerStatements(&sheet)
    case .rule: return ruleStatements(&sheet)
    case .policy: return policyStatements(&sheet)
    case .eventTrigger: return eventTriggerStatements(&sheet)
    case .statistics: return statisticsStatements(&sheet)
    case .comment: return commentStatements(&sheet, context)
    case .defaultPrivilege: return defaultPrivilegeStatements(&sheet)
    case .collation: return owned(&sheet, "COLLATION")
    case .conversion: return owned(&sheet, "CONVERSION")
    case .language: return owned(&sheet, "LANGUAGE")
    case .foreignDataWrapper: return owned(&sheet, "FOREIGN DATA WRAPPER")
    case .foreignServer: return owned(&sheet, "SERVER")
    case .publication: return owned(&sheet, "PUBLICATION")
    case .subscription: return owned(&sheet, "SUBSCRIPTION")
    case .tablespace: return owned(&sheet, "TABLESPACE")
    case .textSearchConfiguration: return owned(&sheet, "TEXT SEARCH CONFIGURATION")
    case .textSearchDictionary: return owned(&sheet, "TEXT SEARCH DICTIONARY")
    // A table is written with its columns by ``TableText``, grants are gathered by ``grantStatements(_:_:)``.
    case .table, .grant: return []
    // Their facts are told in comments.
    case .database, .cast, .transform, .operator, .operatorClass, .operatorFamily, .accessMethod, .textSearchParser,
        .textSearchTemplate, .userMapping, .largeObject, .securityLabel, .replicationSlot, .replicationOrigin,
        .preparedTransaction:
        return []
    }
}

/// An object whose name is all there is to say.
private func simple(_ sheet: inout FactSheet, _ word: String) -> [String] {
    guard let name = sheet.name else { return [] }
    return ["CREATE \(word) \(name);"] + owned(&sheet, word)
}

/// ALTER … OWNER TO.
func owned(_ sheet: inout FactSheet, _ word: String) -> [String] {
    guard let name = sheet.name, let owner = sheet.takeSQL("owner") else { return [] }
    return ["ALTER \(word) \(name) OWNER TO \(owner);"]
}

private func extensionStatements(_ sheet: inout FactSheet) -> [String] {
    guard let name = sheet.name else { return [] }
    var words = ["CREATE EXTENSION \(name)"]
    if let schema = sheet.takeSQL("schema") { words.append("WITH SCHEMA \(schema)") }
    if let version = sheet.take("version") { words.append("VERSION \(SQLText.literal(version))") }
    return [words.joined(separator: " ") + ";"]
}

/// Attributes of a role in the order of the manual, each with the word that gives and the one that denies it.
private let roleAttributes: [(attribute: String, given: String, denied: String)] = [
    ("superuser", "SUPERUSER", "NOSUPERUSER"), ("createdb", "CREATEDB", "NOCREATEDB"),
    ("createrole", "CREATEROLE", "NOCREATEROLE"), ("inherit", "INHERIT", "NOINHERIT"), ("login", "LOGIN", "NOLOGIN"),
    ("replication", "REPLICATION", "NOREPLICATION"), ("bypassrls", "BYPASSRLS", "NOBYPASSRLS"),
]

private func roleStatements(_ sheet: inout FactSheet) -> [String] {
    guard let name = sheet.name else { return [] }
    var words = ["CREATE ROLE \(name)"]
    for role in roleAttributes {
        if let word = sheet.take(role.attribute, as: ["true": role.given, "false": role.denied]) { words.append(word) }
    }
    if let limit = sheet.takeSQL("connection_limit") { words.append("CONNECTION LIMIT \(limit)") }
    if let end = sheet.take("valid_until") { words.append("VALID UNTIL \(SQLText.literal(end))") }
    var lines = [words.joined(separator: " ") + ";"]
    for attribute in sheet.attributes(beginningWith: "member of ") {
        guard let role = SQLText.fragment(String(attribute.dropFirst("member of ".count))),
            let options = sheet.take(attribute, as: ["member": "", "admin": " WITH ADMIN OPTION"])
        else { continue }
        lines.append("GRANT \(role) TO \(name)\(options);")
    }
    return lines
}

/// ALTER ROLE … SET; a database's name is no fact, so its settings are told in comments.
private func settingStatements(_ sheet: inout FactSheet) -> [String] {
    guard sheet.identity.hasPrefix("role "), let role = SQLText.fragment(String(sheet.identity.dropFirst(5))) else {
        return []
    }
    return sheet.attributes(beginningWith: "").compactMap { parameter in
        guard !parameter.contains(" "), let name = SQLText.fragment(parameter), let value = sheet.value(parameter),
            let text = parameterValue(parameter, value)
        else { return nil }
        sheet.drop([parameter])
        return "ALTER ROLE \(role) SET \(name) TO \(text);"
    }
}

private func statisticsStatements(_ sheet: inout FactSheet) -> [String] {
    guard let name = sheet.name, let definition = sheet.takeSQL("definition") else { return [] }
    _ = sheet.take("table", usual: IdentityText(definition).afterLast(" FROM "), .performance)
    var lines = ["\(definition);"]
    if let target = sheet.takeSQL("statistics_target") {
        lines.append("ALTER STATISTICS \(name) SET STATISTICS \(target);")
    }
    return lines + owned(&sheet, "STATISTICS")
}
