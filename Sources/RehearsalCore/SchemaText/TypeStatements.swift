/// Enums, domains, composite types and ranges.
func typeStatements(_ sheet: inout FactSheet) -> [String] {
    guard let name = sheet.name else { return [] }
    let create: String?
    switch sheet.value("kind") {
    case "enum": create = list(&sheet, "labels").map { "CREATE TYPE \(name) AS ENUM \($0);" }
    case "composite": create = list(&sheet, "attributes").map { "CREATE TYPE \(name) AS \($0);" }
    case "domain": create = domain(&sheet, name)
    case "range": create = range(&sheet, name)
    default: create = nil
    }
    guard let create else { return owned(&sheet, "TYPE") }
    let isDomain = sheet.value("kind") == "domain"
    sheet.drop(["kind"])
    return [create] + owned(&sheet, isDomain ? "DOMAIN" : "TYPE")
}

/// A list in brackets, one item a line.
private func list(_ sheet: inout FactSheet, _ attribute: String) -> String? {
    guard let value = sheet.value(attribute) else { return "()" }
    guard let items = SQLText.items(of: value) else { return nil }
    let parts = items.compactMap { SQLText.fragment($0) }
    guard parts.count == items.count else { return nil }
    sheet.drop([attribute])
    return "(\n    \(parts.joined(separator: ",\n    "))\n)"
}

private func domain(_ sheet: inout FactSheet, _ name: String) -> String? {
    guard let base = sheet.takeSQL("base_type") else { return nil }
    var words = ["CREATE DOMAIN \(name) AS \(base)"]
    if let collation = sheet.takeSQL("collation") { words.append("COLLATE \(collation)") }
    if let value = sheet.takeSQL("default") { words.append("DEFAULT \(value)") }
    if let notNull = sheet.take("not_null", usual: "false", .semantic, as: ["true": "NOT NULL"]) {
        words.append(notNull)
    }
    return words.joined(separator: " ") + ";"
}

private func range(_ sheet: inout FactSheet, _ name: String) -> String? {
    guard let subtype = sheet.takeSQL("subtype") else { return nil }
    var options = ["SUBTYPE = \(subtype)"]
    for (attribute, word) in [
        ("subtype_operator_class", "SUBTYPE_OPCLASS"), ("subtype_collation", "COLLATION"),
        ("multirange", "MULTIRANGE_TYPE_NAME"),
    ] {
        if let value = sheet.takeSQL(attribute) { options.append("\(word) = \(value)") }
    }
    // The fact names the function with its arguments, which follow from the subtype.
    if let function = sheet.value("difference_function"), function.hasSuffix("(\(subtype),\(subtype))"),
        let difference = IdentityText(function).before("(").flatMap({ SQLText.fragment($0) })
    {
        sheet.drop(["difference_function"])
        options.append("SUBTYPE_DIFF = \(difference)")
    }
    return "CREATE TYPE \(name) AS RANGE (\n    \(options.joined(separator: ",\n    "))\n);"
}

/// A sequence of its own, or what GENERATED AS IDENTITY has made.
func sequenceStatements(_ sheet: inout FactSheet, _ context: BlockContext) -> [String] {
    guard let name = sheet.name else { return [] }
    let isIdentity = context.head.kind == .table
    var options: [String] = []
    for (attribute, word) in [
        ("type", "AS"), ("start", "START WITH"), ("increment", "INCREMENT BY"), ("minimum", "MINVALUE"),
        ("maximum", "MAXVALUE"), ("cache", "CACHE"),
    ] {
        if let value = sheet.takeSQL(attribute) { options.append("\(word) \(value)") }
    }
    if let cycle = sheet.take("cycle", as: ["true": "CYCLE", "false": "NO CYCLE"]) { options.append(cycle) }
    let unlogged = sheet.take("persistence", usual: "permanent", .semantic, as: ["unlogged": "UNLOGGED "]) ?? ""
    var lines: [String] = []
    if isIdentity {
        if !options.isEmpty { lines.append("ALTER SEQUENCE \(name) \(options.joined(separator: " "));") }
        if !unlogged.isEmpty { lines.append("ALTER SEQUENCE \(name) SET UNLOGGED;") }
        _ = sheet.take("is_identity", as: ["true": ""])
        // The usual name tells the column.
        if let column = sheet.value("owned_by"), let own = IdentityText(column).afterLast("."),
            sheet.identity.isExactly("\(context.head.identity)_\(own)_seq")
        {
            sheet.drop(["owned_by"])
        }
        if let owner = context.owner { _ = sheet.take("owner", usual: owner, .security) }
    } else {
        lines.append(("CREATE \(unlogged)SEQUENCE \(name) " + options.joined(separator: " ")).trimmed + ";")
        lines += owned(&sheet, "SEQUENCE")
        if let column = sheet.takeSQL("owned_by") { lines.append("ALTER SEQUENCE \(name) OWNED BY \(column);") }
    }
    if let position = sheet.value("last_value"), Int64(position) != nil,
        let isCalled = sheet.take("is_called", as: ["true": "true", "false": "false"])
    {
        sheet.drop(["last_value"])
        lines.append("SELECT pg_catalog.setval(\(SQLText.literal(sheet.identity)), \(position), \(isCalled));")
    }
    return lines
}

extension String {
    /// Without a blank at its end.
    fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
