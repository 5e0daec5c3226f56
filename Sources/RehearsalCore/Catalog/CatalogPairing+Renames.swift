extension CatalogPairing {
    /// Takes note of pairs of identities that are one object, whichever way they were found.
    ///
    /// Wholes come before their parts, so that a part whose identity only follows is recognised as such.
    mutating func note(_ found: [(old: ObjectKey, new: ObjectKey)]) {
        for rank in Self.ranks {
            var pending = found.filter { rank.contains($0.old.kind) && haveOneHolder($0.old, $0.new) }
            // What follows by its own name waits for what it follows; a chain of parents is short.
            while !pending.isEmpty {
                let waiting = pending.filter { !noteFollower($0.old, $0.new) }
                if waiting.count < pending.count {
                    pending = waiting
                    continue
                }
                // Parents before what has one: the rest of the round is looked at again.
                let first = waiting.filter { !hasParent($0.old) }
                for pair in first.isEmpty ? waiting : first { renames.note(pair.old, is: pair.new) }
                pending = first.isEmpty ? [] : waiting.filter { hasParent($0.old) }
            }
        }
    }

    /// The order in which kinds are looked at; names of the earlier ones stand in identities of the later ones.
    private static let ranks: [Set<FactKind>] = {
        let early: [Set<FactKind>] = [
            [.schema, .role], [.type], [.table, .view, .materializedView], [.column], [.constraint],
        ]
        return early + [Set(FactKind.allCases).subtracting(early.joined())]
    }()

    /// False for parts of two things that are not known to be one.
    private func haveOneHolder(_ old: ObjectKey, _ new: ObjectKey) -> Bool {
        guard let holder = old.holder else { return true }
        return ExactText.same(renames.movedHolder(holder)?.key.identity ?? holder, new.holder)
    }

    /// True where nothing is to be told about the new identity: it follows from another rename.
    private mutating func noteFollower(_ old: ObjectKey, _ new: ObjectKey) -> Bool {
        if let place = renames.moved(old), place.key == new { return true }
        guard let root = followedRoot(old, new) else { return false }
        renames.note(old, is: new, following: root)
        return true
    }

    private func hasParent(_ key: ObjectKey) -> Bool {
        let facts = expected.facts(of: key)
        return facts.contains { ["inherited_from", "parent", "inherited"].contains($0.attribute) }
    }

    /// The rename that gave an object a new name of its own: its parent's, its constraint's, its table's schema.
    private func followedRoot(_ old: ObjectKey, _ new: ObjectKey) -> ObjectKey? {
        let before = expected.facts(of: old)
        let after = actual.facts(of: new)
        if old.kind == .column {
            guard sameNames(old, new, as: "inherited_from", before, after) else { return nil }
            return movedRoot(.column, by: "inherited_from", before, after)
        }
        if old.kind == .trigger { return movedRoot(.trigger, by: "parent", before, after) }
        if old.kind == .constraint {
            return movedRoot(.constraint, by: "parent", before, after) ?? inheritedConstraint(old, new, before)
        }
        if old.kind == .index {
            return movedRoot(.constraint, by: "constraint", before, after)
                ?? movedSchema(old, new, holder: { $0.value(of: "table") }, before, after)
        }
        guard old.kind == .sequence else { return nil }
        return movedSchema(
            old, new, holder: { $0.value(of: "owned_by").flatMap { IdentityText($0).beforeLastDot } }, before, after)
    }

    /// The rename behind the object that an attribute names, where both catalogs name the same one.
    private func movedRoot(
        _ kind: FactKind, by attribute: String, _ before: ArraySlice<CatalogFact>, _ after: ArraySlice<CatalogFact>
    ) -> ObjectKey? {
        guard let was = before.value(of: attribute), let now = after.value(of: attribute),
            let place = renames.moved(ObjectKey(kind: kind, identity: was)),
            place.key == ObjectKey(kind: kind, identity: now)
        else { return nil }
        return place.root
    }

    /// True where the object has the name of the one that the attribute names, in both catalogs.
    private func sameNames(
        _ old: ObjectKey, _ new: ObjectKey, as attribute: String, _ before: ArraySlice<CatalogFact>,
        _ after: ArraySlice<CatalogFact>
    ) -> Bool {
        guard let was = before.value(of: attribute), let now = after.value(of: attribute) else { return false }
        return ExactText.same(IdentityText(was).afterLast("."), old.ownName)
            && ExactText.same(IdentityText(now).afterLast("."), new.ownName)
    }

    /// A check constraint that a table inherits has its parent's name; PostgreSQL does not say which parent's.
    private func inheritedConstraint(
        _ old: ObjectKey, _ new: ObjectKey, _ before: ArraySlice<CatalogFact>
    ) -> ObjectKey? {
        guard before.value(of: "inherited") != nil else { return nil }
        return renames.names.ending(in: IdentityText.unquoted(old.ownName)).first { change in
            change.old.kind == .constraint && ExactText.same(change.new.ownName, new.ownName)
        }?.root
    }

    /// Indexes and owned sequences go with their table to another schema.
    private func movedSchema(
        _ old: ObjectKey, _ new: ObjectKey, holder: (ArraySlice<CatalogFact>) -> String?,
        _ before: ArraySlice<CatalogFact>, _ after: ArraySlice<CatalogFact>
    ) -> ObjectKey? {
        guard let was = holder(before), let now = holder(after), let place = renames.movedHolder(was),
            ExactText.same(place.key.identity, now),
            ExactText.same(IdentityText(now).before("."), IdentityText(new.identity).before(".")),
            ExactText.same(IdentityText(new.identity).after("."), IdentityText(old.identity).after("."))
        else { return nil }
        return place.root
    }
}
