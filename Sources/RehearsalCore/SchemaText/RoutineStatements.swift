/// Functions, procedures and window functions, one property a line; an aggregate's facts are told in comments.
func routineStatements(_ sheet: inout FactSheet) -> [String] {
    let words = ["function": "FUNCTION", "procedure": "PROCEDURE", "window function": "FUNCTION"]
    let kind = sheet.value("kind") ?? ""
    guard let word = words[kind], let create = creation(&sheet, word, isWindow: kind == "window function") else {
        return owned(&sheet, kind == "aggregate" ? "AGGREGATE" : "ROUTINE")
    }
    return [create] + owned(&sheet, word)
}

private func creation(_ sheet: inout FactSheet, _ word: String, isWindow: Bool) -> String? {
    guard let name = IdentityText(sheet.identity).before("(").flatMap({ SQLText.fragment($0) }),
        let arguments = arguments(sheet), sheet.value("language").flatMap({ SQLText.fragment($0) }) != nil,
        let body = body(&sheet), let language = sheet.takeSQL("language")
    else { return nil }
    sheet.drop(["kind", "arguments"])
    var lines = ["CREATE \(word) \(name)(\(arguments))"]
    if let result = sheet.takeSQL("returns") { lines.append("RETURNS \(result)") }
    lines.append("LANGUAGE \(language)")
    if isWindow { lines.append("WINDOW") }
    let volatility = ["immutable": "IMMUTABLE", "stable": "STABLE", "volatile": "VOLATILE"]
    // A procedure has no volatility to choose.
    let usualVolatility = word == "PROCEDURE" ? "volatile" : nil
    lines.append(sheet.take("volatility", usual: usualVolatility, .semantic, as: volatility) ?? "")
    lines.append(sheet.take("strict", usual: "false", .semantic, as: ["true": "STRICT"]) ?? "")
    lines.append(sheet.take("security_definer", usual: "false", .security, as: ["true": "SECURITY DEFINER"]) ?? "")
    lines.append(sheet.take("leakproof", usual: "false", .security, as: ["true": "LEAKPROOF"]) ?? "")
    let parallel = ["safe": "PARALLEL SAFE", "restricted": "PARALLEL RESTRICTED"]
    lines.append(sheet.take("parallel", usual: "unsafe", .performance, as: parallel) ?? "")
    let usualCost = ["c", "internal"].contains(language) ? "1" : "100"
    _ = sheet.take("cost", usual: usualCost, .performance)
    lines.append(sheet.takeSQL("cost").map { "COST \($0)" } ?? "")
    lines.append(sheet.takeSQL("rows").map { "ROWS \($0)" } ?? "")
    lines.append(sheet.takeSQL("support").map { "SUPPORT \($0)" } ?? "")
    lines += settings(&sheet)
    return lines.filter { !$0.isEmpty }.joined(separator: "\n    ") + "\n\(body);"
}

/// A function without arguments has an empty text of them.
private func arguments(_ sheet: FactSheet) -> String? {
    sheet.value("arguments").flatMap { $0.isEmpty ? "" : SQLText.fragment($0) }
}

/// `AS $$…$$`, or the body that SQL itself understands.
private func body(_ sheet: inout FactSheet) -> String? {
    guard let body = sheet.value("body") else { return nil }
    let isParsed = sheet.value("language") == "sql" && (body.hasPrefix("BEGIN ATOMIC") || body.hasPrefix("RETURN "))
    if isParsed {
        guard let statements = SQLText.fragment(body, holdsStatements: true) else { return nil }
        sheet.drop(["body"])
        return statements
    }
    sheet.drop(["body"])
    guard let library = sheet.take("library") else { return "AS \(SQLText.dollarQuoted(body))" }
    return "AS \(SQLText.literal(library)), \(SQLText.literal(body))"
}

/// Parameters whose values are lists of names, as PostgreSQL keeps them: quoted already.
private let listParameters: Set<String> = [
    "search_path", "temp_tablespaces", "local_preload_libraries", "session_preload_libraries",
    "shared_preload_libraries",
]

/// The value of a parameter behind SET; nil for a list that is no whole SQL.
func parameterValue(_ name: String, _ value: String) -> String? {
    listParameters.contains(name) && !value.isEmpty ? SQLText.fragment(value) : SQLText.literal(value)
}

/// The fact says `search_path=pg_catalog, pg_temp, work_mem=64MB`.
private func settings(_ sheet: inout FactSheet) -> [String] {
    guard let text = sheet.value("settings"), let parts = SQLText.items(of: text) else { return [] }
    var items: [(name: String, value: String)] = []
    for part in parts {
        let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let isStart =
            halves.count == 2 && !halves[0].isEmpty && halves[0].allSatisfy { $0.isLetter || $0 == "_" || $0 == "." }
        if isStart {
            items.append((halves[0], halves[1]))
        } else if !items.isEmpty {
            items[items.count - 1].value += ", " + part
        } else {
            return []
        }
    }
    var lines: [String] = []
    for item in items {
        guard let name = SQLText.fragment(item.name), let value = parameterValue(item.name, item.value) else {
            return []
        }
        lines.append("SET \(name) TO \(value)")
    }
    sheet.drop(["settings"])
    return lines
}
