/// One object's change of name, as it shows inside texts that name the object.
struct NameChange {
    /// What a name belongs to, and where it may stand therefore.
    enum Scope {
        /// A relation, type or routine: its name stands behind its schema's, or alone where the text names it in full.
        case schema
        /// A column, constraint, trigger, policy or rule: its name stands in what belongs to its holder or names it.
        case holder(old: [String], new: [String])
        /// A schema: before a dot.
        case qualifier
        /// A role or an object without a schema: where nothing else can stand.
        case whole
    }

    var old: ObjectKey
    var new: ObjectKey
    /// The rename that is told.
    var root: ObjectKey
    var scope: Scope
    /// The names without quotes, outermost first: schema and relation; of a column its own name alone.
    var oldPath: [String]
    var newPath: [String]

    init(old: ObjectKey, new: ObjectKey, root: ObjectKey) {
        self.old = old
        self.new = new
        self.root = root
        scope = Self.scope(old, new)
        oldPath = Self.names(old.ownName)
        newPath = Self.names(new.ownName)
    }

    private static func scope(_ old: ObjectKey, _ new: ObjectKey) -> Scope {
        switch old.kind.naming {
        case .column, .onHolder: .holder(old: names(old.holder ?? ""), new: names(new.holder ?? ""))
        case .qualified, .routine: .schema
        case .plain: old.kind == .schema ? .qualifier : .whole
        case .written, .grant, .defaultPrivilege: .whole
        }
    }

    private static func names(_ identity: String) -> [String] {
        IdentityText(identity).components.map(IdentityText.unquoted)
    }
}

/// Changes of names, found by the name that a text holds.
struct NameChanges {
    private var byFirstName: [ExactText: [NameChange]] = [:]
    private var byLastName: [ExactText: [NameChange]] = [:]

    mutating func note(_ change: NameChange) {
        if let first = change.oldPath.first { byFirstName[ExactText(first), default: []].append(change) }
        if let last = change.oldPath.last { byLastName[ExactText(last), default: []].append(change) }
    }

    var isEmpty: Bool { byLastName.isEmpty }

    func beginning(with name: String) -> [NameChange] { byFirstName[ExactText(name)] ?? [] }

    func ending(in name: String) -> [NameChange] { byLastName[ExactText(name)] ?? [] }
}
