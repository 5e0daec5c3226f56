/// An index with what is set on it; in a comment where its constraint makes it.
func indexStatements(of sheet: inout FactSheet, _ context: BlockContext) -> [String] {
    guard let name = sheet.name, let ownName = sheet.ownName,
        let table = sheet.value("table").flatMap({ SQLText.fragment($0) })
    else { return [] }
    let constraint = sheet.value("constraint")
    var lines: [String] = []
    let options = sheet.value("options").flatMap { SQLText.fragment($0) }
    if let create = creation(&sheet, name: ownName, table: table, context) {
        if let constraint, constraint.isExactly("\(ownName) ON \(table)") { sheet.drop(["constraint"]) }
        lines.append(constraint == nil ? create : "-- by its constraint: \(SQLText.onOneLine(create))")
        if constraint != nil, let options { lines.append("ALTER INDEX \(name) SET (\(options));") }
    }
    _ = sheet.take("valid", usual: "true", .performance)
    _ = sheet.take("ready", usual: "true", .performance)
    if let parent = sheet.takeSQL("parent") { lines.append("ALTER INDEX \(parent) ATTACH PARTITION \(name);") }
    if sheet.take("clustered", as: ["true": ""]) != nil { lines.append("ALTER TABLE \(table) CLUSTER ON \(ownName);") }
    if sheet.take("replica_identity", as: ["true": ""]) != nil {
        lines.append("ALTER TABLE \(table) REPLICA IDENTITY USING INDEX \(ownName);")
    }
    if let targets = columnTargets(&sheet) {
        lines += targets.map { "ALTER INDEX \(name) ALTER COLUMN \($0.column) SET STATISTICS \($0.target);" }
    }
    return lines
}

/// PostgreSQL has NULLS NOT DISTINCT, WITH and TABLESPACE before the predicate.
private func creation(_ sheet: inout FactSheet, name: String, table: String, _ context: BlockContext) -> String? {
    guard let definition = sheet.takeSQL("definition") else { return nil }
    sheet.drop(["table"])
    let parts = SQLText.split(definition, at: "where")
    let isSplit = !parts.from.isEmpty && parts.before.hasSuffix(" ")
    let keys = isSplit ? String(parts.before.dropLast()) : definition
    let isUnique = sheet.take("unique", as: ["true": "UNIQUE "]) ?? ""
    let only = context.kind == "partitioned table" && context.name == table ? "ONLY " : ""
    var words = ["CREATE \(isUnique)INDEX \(name) ON \(only)\(table) USING \(keys)"]
    if sheet.take("nulls_not_distinct", as: ["true": ""]) != nil { words.append("NULLS NOT DISTINCT") }
    if let options = sheet.takeSQL("options") { words.append("WITH (\(options))") }
    if let tablespace = sheet.takeSQL("tablespace") { words.append("TABLESPACE \(tablespace)") }
    if isSplit { words.append(parts.from) }
    return words.joined(separator: " ") + ";"
}

/// The fact says `1 100, 3 500`: columns of the index and their statistics targets.
private func columnTargets(_ sheet: inout FactSheet) -> [(column: Substring, target: Substring)]? {
    guard let items = sheet.value("column_statistics").flatMap({ SQLText.items(of: $0) }) else { return nil }
    let pairs = items.map { $0.split(separator: " ") }
    guard pairs.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.allSatisfy(\.isASCII) && Int($0) != nil } }) else {
        return nil
    }
    sheet.drop(["column_statistics"])
    return pairs.map { ($0[0], $0[1]) }
}
