/// Something that keeps a column, a view, a function or a key from being dropped or changed, with the names it uses.
struct Watcher {
    var key: ObjectKey
    /// The relation that it belongs to; nil for views.
    var table: String?
    var names: MentionedNames
    /// `FOREIGN KEY (a) REFERENCES public.t(b)` and the like; nil for what is no foreign key.
    var reference: String?
}

// What no ALTER can change is dropped and made again, and so is what depends on it.
extension MendingWriter {
    /// Finds out what has to be made again before anything is altered.
    mutating func prepare(_ difference: CatalogDifference) {
        let key = difference.object
        switch difference.change {
        case .added: remakeDependents(of: key)
        case .removed: break
        case .renamed: break
        case .changed:
            if isRemade(difference) {
                remake(difference.oldObject, as: key)
            } else if key.kind == .column, ["type", "collation"].contains(difference.attribute) {
                remakeDependents(of: key)
                republish(key)
            } else if key.kind == .view, difference.attribute == "definition" {
                remakeView(difference.oldObject)
            } else if key.kind == .type, difference.attribute == "labels" {
                alterType(difference)
            }
        }
    }

    /// True where PostgreSQL has no ALTER for the attribute.
    private func isRemade(_ difference: CatalogDifference) -> Bool {
        let attribute = difference.attribute ?? ""
        switch difference.kind {
        case .constraint: return isConstraintRemade(difference)
        case .index:
            let attributes = ["definition", "unique", "nulls_not_distinct", "table", "immediate"]
            return attributes.contains(attribute) || difference.hints.contains(.indexBecameConstraint)
        case .trigger: return attribute == "definition"
        case .rule: return attribute == "definition"
        case .policy:
            return ["command", "permissive"].contains(attribute)
                || (["using", "with_check"].contains(attribute) && difference.oldValue == nil)
        case .materializedView: return ["definition", "access_method"].contains(attribute)
        case .function:
            return ["arguments", "returns", "kind"].contains(attribute)
        case .statistics: return ["definition", "table"].contains(attribute)
        case .eventTrigger: return ["event", "function", "tags"].contains(attribute)
        case .publication: return attribute == "all_tables"
        case .column: return attribute == "generated" && difference.oldValue != nil
        case .view, .table, .type, .sequence, .database, .setting, .role, .tablespace, .schema, .extension,
            .defaultPrivilege, .comment, .securityLabel, .grant, .collation, .conversion, .cast, .transform, .language,
            .operator, .operatorClass, .operatorFamily, .accessMethod, .textSearchConfiguration,
            .textSearchDictionary, .textSearchParser, .textSearchTemplate, .foreignDataWrapper, .foreignServer,
            .userMapping, .subscription, .largeObject, .replicationSlot, .replicationOrigin, .preparedTransaction:
            return false
        }
    }

    /// A constraint on a domain or table; what comes from a parent follows the parent.
    private func isConstraintRemade(_ difference: CatalogDifference) -> Bool {
        guard was.value("inherited", of: difference.oldObject) == nil else { return false }
        switch difference.attribute {
        case "definition", "kind", "enforced": return true
        case "validated": return difference.oldValue == "false"
        case "deferrable", "initially_deferred":
            return was.value("kind", of: difference.oldObject) != "foreign key"
        default: return false
        }
    }

    /// Drops the object and makes it as it was, with all that belongs to it.
    /// - Parameters:
    ///   - old: its identity before the step.
    ///   - key: its identity now.
    mutating func remake(_ old: ObjectKey, as key: ObjectKey) {
        if let known = remade[old] { return attach(known) }
        if let root = covered[old], root != old { return attach(remade[root] ?? []) }
        remade[old] = []
        let familyNow = now.family(of: key)
        let familyBefore = was.family(of: old)
        for member in familyNow + familyBefore { covered[member] = old }
        let dependents = dependentNodes(of: key, isDropped: true)
        let isForeignKey = now.value("kind", of: key) == "foreign key"
        var places = dependents
        for statement in dropStatements(key) {
            places += add(
                MendingNode(
                    rank: MendingRank(dropping: key.kind, isForeignKey: isForeignKey, isEarly: true), key: key,
                    statement: statement, ends: familyNow, usesNow: namesUsed(by: familyNow)))
        }
        if key.kind == .publication {
            createPublication(old)
        } else {
            places += make(familyBefore, of: old)
        }
        remade[old] = places
    }

    /// A view whose columns stay or grow is replaced; any other is made again.
    mutating func remakeView(_ old: ObjectKey) {
        let key = nameNow(old)
        if let known = remade[old] { return attach(known) }
        guard old.kind == .view else { return remake(old, as: key) }
        let olds = was.columns(of: old.identity)
        let news = now.columns(of: key.identity)
        guard !news.isEmpty, news.count <= olds.count, olds.prefix(news.count).elementsEqual(news),
            let create = creation(of: [old]).statements.first?.statement, create.hasPrefix("CREATE VIEW ")
        else { return remake(old, as: key) }
        let statement = "CREATE OR REPLACE " + create.dropFirst("CREATE ".count)
        add(
            MendingNode(
                rank: .view, key: old, statement: statement, makes: was.family(of: old).filter { $0.kind == .column },
                usesNow: namesUsed(by: [key])))
    }

    /// The identity now of something that was there before.
    func nameNow(_ old: ObjectKey) -> ObjectKey {
        if now.holds(old), namesBefore[old] == nil { return old }
        return namesBefore.first { $0.value == old }?.key ?? old
    }

    private mutating func attach(_ places: [Int]) {
        for place in places { add(nodes[place]) }
    }

    /// Makes again what depends on something that is dropped or gets another type, as far as it was there before.
    mutating func remakeDependents(of key: ObjectKey) { _ = dependentNodes(of: key) }

    private mutating func dependentNodes(of key: ObjectKey, isDropped: Bool = false) -> [Int] {
        var places: [Int] = []
        for watcher in dependents(of: key, isDropped: isDropped) {
            let old = nameBefore(watcher)
            guard was.holds(old), covered[watcher] == nil || remade[old] != nil else { continue }
            remake(old, as: watcher)
            places += remade[old] ?? []
        }
        return places
    }

    /// Makes again what keeps a type from being replaced: indexes and constraints of its columns, and what names it.
    mutating func remakeUsers(of type: ObjectKey, columns: [ObjectKey]) {
        for column in columns { _ = dependentNodes(of: column, isDropped: true) }
        for watcher in (watchers ?? Self.watchers(in: now)) where watcher.names.mention(type) {
            let old = nameBefore(watcher.key)
            if was.holds(old), covered[watcher.key] == nil || remade[old] != nil { remake(old, as: watcher.key) }
        }
    }

    /// What PostgreSQL would refuse to drop or change the object for.
    /// - Parameter isDropped: true for a column with which its indexes and constraints would go.
    private mutating func dependents(of key: ObjectKey, isDropped: Bool) -> [ObjectKey] {
        guard [.column, .view, .materializedView, .function, .constraint].contains(key.kind) else { return [] }
        let all = watchers ?? Self.watchers(in: now)
        watchers = all
        let family = Set(now.family(of: key))
        let found = all.filter { !family.contains($0.key) && isHeld(key, by: $0, isDropped: isDropped) }
        return found.map(\.key).sorted()
    }

    private func isHeld(_ key: ObjectKey, by watcher: Watcher, isDropped: Bool) -> Bool {
        let goesWithColumn = [.constraint, .index, .statistics].contains(watcher.key.kind)
        if key.kind == .constraint {
            guard let reference = watcher.reference, let holder = key.holder,
                let keys = now.value("definition", of: key).flatMap({ IdentityText($0).after("(") })
            else { return false }
            return reference.contains("REFERENCES \(holder)(\(keys.prefix { $0 != ")" }))")
        }
        if key.kind == .column, let holder = watcher.table, holder.isExactly(key.holder ?? "") {
            return (isDropped || !goesWithColumn) && watcher.names.mention(word: IdentityText.unquoted(key.ownName))
        }
        if goesWithColumn, key.kind != .function { return false }
        return watcher.names.mention(key)
    }

    private static func watchers(in tree: CatalogTree) -> [Watcher] {
        let kinds: Set<FactKind> = [
            .view, .materializedView, .rule, .policy, .trigger, .constraint, .index, .statistics,
        ]
        return tree.objects.objects.filter { kinds.contains($0.key.kind) }.compactMap { object in
            let isForeignKey = object.facts.value(of: "kind") == "foreign key"
            let follows = ["parent", "inherited"].contains { object.facts.value(of: $0) != nil }
            // A constraint's index is the constraint's.
            if follows || object.facts.value(of: "constraint") != nil { return nil }
            let texts = object.facts.filter { ["definition", "using", "with_check"].contains($0.attribute) }
            return Watcher(
                key: object.key, table: object.key.holder ?? object.facts.value(of: "table"),
                names: MentionedNames(texts.map(\.value)),
                reference: isForeignKey ? object.facts.value(of: "definition") : nil)
        }
    }
}
