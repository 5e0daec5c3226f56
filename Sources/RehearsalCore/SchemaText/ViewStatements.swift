func viewStatements(_ sheet: inout FactSheet) -> [String] {
    guard let name = sheet.name, let query = query(&sheet) else { return owned(&sheet, "VIEW") }
    let options = sheet.takeSQL("options").map { " WITH (\($0))" } ?? ""
    return ["CREATE VIEW \(name)\(options) AS\n\(query);"] + owned(&sheet, "VIEW")
}

func materializedViewStatements(_ sheet: inout FactSheet) -> [String] {
    guard let name = sheet.name, let query = query(&sheet) else { return owned(&sheet, "MATERIALIZED VIEW") }
    var words = ["CREATE MATERIALIZED VIEW \(name)"]
    if sheet.value("access_method") == "heap" || sheet.value("access_method") == nil {
        _ = sheet.take("access_method", usual: "heap", .performance)
    } else if let method = sheet.takeSQL("access_method") {
        words.append("USING \(method)")
    }
    if let options = sheet.takeSQL("storage_options") { words.append("WITH (\(options))") }
    if let tablespace = sheet.takeSQL("tablespace") { words.append("TABLESPACE \(tablespace)") }
    let data = sheet.take("populated", as: ["true": "\nWITH DATA", "false": "\nWITH NO DATA"]) ?? ""
    return ["\(words.joined(separator: " ")) AS\n\(query)\(data);"] + owned(&sheet, "MATERIALIZED VIEW")
}

/// pg_get_viewdef ends its text with a semicolon.
private func query(_ sheet: inout FactSheet) -> String? {
    guard let definition = sheet.value("definition"), definition.utf8.last == UInt8(ascii: ";"),
        let query = SQLText.fragment(String(definition.dropLast()))
    else { return nil }
    sheet.drop(["definition"])
    return query
}

/// The words between ALTER TABLE and the trigger's or rule's name, by what the fact says.
private let enabling = ["false": "DISABLE", "replica": "ENABLE REPLICA", "always": "ENABLE ALWAYS"]

/// A trigger that a partition has from its parent comes with the parent: it is told in a comment.
func triggerStatements(_ sheet: inout FactSheet) -> [String] {
    guard let definition = sheet.takeSQL("definition") else { return [] }
    let isOwn = sheet.value("parent") == nil
    var lines = [isOwn ? "\(definition);" : "-- by its parent: \(SQLText.onOneLine(definition));"]
    if let words = enabledStatement(&sheet, "TRIGGER") { lines.append(words) }
    return lines
}

func ruleStatements(_ sheet: inout FactSheet) -> [String] {
    guard let definition = sheet.value("definition"), definition.utf8.last == UInt8(ascii: ";"),
        let rule = SQLText.fragment(String(definition.dropLast()), holdsStatements: true)
    else { return [] }
    sheet.drop(["definition"])
    var lines = ["\(rule);"]
    if let words = enabledStatement(&sheet, "RULE") { lines.append(words) }
    return lines
}

/// ALTER TABLE … DISABLE and the like; nil for what fires as usual.
private func enabledStatement(_ sheet: inout FactSheet, _ kind: String) -> String? {
    guard let name = sheet.ownName,
        let table = IdentityText(sheet.identity).after(" ON ").flatMap({ SQLText.fragment($0) }),
        let words = sheet.take("enabled", usual: "true", .semantic, as: enabling)
    else { return nil }
    return "ALTER TABLE \(table) \(words) \(kind) \(name);"
}

func policyStatements(_ sheet: inout FactSheet) -> [String] {
    guard let name = sheet.ownName, sheet.value("command") != nil,
        let table = IdentityText(sheet.identity).after(" ON ").flatMap({ SQLText.fragment($0) })
    else { return [] }
    var words = ["CREATE POLICY \(name) ON \(table)"]
    words.append(sheet.take("permissive", usual: "true", .security, as: ["false": "AS RESTRICTIVE"]) ?? "")
    let commands = ["all": "ALL", "select": "SELECT", "insert": "INSERT", "update": "UPDATE", "delete": "DELETE"]
    words.append(sheet.take("command", as: commands).map { "FOR \($0)" } ?? "")
    words.append(sheet.takeSQL("roles").map { "TO \($0)" } ?? "")
    words.append(sheet.takeSQL("using").map { "USING (\($0))" } ?? "")
    words.append(sheet.takeSQL("with_check").map { "WITH CHECK (\($0))" } ?? "")
    return [words.filter { !$0.isEmpty }.joined(separator: " ") + ";"]
}

func eventTriggerStatements(_ sheet: inout FactSheet) -> [String] {
    guard let name = sheet.name, sheet.value("event").flatMap({ SQLText.fragment($0) }) != nil,
        let function = sheet.takeSQL("function"), let event = sheet.takeSQL("event")
    else { return owned(&sheet, "EVENT TRIGGER") }
    var words = ["CREATE EVENT TRIGGER \(name) ON \(event)"]
    if let tags = sheet.take("tags") {
        // A tag is a few words of capital letters; a list of them has no other comma than between two.
        let names = tags.split(separator: ", ", omittingEmptySubsequences: false).map { SQLText.literal(String($0)) }
        words.append("WHEN TAG IN (\(names.joined(separator: ", ")))")
    }
    words.append("EXECUTE FUNCTION \(function);")
    var lines = [words.joined(separator: " ")]
    if let word = sheet.take("enabled", usual: "true", .semantic, as: enabling) {
        lines.append("ALTER EVENT TRIGGER \(name) \(word);")
    }
    return lines + owned(&sheet, "EVENT TRIGGER")
}
