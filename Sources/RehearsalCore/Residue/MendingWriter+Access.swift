// What is said about other objects: comments, labels, privileges and parameters.
extension MendingWriter {
    /// COMMENT ON, with NULL for none.
    func commentChange(_ key: ObjectKey, to text: String?) -> [String] {
        let value = text.map { SQLText.literal($0) } ?? "NULL"
        if ObjectKey(written: key.identity)?.kind == .database {
            return [Self.aboutDatabase("COMMENT ON DATABASE %I IS \(value)")]
        }
        return subject(key).map { ["COMMENT ON \($0) IS \(value);"] } ?? []
    }

    /// SECURITY LABEL for each provider, with NULL for none.
    func labelChanges(_ key: ObjectKey, _ labels: [(provider: String, label: String?)]) -> [String] {
        labels.compactMap { provider, label in
            guard let subject = subject(key) else { return nil }
            let value = label.map { SQLText.literal($0) } ?? "NULL"
            return "SECURITY LABEL FOR \(SQLText.literal(provider)) ON \(subject) IS \(value);"
        }
    }

    /// The object of a comment or label, as it was before the step.
    private func subject(_ key: ObjectKey) -> String? {
        guard let object = ObjectKey(written: key.identity) else { return nil }
        let head =
            [.constraint, .policy, .rule, .trigger].contains(object.kind)
            ? object.holder.flatMap { was.holder($0) ?? now.holder($0) } ?? object : object
        return writtenSubject(key.identity, context(of: head))
    }

    private func context(of head: ObjectKey) -> BlockContext {
        let tree = was.holds(head) ? was : now
        return BlockContext(head: head, sheet: FactSheet(key: head, facts: tree.facts(of: head), wanted: []))
    }

    /// GRANT or REVOKE of one privilege.
    func grantChange(_ key: ObjectKey, from old: String?, to new: String?, in tree: CatalogTree) -> [String] {
        let target = IdentityText(key.identity).after(" ON ").flatMap { IdentityText($0).beforeLast(" TO ") }
        let object = target.flatMap { ObjectKey(written: $0) } ?? key
        let database = "current database"
        guard
            let statement = RehearsalCore.grantChange(
                key.identity, from: old, to: new, context(of: object), database: database)
        else { return [] }
        guard object.kind == .database else { return [statement] }
        let format = String(statement.dropLast()).replacing(" ON DATABASE \(database) ", with: " ON DATABASE %I ")
        return [Self.aboutDatabase(format)]
    }

    /// ALTER DEFAULT PRIVILEGES of one privilege, `SELECT TO app`.
    func defaultPrivilegeChange(
        _ key: ObjectKey, _ attribute: String, from old: String?, to new: String?
    ) -> [String] {
        let state = new ?? (old == "revoked" ? "granted" : "revoked")
        guard let statement = defaultPrivilegeStatement(key.identity, attribute, state: state) else { return [] }
        guard new == "granted", old == "granted with grant option" else { return [statement] }
        let revoked = defaultPrivilegeStatement(key.identity, attribute, state: "revoked")
        return [revoked].compactMap(\.self) + [statement]
    }

    /// ALTER ROLE or ALTER DATABASE … SET, or RESET for none.
    func settingChange(_ key: ObjectKey, _ attribute: String, to value: String?) -> [String] {
        let isInDatabase = attribute.hasSuffix(" in database")
        let parameter = isInDatabase ? String(attribute.dropLast(" in database".count)) : attribute
        guard !parameter.contains(" "), let name = SQLText.fragment(parameter),
            let object = ObjectKey(written: key.identity)
        else { return [] }
        var change = "RESET \(name)"
        if let value {
            guard let text = parameterValue(parameter, value) else { return [] }
            change = "SET \(name) TO \(text)"
        }
        // In a text for pg_catalog.format a percent sign is written twice.
        let format = change.replacing("%", with: "%%")
        if object.kind == .database { return [Self.aboutDatabase("ALTER DATABASE %I \(format)")] }
        guard object.kind == .role, let role = SQLText.fragment(object.identity) else { return [] }
        if isInDatabase { return [Self.aboutDatabase("ALTER ROLE \(role) IN DATABASE %I \(format)")] }
        return ["ALTER ROLE \(role) \(change);"]
    }

    /// A role's attributes and what it is a member of.
    mutating func alterRole(_ difference: CatalogDifference) {
        guard let attribute = difference.attribute, let name = SQLText.fragment(difference.oldObject.identity) else {
            return unmended("its name is no whole SQL")
        }
        let value = difference.oldValue
        let flags = ["superuser", "inherit", "createrole", "createdb", "login", "replication", "bypassrls"]
        if flags.contains(attribute) {
            let word = (value == "true" ? "" : "NO") + attribute.uppercased()
            return alter(difference, "ALTER ROLE \(name) \(word);", rank: .role)
        }
        switch attribute {
        case "connection_limit": alter(difference, "ALTER ROLE \(name) CONNECTION LIMIT \(value ?? "-1");", rank: .role)
        case "valid_until":
            let end = SQLText.literal(value ?? "infinity")
            alter(difference, "ALTER ROLE \(name) VALID UNTIL \(end);", rank: .role)
            if value == nil { unmended("a role whose end was set has one for good: infinity is the nearest to none") }
        case "password":
            guard value == nil else { return unmended("a password cannot be read, so that it cannot be set again") }
            alter(difference, "ALTER ROLE \(name) PASSWORD NULL;", rank: .role)
        default:
            guard attribute.hasPrefix("member of "),
                let group = SQLText.fragment(String(attribute.dropFirst("member of ".count)))
            else { return unmended("no statement is known that sets it by its facts") }
            let isNow = difference.newValue != nil
            switch value {
            case nil: alter(difference, "REVOKE \(group) FROM \(name);", rank: .grant)
            case "member" where isNow: alter(difference, "REVOKE ADMIN OPTION FOR \(group) FROM \(name);", rank: .grant)
            case "admin": alter(difference, "GRANT \(group) TO \(name) WITH ADMIN OPTION;", rank: .grant)
            default: alter(difference, "GRANT \(group) TO \(name);", rank: .grant)
            }
        }
    }
}
