/// Which objects of the first catalog have another identity in the second.
///
/// An object's identity changes because its own name does, which is told; or because the name of something does that
/// its identity holds: a column's with its table's, a grant's with its object's. That follows and is not told.
struct Renames {
    /// What an old identity has become.
    struct Place {
        var key: ObjectKey
        /// The renamed object that brings the new identity about, under its old key.
        var root: ObjectKey
    }

    /// What is in here has a name of its own that changed. Everything else is derived by ``moved(_:)``.
    private var places: [ObjectKey: Place] = [:]
    /// True where every identity with a schema may change.
    private var hasSchema = false
    /// The old keys of the renames that are told.
    private(set) var roots: Set<ObjectKey> = []
    /// Changes of names as they show inside texts.
    private(set) var names = NameChanges()

    var isEmpty: Bool { places.isEmpty }

    /// Takes note of an object that has a new name of its own, and of the rename that it only follows, if any.
    mutating func note(_ old: ObjectKey, is new: ObjectKey, following root: ObjectKey? = nil) {
        places[old] = Place(key: new, root: root ?? old)
        if root == nil { roots.insert(old) }
        if old.kind == .schema { hasSchema = true }
        names.note(NameChange(old: old, new: new, root: root ?? old))
    }

    /// The object's place in the second catalog; nil where nothing tells that its identity changes.
    func moved(_ key: ObjectKey) -> Place? {
        if places.isEmpty { return nil }
        return places[key] ?? derived(key)
    }

    /// The identity of a table, view or type that may be the holder of something.
    func movedHolder(_ identity: String) -> Place? {
        for kind in ObjectKey.holders {
            if let place = moved(ObjectKey(kind: kind, identity: identity)) { return place }
        }
        return nil
    }

    private func derived(_ key: ObjectKey) -> Place? {
        if key.kind.naming == .qualified && !hasSchema { return nil }
        let text = IdentityText(key.identity)
        switch key.kind.naming {
        case .column:
            guard let holder = text.beforeLastDot, let name = text.afterLast(".") else { return nil }
            return movedHolder(holder).map { place($0, key.kind, "\($0.key.identity).\(name)") }
        case .onHolder:
            guard let name = text.before(" ON "), let holder = text.after(" ON ") else { return nil }
            return movedHolder(holder).map { place($0, key.kind, "\(name) ON \($0.key.identity)") }
        case .written: return movedWritten(key.identity).map { place($0, key.kind, $0.key.written) }
        case .grant: return movedGrant(text)
        case .defaultPrivilege: return movedDefaultPrivilege(text)
        case .routine: return movedRoutine(key.kind, text)
        case .qualified:
            guard let schema = text.before("."), let name = text.after(".") else { return nil }
            return places[ObjectKey(kind: .schema, identity: schema)]
                .map { place($0, key.kind, "\($0.key.identity).\(name)") }
        case .plain: return nil
        }
    }

    private func place(_ cause: Place, _ kind: FactKind, _ identity: String) -> Place {
        Place(key: ObjectKey(kind: kind, identity: identity), root: cause.root)
    }

    /// `kind identity`, as comments and settings name their object.
    private func movedWritten(_ text: String) -> Place? {
        ObjectKey(written: text).flatMap(moved)
    }

    private func movedRole(_ name: String) -> Place? { places[ObjectKey(kind: .role, identity: name)] }

    /// `SELECT ON table public.t TO app`: the object, the role, or both.
    private func movedGrant(_ text: IdentityText) -> Place? {
        guard let privilege = text.before(" ON "), let rest = text.after(" ON ").map(IdentityText.init),
            let object = rest.beforeLast(" TO "), let role = rest.afterLast(" TO ")
        else { return nil }
        let newObject = movedWritten(object)
        let newRole = movedRole(role)
        guard let cause = newObject ?? newRole else { return nil }
        return place(
            cause, .grant,
            "\(privilege) ON \(newObject?.key.written ?? object) TO \(newRole?.key.identity ?? role)")
    }

    /// `owner ON tables IN SCHEMA app`.
    private func movedDefaultPrivilege(_ text: IdentityText) -> Place? {
        guard let role = text.before(" ON "), let rest = text.after(" ON ") else { return nil }
        let newRole = movedRole(role)
        let schema = IdentityText(rest).afterLast(" IN SCHEMA ")
        let newSchema = schema.flatMap { places[ObjectKey(kind: .schema, identity: $0)] }
        guard let cause = newRole ?? newSchema else { return nil }
        var scope = rest
        if let newSchema, let what = IdentityText(rest).beforeLast(" IN SCHEMA ") {
            scope = "\(what) IN SCHEMA \(newSchema.key.identity)"
        }
        return place(cause, .defaultPrivilege, "\(newRole?.key.identity ?? role) ON \(scope)")
    }

    /// `app.f(public.mood, integer)`: the schema, the types of arguments, or both.
    private func movedRoutine(_ kind: FactKind, _ text: IdentityText) -> Place? {
        guard let path = text.before("("), let schema = IdentityText(path).before("."),
            let name = IdentityText(path).after("."), let behind = text.after("("), behind.hasSuffix(")")
        else { return nil }
        let newSchema = places[ObjectKey(kind: .schema, identity: schema)]
        var cause = newSchema
        let arguments = IdentityText(String(behind.dropLast())).parts(between: ",").map { argument in
            let brackets = argument.hasSuffix("[]") ? "[]" : ""
            guard let type = movedHolder(String(argument.dropLast(brackets.count))) else { return argument }
            cause = cause ?? type
            return type.key.identity + brackets
        }
        guard let cause else { return nil }
        let list = arguments.joined(separator: ",")
        return place(cause, kind, "\(newSchema?.key.identity ?? schema).\(name)(\(list))")
    }
}
