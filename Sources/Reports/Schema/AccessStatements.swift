import RehearsalCore

/// COMMENT ON; a database's name is no fact, so a comment on it is told in a comment.
func commentStatements(_ sheet: inout FactSheet, _ context: BlockContext) -> [String] {
    guard let object = WrittenObject(sheet.identity), object.kind != .database,
        let name = SQLText.fragment(object.identity), let text = sheet.take("text")
    else { return [] }
    var subject = name
    let parts = IdentityText(name)
    if object.kind == .constraint, context.head.kind == .type, let own = parts.before(" ON "),
        let domain = parts.after(" ON ")
    {
        subject = "\(own) ON DOMAIN \(domain)"
    }
    return ["COMMENT ON \(object.word(context)) \(subject) IS \(SQLText.literal(text));"]
}

/// An object as grants and comments name it: `kind identity`.
private struct WrittenObject: Hashable {
    var kind: FactKind
    var identity: String

    init?(_ text: String) {
        guard let space = text.utf8.firstIndex(of: UInt8(ascii: " ")),
            let kind = FactKind(rawValue: String(text[..<space]))
        else { return nil }
        self.kind = kind
        identity = String(text[text.utf8.index(after: space)...])
    }

    /// The object's kind in the words of SQL.
    func word(_ context: BlockContext) -> String {
        let isHead = context.head.kind == kind && context.head.identity.isExactly(identity)
        switch kind {
        case .table: return isHead && context.kind == "foreign table" ? "FOREIGN TABLE" : "TABLE"
        case .function:
            let words = ["function": "FUNCTION", "procedure": "PROCEDURE", "aggregate": "AGGREGATE"]
            return isHead ? words[context.kind ?? ""] ?? "ROUTINE" : "ROUTINE"
        case .foreignServer: return "SERVER"
        case .database, .setting, .role, .tablespace, .schema, .extension, .type, .sequence, .column, .constraint,
            .index,
            .view, .materializedView, .trigger, .policy, .rule, .defaultPrivilege, .statistics, .comment,
            .securityLabel,
            .eventTrigger, .grant, .collation, .conversion, .cast, .transform, .language, .operator, .operatorClass,
            .operatorFamily, .accessMethod, .textSearchConfiguration, .textSearchDictionary, .textSearchParser,
            .textSearchTemplate, .foreignDataWrapper, .userMapping, .publication, .subscription, .largeObject,
            .replicationSlot, .replicationOrigin, .preparedTransaction:
            return kind.rawValue.replacing("_", with: " ").uppercased()
        }
    }

    /// The words behind ON in GRANT; nil for a database, whose name is no fact, and where there are none.
    func grantWords(_ context: BlockContext) -> String? {
        guard let name = SQLText.fragment(identity) else { return nil }
        if [.table, .view, .materializedView].contains(kind) { return "TABLE \(name)" }
        if kind == .foreignServer { return "FOREIGN SERVER \(name)" }
        if kind == .function { return "\(word(context) == "PROCEDURE" ? "PROCEDURE" : "FUNCTION") \(name)" }
        let granted: [FactKind] = [
            .sequence, .schema, .type, .language, .foreignDataWrapper, .tablespace, .largeObject,
        ]
        return granted.contains(kind) ? "\(word(context)) \(name)" : nil
    }
}

/// One privilege, as a grant's identity names it: `SELECT ON table public.t TO app`.
private struct Privilege {
    var privilege: String
    var object: String
    var grantee: String

    init?(_ identity: String) {
        let text = IdentityText(identity)
        guard let privilege = text.before(" ON "), let rest = text.after(" ON ").map({ IdentityText($0) }),
            let object = rest.beforeLast(" TO "), let grantee = rest.afterLast(" TO ")
        else { return nil }
        guard privilege.utf8.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x20 }) else { return nil }
        self.privilege = privilege
        self.object = object
        self.grantee = grantee
    }
}

/// GRANT and REVOKE: one statement for each object, grantee and manner, with all its privileges.
func grantStatements(_ sheets: inout [FactSheet], _ context: BlockContext) -> [String] {
    var groups: [(key: [String], privileges: [String])] = []
    for index in sheets.indices {
        guard let privilege = Privilege(sheets[index].identity), let state = sheets[index].value("state"),
            statement(["", privilege.object, privilege.grantee, state], context) != nil
        else { continue }
        sheets[index].drop(["state"])
        let key = [privilege.object, privilege.grantee, state]
        if let group = groups.firstIndex(where: { zip($0.key, key).allSatisfy { $0.isExactly($1) } }) {
            groups[group].privileges.append(privilege.privilege)
        } else {
            groups.append((key, [privilege.privilege]))
        }
    }
    let sorted = groups.sorted { left, right in
        left.key.map { Array($0.utf8) }.lexicographicallyPrecedes(right.key.map { Array($0.utf8) }) {
            $0.lexicographicallyPrecedes($1)
        }
    }
    return sorted.compactMap { statement([$0.privileges.joined(separator: ", ")] + $0.key, context) }
}

/// - Parameter parts: privileges, object, grantee and state.
private func statement(_ parts: [String], _ context: BlockContext) -> String? {
    guard let grantee = SQLText.fragment(parts[2]) else { return nil }
    var privileges = parts[0]
    let words: String?
    if parts[1].hasPrefix("parameter ") {
        words = SQLText.fragment(String(parts[1].dropFirst("parameter ".count))).map { "PARAMETER \($0)" }
    } else if let object = WrittenObject(parts[1]), object.kind == .column {
        let text = IdentityText(object.identity)
        guard let column = text.afterLast(".").flatMap({ SQLText.fragment($0) }) else { return nil }
        privileges = privileges.split(separator: ", ").map { "\($0) (\(column))" }.joined(separator: ", ")
        words = text.beforeLastDot.flatMap { SQLText.fragment($0) }.map { "TABLE \($0)" }
    } else {
        words = WrittenObject(parts[1])?.grantWords(context)
    }
    guard let words else { return nil }
    return grant(privileges, words, grantee, state: parts[3])
}

private func grant(_ privileges: String, _ object: String, _ grantee: String, state: String) -> String? {
    switch state {
    case "granted": "GRANT \(privileges) ON \(object) TO \(grantee);"
    case "granted with grant option": "GRANT \(privileges) ON \(object) TO \(grantee) WITH GRANT OPTION;"
    case "revoked": "REVOKE \(privileges) ON \(object) FROM \(grantee);"
    default: nil
    }
}

/// ALTER DEFAULT PRIVILEGES, one statement for each privilege.
func defaultPrivilegeStatements(_ sheet: inout FactSheet) -> [String] {
    let text = IdentityText(sheet.identity)
    guard let role = text.before(" ON ").flatMap({ SQLText.fragment($0) }), let rest = text.after(" ON ") else {
        return []
    }
    let schema = IdentityText(rest).after(" IN SCHEMA ")
    let objects = IdentityText(rest).before(" IN SCHEMA ") ?? rest
    guard ["tables", "sequences", "functions", "types", "schemas"].contains(objects) else { return [] }
    var head = "ALTER DEFAULT PRIVILEGES FOR ROLE \(role)"
    if let schema {
        guard let name = SQLText.fragment(schema) else { return [] }
        head += " IN SCHEMA \(name)"
    }
    return sheet.attributes(beginningWith: "").compactMap { attribute in
        guard let privilege = IdentityText(attribute).before(" TO "),
            privilege.utf8.allSatisfy({ (0x41...0x5A).contains($0) }),
            let grantee = IdentityText(attribute).after(" TO ").flatMap({ SQLText.fragment($0) }),
            let state = sheet.value(attribute),
            let statement = grant(privilege, objects.uppercased(), grantee, state: state)
        else { return nil }
        sheet.drop([attribute])
        return "\(head) \(statement)"
    }
}
