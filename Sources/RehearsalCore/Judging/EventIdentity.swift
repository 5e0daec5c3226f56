//  How PostgreSQL's event triggers name an object that we know by our identity.
//
//  `pg_event_trigger_ddl_commands` and `pg_event_trigger_dropped_objects` print `object_identity`, which is ours for
//  most kinds and another form of the same for the rest: `low on public.t` for `low ON public.t`, argument types with
//  their schemas (`public.f(pg_catalog.text)` for `public.f(text)`), `app on server s` for a user mapping. Both sides
//  are brought to one form and compared; the form is for nothing else.

/// The names under which an event trigger may have told of an object: its own first, then what it belongs to.
func eventIdentities(of key: ObjectKey) -> [String] {
    let text = IdentityText(key.identity)
    switch key.kind.naming {
    case .column: return [key.identity] + [text.beforeLastDot].compactMap(\.self)
    case .onHolder:
        guard let name = text.beforeLast(" ON "), let holder = text.after(" ON ") else { return [key.identity] }
        return ["\(name) on \(holder)", holder]
    case .routine, .qualified, .written, .grant: return [key.identity]
    case .defaultPrivilege: return [defaultPrivilegeEvent(text)]
    case .plain: return [plainEvent(key.kind, text) ?? key.identity]
    }
}

/// `for role owner in schema app on tables` for `owner ON tables IN SCHEMA app`.
private func defaultPrivilegeEvent(_ text: IdentityText) -> String {
    let role = text.before(" ON ") ?? ""
    let rest = IdentityText(text.after(" ON ") ?? "")
    guard let kinds = rest.before(" IN SCHEMA "), let schema = rest.after(" IN SCHEMA ") else {
        return "for role \(role) on \(text.after(" ON ") ?? "")"
    }
    return "for role \(role) in schema \(schema) on \(kinds)"
}

private func plainEvent(_ kind: FactKind, _ text: IdentityText) -> String? {
    if kind == .userMapping, let role = text.after("FOR ").flatMap({ IdentityText($0).before(" SERVER ") }),
        let server = text.after(" SERVER ")
    {
        return "\(role == "PUBLIC" ? "public" : role) on server \(server)"
    }
    if kind == .transform, let type = text.after("FOR ").flatMap({ IdentityText($0).before(" LANGUAGE ") }),
        let language = text.after(" LANGUAGE ")
    {
        return "for \(type) on language \(language)"
    }
    return nil
}

/// An identity in the form in which PostgreSQL's and ours are compared: no `pg_catalog.`, no space behind a comma.
func comparableIdentity(_ identity: String) -> String {
    let words = tokens(of: identity).map(NameToken.init)
    var text = ""
    var index = 0
    while index < words.count {
        if index + 1 < words.count, words[index].text == "pg_catalog", words[index + 1].text == "." {
            index += 2
            continue
        }
        let needsSpace = text.last.map { $0.isLetter || $0.isNumber || $0 == "\"" || $0 == "_" } ?? false
        if needsSpace, words[index].name != nil { text += " " }
        text += words[index].text
        index += 1
    }
    return text
}
