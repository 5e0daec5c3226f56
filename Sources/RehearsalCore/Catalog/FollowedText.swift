//  Whether one text has become another by new names of renamed objects and by nothing else.
//
//  PostgreSQL keeps definitions as trees and prints them when asked, with the names of the day. After a rename a view,
//  a default or an index reads otherwise and means the same. The two texts are walked side by side, token by token;
//  where they part, the old token has to be an old name and the new token its new name, at a place where that name can
//  stand for the renamed object:
//
//  - a relation's, type's or routine's name behind its schema's; alone where the text also names it in full, because
//    PostgreSQL refers to columns as `t.a` once it has said `public.t`;
//  - a column's name in what belongs to its table, or behind the table's name or alias. Standing alone in another
//    object's text it counts only where no other relation of that text has a column of the old name;
//  - a view keeps its own columns' names: `t.a` becomes `t.b AS a`.
//
//  Whoever errs here hides a change. What is not understood is therefore not followed, and told.

/// Where a text stands: decides which names may stand in it.
struct TextPlace {
    var old: ObjectKey
    var new: ObjectKey
    var attribute: String
    /// The identities of what the object belongs to, in the second catalog.
    var holders: [String]
}

/// One token, and the name that it may be.
struct NameToken {
    var text: String
    var kind: SQLToken.Kind
    /// Without quotes; nil for what is no name.
    var name: String?

    init(_ token: SQLToken) {
        text = token.text
        kind = token.kind
        switch token.kind {
        case .word: name = token.text
        case .quotedIdentifier: name = IdentityText.unquoted(token.text)
        case .string, .dollarString, .number, .parameter, .operatorSymbol, .punctuation, .comment, .backslash,
            .whitespace:
            name = nil
        }
    }

    /// True for a name that PostgreSQL printed: its key words are in upper case.
    var isIdentifier: Bool { kind == .quotedIdentifier || (kind == .word && !text.contains { $0.isUppercase }) }
}

/// Walks two texts side by side.
struct FollowedText {
    let names: NameChanges
    let place: TextPlace
    /// The first catalog, to see whether another relation has a column of the name.
    let catalog: Catalog
    private let old: [NameToken]
    private let new: [NameToken]
    private var oldIndex = 0
    private var newIndex = 0
    private var root: ObjectKey?

    init(old: String, new: String, names: NameChanges, place: TextPlace, catalog: Catalog) {
        self.old = tokens(of: old).map(NameToken.init)
        self.new = tokens(of: new).map(NameToken.init)
        self.names = names
        self.place = place
        self.catalog = catalog
    }

    /// The rename that the second text follows; nil where it differs in anything else.
    mutating func followedRename() -> ObjectKey? {
        while oldIndex < old.count || newIndex < new.count {
            if oldIndex < old.count, newIndex < new.count,
                ExactText(old[oldIndex].text) == ExactText(new[newIndex].text)
            {
                oldIndex += 1
                newIndex += 1
            } else if !takesRenamed() && !takesReference() && !takesViewColumn() {
                return nil
            }
        }
        return root
    }

    private mutating func take(_ change: NameChange, oldCount: Int, newCount: Int) {
        oldIndex += oldCount
        newIndex += newCount
        root = root ?? change.root
    }

    /// Takes a name that a rename changed.
    private mutating func takesRenamed() -> Bool {
        guard oldIndex < old.count, newIndex < new.count, let oldName = old[oldIndex].name,
            let newName = new[newIndex].name
        else { return false }
        for change in names.beginning(with: oldName)
        where change.oldPath.count > 1 && Self.stands(change.oldPath, in: old, at: oldIndex)
            && Self.stands(change.newPath, in: new, at: newIndex)
        {
            take(change, oldCount: change.oldPath.count * 2 - 1, newCount: change.newPath.count * 2 - 1)
            return true
        }
        for change in names.ending(in: oldName) {
            guard let last = change.newPath.last, ExactText(last) == ExactText(newName), mayStand(change)
            else { continue }
            take(change, oldCount: 1, newCount: 1)
            takeKeptName(of: change)
            return true
        }
        return false
    }

    /// A column that was renamed is shown by a view under the name that it had: `t.a` becomes `t.b AS a`.
    private mutating func takeKeptName(of change: NameChange) {
        guard case .holder = change.scope, let oldName = change.oldPath.last, let newName = change.newPath.last
        else { return }
        if isAlias(oldName, in: new, at: newIndex), !isAlias(nil, in: old, at: oldIndex) {
            newIndex += 2
        } else if isAlias(newName, in: old, at: oldIndex), !isAlias(nil, in: new, at: newIndex) {
            oldIndex += 2
        }
    }

    /// A view's column got a name of its own (`t.a` becomes `t.a AS b`) or the name that its source has.
    private mutating func takesViewColumn() -> Bool {
        guard oldIndex > 0, let name = old[oldIndex - 1].name else { return false }
        for change in names.ending(in: name) where isOwn(change) {
            guard let newName = change.newPath.last, isAlias(newName, in: new, at: newIndex) else { continue }
            take(change, oldCount: 0, newCount: 2)
            return true
        }
        guard oldIndex + 1 < old.count, old[oldIndex].text == "AS", let oldName = old[oldIndex + 1].name
        else { return false }
        for change in names.ending(in: oldName) where isOwn(change) {
            guard let newName = change.newPath.last, ExactText(newName) == ExactText(name) else { continue }
            take(change, oldCount: 2, newCount: 0)
            return true
        }
        return false
    }

    /// Takes `'public.t_id_seq'::regclass` where what the string names was renamed.
    private mutating func takesReference() -> Bool {
        guard oldIndex + 2 < old.count, newIndex + 2 < new.count, old[oldIndex].kind == .string,
            new[newIndex].kind == .string, old[oldIndex + 1].text == "::", old[oldIndex + 2].text.hasPrefix("reg")
        else { return false }
        var inner = FollowedText(
            old: Self.content(old[oldIndex].text), new: Self.content(new[newIndex].text), names: names, place: place,
            catalog: catalog)
        guard let found = inner.followedRename() else { return false }
        oldIndex += 1
        newIndex += 1
        root = root ?? found
        return true
    }

    private static func content(_ string: String) -> String { string.unquoted("'") ?? string }
}

// Where a name may stand.
extension FollowedText {
    private func mayStand(_ change: NameChange) -> Bool {
        switch change.scope {
        case .whole: return isWhole(change)
        case .qualifier:
            return (oldIndex + 1 < old.count && old[oldIndex + 1].text == ".") || (old.count == 1 && new.count == 1)
        case .schema:
            if change.oldPath.count < 2 { return false }
            if oldIndex >= 2, Self.stands(change.oldPath, in: old, at: oldIndex - 2) { return true }
            if change.old == place.old || holds(place.holders, change.new.identity) { return true }
            return Self.mentions(change.oldPath, in: old) && Self.mentions(change.newPath, in: new)
        case .holder(let oldHolder, let newHolder):
            if change.old == place.old || isOwn(change) { return true }
            guard Self.mentions(newHolder, in: new) || identity(names: newHolder) else { return false }
            guard change.old.kind == .column else { return true }
            guard oldIndex >= 2, old[oldIndex - 1].text == ".", let qualifier = old[oldIndex - 2].name else {
                return isListed(behind: oldHolder) || !anotherRelationHas(change)
            }
            return aliases(of: oldHolder, in: old).contains(ExactText(qualifier))
        }
    }

    /// True for a column, constraint or trigger of what the text's object belongs to or is.
    private func isOwn(_ change: NameChange) -> Bool {
        guard case .holder = change.scope, let holder = change.new.holder else { return false }
        return holds(place.holders, holder) || ExactText(holder) == ExactText(place.new.identity)
    }

    /// Roles and objects without a schema: where the value is the name, or a list of names.
    private func isWhole(_ change: NameChange) -> Bool {
        switch place.attribute {
        case "owner", "roles", "schema", "server", "": true
        default: old.count == 1 && new.count == 1
        }
    }

    private func holds(_ identities: [String], _ identity: String) -> Bool {
        identities.contains { ExactText($0) == ExactText(identity) }
    }

    /// True where the identity of the text's own object names the path.
    private func identity(names path: [String]) -> Bool {
        Self.mentions(path, in: tokens(of: "\(place.new.identity) \(place.attribute)").map(NameToken.init))
    }

    private func isAlias(_ name: String?, in tokens: [NameToken], at index: Int) -> Bool {
        guard index + 1 < tokens.count, tokens[index].text == "AS", let found = tokens[index + 1].name
        else { return false }
        return name.map { ExactText($0) == ExactText(found) } ?? true
    }

    /// True where the path's names stand at the place with dots between them.
    static func stands(_ path: [String], in tokens: [NameToken], at index: Int) -> Bool {
        guard index + path.count * 2 - 1 <= tokens.count else { return false }
        return path.indices.allSatisfy { part in
            let place = index + part * 2
            guard let name = tokens[place].name, ExactText(name) == ExactText(path[part]) else { return false }
            return part == 0 || tokens[place - 1].text == "."
        }
    }

    static func mentions(_ path: [String], in tokens: [NameToken]) -> Bool {
        !path.isEmpty && tokens.indices.contains { stands(path, in: tokens, at: $0) }
    }

    /// The names under which a text speaks of a relation: its own, and the aliases behind it.
    private func aliases(of path: [String], in tokens: [NameToken]) -> Set<ExactText> {
        var found: Set<ExactText> = []
        for index in tokens.indices where Self.stands(path, in: tokens, at: index) {
            let behind = index + path.count * 2 - 1
            if behind < tokens.count, tokens[behind].isIdentifier, let alias = tokens[behind].name {
                found.insert(ExactText(alias))
            } else if let name = path.last {
                found.insert(ExactText(name))
            }
        }
        return found
    }

    /// True inside `public.t(a, b)`: the columns of a REFERENCES clause or of a publication.
    private func isListed(behind path: [String]) -> Bool {
        guard let open = old[..<oldIndex].lastIndex(where: { $0.text == "(" }) else { return false }
        let start = open - (path.count * 2 - 1)
        return start >= 0 && Self.stands(path, in: old, at: start)
    }

    /// True where the text may mean a column of that name of another relation than the renamed column's.
    private func anotherRelationHas(_ change: NameChange) -> Bool {
        let column = change.old.ownName
        var relations = place.holders + [place.old.holder].compactMap(\.self)
        for index in old.indices.dropLast(2)
        where old[index].name != nil && old[index + 1].text == "." && old[index + 2].name != nil {
            relations.append("\(old[index].text).\(old[index + 2].text)")
        }
        return relations.contains { relation in
            !ExactText.same(relation, change.old.holder) && !ExactText.same(relation, change.new.holder)
                && catalog.holds(ObjectKey(kind: .column, identity: "\(relation).\(column)"))
        }
    }
}
