/// `name type …`, as CREATE TABLE takes it; nil where the facts do not give a name and a type.
func columnClause(_ sheet: inout FactSheet) -> String? {
    guard let name = sheet.ownName, let type = sheet.takeSQL("type") else { return nil }
    var words = [name, type]
    if let method = sheet.takeSQL("compression") { words.append("COMPRESSION \(method)") }
    if let collation = sheet.takeSQL("collation") { words.append("COLLATE \(collation)") }
    if let value = sheet.takeSQL("default") { words.append("DEFAULT \(value)") }
    if let generated = generation(&sheet) { words.append(generated) }
    if let identity = sheet.take("identity", as: ["always": "ALWAYS", "by default": "BY DEFAULT"]) {
        words.append("GENERATED \(identity) AS IDENTITY")
    }
    if let notNull = sheet.take("not_null", usual: "false", .semantic, as: ["true": "NOT NULL"]) {
        words.append(notNull)
    }
    return words.joined(separator: " ")
}

/// The fact says `stored EXPRESSION` or `virtual EXPRESSION`.
private func generation(_ sheet: inout FactSheet) -> String? {
    guard let value = sheet.value("generated") else { return nil }
    for (beginning, word) in [("stored ", "STORED"), ("virtual ", "VIRTUAL")] where value.hasPrefix(beginning) {
        guard let expression = SQLText.fragment(String(value.dropFirst(beginning.count))) else { return nil }
        sheet.drop(["generated"])
        return "GENERATED ALWAYS AS (\(expression)) \(word)"
    }
    return nil
}

/// What a column has that only ALTER TABLE says; for a view's column all that it is, in a comment.
func columnStatements(of sheet: inout FactSheet, _ context: BlockContext) -> [String] {
    guard let table = IdentityText(sheet.identity).beforeLastDot.flatMap({ SQLText.fragment($0) }),
        let name = sheet.ownName
    else { return [] }
    let isTable = context.head.kind == .table
    var lines: [String] = []
    var clauses: [String?] = []
    if !isTable {
        clauses.append(sheet.takeSQL("default").map { "SET DEFAULT \($0)" })
        if let clause = columnClause(&sheet) { lines.append("-- column \(SQLText.onOneLine(clause))") }
    }
    if let storage = sheet.take(
        "storage", as: ["plain": "PLAIN", "external": "EXTERNAL", "main": "MAIN", "extended": "EXTENDED"])
    {
        clauses.append("SET STORAGE \(storage)")
    }
    clauses.append(sheet.takeSQL("statistics_target").map { "SET STATISTICS \($0)" })
    clauses.append(sheet.takeSQL("options").map { "SET (\($0))" })
    let words: [FactKind: String] = [.view: "VIEW", .materializedView: "MATERIALIZED VIEW"]
    let word = words[context.head.kind] ?? "TABLE"
    return lines + clauses.compactMap { $0.map { "ALTER \(word) \(table) ALTER COLUMN \(name) \($0);" } }
}

/// `CONSTRAINT name definition …`; nil where the facts do not give them.
func constraintClause(_ sheet: inout FactSheet, _ context: BlockContext) -> String? {
    guard let name = sheet.ownName, let definition = sheet.takeSQL("definition") else { return nil }
    let kinds = [
        "primary key": "PRIMARY KEY", "unique": "UNIQUE", "foreign key": "FOREIGN KEY", "check": "CHECK",
        "exclusion": "EXCLUDE", "not null": "NOT NULL",
    ]
    let kind = sheet.value("kind")
    let implied = kinds.first { definition.hasPrefix($0.value) }?.key
    _ = sheet.take("kind", usual: implied ?? "", .semantic)
    var words = ["CONSTRAINT \(name) \(definition)"]
    words.append(sheet.take("deferrable", usual: "false", .semantic, as: ["true": "DEFERRABLE"]) ?? "")
    words.append(sheet.take("initially_deferred", usual: "false", .semantic, as: ["true": "INITIALLY DEFERRED"]) ?? "")
    words.append(sheet.take("enforced", as: ["false": "NOT ENFORCED"]) ?? "")
    words.append(sheet.take("validated", usual: "true", .semantic, as: ["false": "NOT VALID"]) ?? "")
    if ["primary key", "unique", "exclusion"].contains(kind ?? "") {
        // The index has the constraint's name and lies in its table's schema, as ever.
        let parts = IdentityText(sheet.identity)
        let schema = parts.after(" ON ").flatMap { IdentityText($0).beforeLastDot }.map { $0 + "." } ?? ""
        let index = schema + (parts.before(" ON ") ?? "")
        _ = sheet.take("index", usual: index, .semantic)
    }
    if context.partitionOf != nil { _ = sheet.take("inherited", usual: "true", .semantic) }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
}

/// A constraint that stands by itself: ALTER TABLE or ALTER DOMAIN.
func constraintStatements(of sheet: inout FactSheet, _ context: BlockContext) -> [String] {
    guard let owner = IdentityText(sheet.identity).after(" ON ").flatMap({ SQLText.fragment($0) }),
        let clause = constraintClause(&sheet, context)
    else { return [] }
    let word = context.head.kind == .type ? "DOMAIN" : "TABLE"
    return ["ALTER \(word) \(owner) ADD \(clause);"]
}
