/// One attribute of one object, with its values in both catalogs, and what the two have to do with each other.
struct AttributeChange {
    var old: String?
    var new: String?
    /// The rename that explains the whole change; nil where it has to be told.
    private(set) var followedRename: ObjectKey?
    private(set) var hints: [CatalogDifference.Hint] = []

    init(pair: ObjectPair, attribute: String, old: String?, new: String?, in pairing: CatalogPairing) {
        self.old = old
        self.new = new
        guard let old, let new else { return }
        if !pairing.renames.isEmpty {
            let place = TextPlace(
                old: pair.oldKey, new: pair.newKey, attribute: attribute,
                holders: pair.newKey.owners(facts: pair.new).map(\.identity))
            var text = FollowedText(
                old: old, new: new, names: pairing.renames.names, place: place, catalog: pairing.expected)
            let root = text.followedRename()
            if Self.isPrintedFromTree(pair.newKey.kind, attribute, new) {
                followedRename = root
            } else if root != nil {
                hints.append(.mentionsNewName)
            }
        }
        let language = TextLanguage(kind: pair.newKey.kind, attribute: attribute, pair.old, pair.new)
        if let spacing = language.spacingHint(from: old, to: new) { hints.append(spacing) }
        if language == .sql, differOnlyInDates(old, new) { hints.append(.clockDependent) }
    }

    /// True for texts that PostgreSQL prints from what it has parsed, with the names of the day.
    ///
    /// The bodies of most functions, settings and comments are kept as they were written: new names in there are
    /// somebody's work.
    private static func isPrintedFromTree(_ kind: FactKind, _ attribute: String, _ text: String) -> Bool {
        if kind == .comment || kind == .securityLabel || kind == .setting { return false }
        guard kind == .function else { return true }
        if attribute == "settings" { return false }
        return attribute != "body" || text.hasPrefix("BEGIN ATOMIC") || text.hasPrefix("RETURN ")
    }
}

extension CatalogPairing {
    /// The name under which the second catalog has an attribute that is named after another object: `member of app`,
    /// `SELECT TO app` of a default privilege, `table public.t` of a publication.
    func movedAttribute(_ attribute: String, of key: ObjectKey) -> String {
        guard !renames.isEmpty else { return attribute }
        if key.kind == .publication || key.kind == .subscription {
            return ObjectKey(written: attribute).flatMap { renames.moved($0)?.key.written } ?? attribute
        }
        guard key.kind == .role || key.kind == .defaultPrivilege else { return attribute }
        let beginning = key.kind == .role ? "member of " : " TO "
        let text = IdentityText(attribute)
        guard let role = text.afterLast(beginning),
            let place = renames.moved(ObjectKey(kind: .role, identity: role))
        else { return attribute }
        return (text.beforeLast(beginning) ?? "") + beginning + place.key.identity
    }
}
