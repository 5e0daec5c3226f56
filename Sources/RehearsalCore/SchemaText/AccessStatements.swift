/// COMMENT ON; a database's name is no fact, so a comment on it is told in a comment.
func commentStatements(_ sheet: inout FactSheet, _ context: BlockContext) -> [String] {
    guard let subject = writtenSubject(sheet.identity, context), let text = sheet.take("text") else { return [] }
    return ["COMMENT ON \(subject) IS \(SQLText.literal(text));"]
}

/// The object of a comment or a label as SQL names it: `COLUMN public.t.a`; nil for a database.
func writtenSubject(_ written: String, _ context: BlockContext) -> String? {
    guard let object = WrittenObject(written), object.kind != .database,
        let name = SQLText.fragment(object.identity)
    else { return nil }
    var subject = name
    let parts = IdentityText(name)
    if object.kind == .constraint, context.head.kind == .type, let own = parts.before(" ON "),
        let domain = parts.after(" ON ")
    {
        subject = "\(own) ON DOMAIN \(domain)"
    }
    return "\(object.word(context)) \(subject)"
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
    guard let grantee = SQLText.fragment(parts[2]), let target = grantTarget(parts[0], on: parts[1], context) else {
        return nil
    }
    return grant(target.privileges, target.words, grantee, state: parts[3])
}

/// Privileges and the words behind ON, for an object that is written `kind identity`; nil where there are none.
private func grantTarget(
    _ privileges: String, on object: String, _ context: BlockContext
) -> (privileges: String, words: String)? {
    if object.hasPrefix("parameter ") {
        return SQLText.fragment(String(object.dropFirst("parameter ".count))).map { (privileges, "PARAMETER \($0)") }
    }
    guard let written = WrittenObject(object) else { return nil }
    guard written.kind == .column else { return written.grantWords(context).map { (privileges, $0) } }
    let text = IdentityText(written.identity)
    guard let column = text.afterLast(".").flatMap({ SQLText.fragment($0) }),
        let table = text.beforeLastDot.flatMap({ SQLText.fragment($0) })
    else { return nil }
    return (privileges.split(separator: ", ").map { "\($0) (\(column))" }.joined(separator: ", "), "TABLE \(table)")
}

/// One privilege that changes its state, `granted`, `granted with grant option`, `revoked` or nil for the default.
/// - Parameter identity: a grant's, for example `SELECT ON table public.t TO app`.
/// - Parameter database: stands for the database at hand, whose name is no fact.
func grantChange(
    _ identity: String, from old: String?, to new: String?, _ context: BlockContext, database: String
) -> String? {
    guard let privilege = Privilege(identity), let grantee = SQLText.fragment(privilege.grantee) else { return nil }
    let isDatabase = WrittenObject(privilege.object)?.kind == .database
    let found =
        isDatabase
        ? (privileges: privilege.privilege, words: "DATABASE \(database)")
        : grantTarget(privilege.privilege, on: privilege.object, context)
    guard let target = found else { return nil }
    if new == nil {
        return grant(target.privileges, target.words, grantee, state: old == "revoked" ? "granted" : "revoked")
    }
    if new == "granted", old == "granted with grant option" {
        return "REVOKE GRANT OPTION FOR \(target.privileges) ON \(target.words) FROM \(grantee);"
    }
    return grant(target.privileges, target.words, grantee, state: new ?? "")
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
    let identity = sheet.identity
    return sheet.attributes(beginningWith: "").compactMap { attribute in
        guard let state = sheet.value(attribute),
            let statement = defaultPrivilegeStatement(identity, attribute, state: state)
        else { return nil }
        sheet.drop([attribute])
        return statement
    }
}

/// ALTER DEFAULT PRIVILEGES for one attribute, `SELECT TO app`, of a default privilege.
func defaultPrivilegeStatement(_ identity: String, _ attribute: String, state: String) -> String? {
    let text = IdentityText(identity)
    guard let role = text.before(" ON ").flatMap({ SQLText.fragment($0) }), let rest = text.after(" ON ") else {
        return nil
    }
    let objects = IdentityText(rest).before(" IN SCHEMA ") ?? rest
    guard ["tables", "sequences", "functions", "types", "schemas"].contains(objects) else { return nil }
    var head = "ALTER DEFAULT PRIVILEGES FOR ROLE \(role)"
    if let schema = IdentityText(rest).after(" IN SCHEMA ") {
        guard let name = SQLText.fragment(schema) else { return nil }
        head += " IN SCHEMA \(name)"
    }
    guard let privilege = IdentityText(attribute).before(" TO "),
        privilege.utf8.allSatisfy({ (0x41...0x5A).contains($0) }),
        let grantee = IdentityText(attribute).after(" TO ").flatMap({ SQLText.fragment($0) }),
        let statement = grant(privilege, objects.uppercased(), grantee, state: state)
    else { return nil }
    return "\(head) \(statement)"
}
