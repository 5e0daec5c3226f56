// What the way back left is dropped, and what holds on to it is let go first.
extension MendingWriter {
    /// Takes away what came with the step and is still there.
    mutating func drop(_ difference: CatalogDifference) {
        let key = difference.object
        if let reason = goingWithAnother(key) { return unmended(reason) }
        let facts = now.facts(of: key)
        let folded = comparison.foldings.filter { $0.rule == .belongsToWhole && $0.teller == key }
        let family = [key] + folded.compactMap(\.newObject)
        letGo(of: family)
        let statements = dropStatements(key)
        if statements.isEmpty { return unmended("no statement takes it away by what its facts say") }
        for statement in statements {
            let isForeignKey = facts.value(of: "kind") == "foreign key"
            add(
                MendingNode(
                    rank: MendingRank(dropping: key.kind, isForeignKey: isForeignKey), key: key, statement: statement,
                    ends: family, usesNow: namesUsed(by: family)))
        }
    }

    /// Statements for what another difference takes away already; the reason where nobody does.
    private mutating func goingWithAnother(_ key: ObjectKey) -> String? {
        let facts = now.facts(of: key)
        if key.kind == .sequence, facts.value(of: "is_identity") == "true", let column = facts.value(of: "owned_by") {
            alterIdentity(ofColumn: nameBefore(ObjectKey(kind: .column, identity: column)))
            return parts[current].nodes.isEmpty ? "it goes with its column's GENERATED AS IDENTITY" : nil
        }
        if key.kind == .column, let holder = key.holder.flatMap(now.holder), holder.kind != .table {
            if was.holds(nameBefore(holder)) { remakeView(nameBefore(holder)) }
            return parts[current].nodes.isEmpty ? "it goes with its view's definition" : nil
        }
        if key.kind == .column, let parent = facts.value(of: "inherited_from") { return "it goes with \(parent)" }
        if [.constraint, .trigger, .index].contains(key.kind), let parent = facts.value(of: "parent") {
            attachPartition(ofTable: facts.value(of: "table") ?? key.holder)
            return parts[current].nodes.isEmpty ? "it goes with \(parent)" : nil
        }
        return nil
    }

    /// Lets go what would be dropped along though it was there before: partitions and heirs of a table, sequences of a
    /// column.
    private mutating func letGo(of family: [ObjectKey]) {
        for key in family where key.kind == .table {
            for object in now.objects.objects where object.key.kind == .table {
                guard was.holds(nameBefore(object.key)), let name = SQLText.fragment(object.key.identity) else {
                    continue
                }
                if let parent = object.facts.value(of: "partition_of"), parent.isExactly(key.identity) {
                    loosen(object.key, "ALTER TABLE \(parent) DETACH PARTITION \(name);")
                } else if let parents = object.facts.value(of: "inherits").flatMap({ SQLText.items(of: $0) }),
                    parents.contains(where: key.identity.isExactly)
                {
                    loosen(object.key, "ALTER TABLE \(name) NO INHERIT \(key.identity);")
                }
            }
        }
        guard family.contains(where: { $0.kind == .column }) else { return }
        for object in now.objects.objects where object.key.kind == .sequence {
            guard let column = object.facts.value(of: "owned_by"), was.holds(nameBefore(object.key)),
                object.facts.value(of: "is_identity") == nil,
                family.contains(ObjectKey(kind: .column, identity: column)),
                let name = SQLText.fragment(object.key.identity)
            else { continue }
            loosen(object.key, "ALTER SEQUENCE \(name) OWNED BY NONE;")
        }
    }

    private mutating func loosen(_ key: ObjectKey, _ statement: String) {
        add(MendingNode(rank: .loosening, key: key, statement: statement))
    }

    /// What is dropped late is dropped when its schema has its old name again.
    private func identityWhenDropped(_ key: ObjectKey) -> String {
        guard MendingRank(dropping: key.kind) >= .droppingRoutines,
            let schema = IdentityText(key.identity).before("."),
            let before = namesBefore[ObjectKey(kind: .schema, identity: schema)]
        else { return key.identity }
        return before.identity + key.identity.dropFirst(schema.count)
    }

    /// The statements that drop an object that is there now; empty where there are none.
    func dropStatements(_ key: ObjectKey) -> [String] {
        guard let identity = SQLText.fragment(identityWhenDropped(key)) else { return [] }
        let name = SQLText.fragment(key.ownName) ?? ""
        let holder = key.holder.flatMap { SQLText.fragment($0) } ?? ""
        switch key.kind {
        case .table, .view, .materializedView, .sequence, .index, .type, .statistics, .collation, .conversion,
            .operatorClass, .operatorFamily, .textSearchConfiguration, .textSearchDictionary, .textSearchParser,
            .textSearchTemplate, .function, .operator, .role, .tablespace, .schema, .extension, .eventTrigger,
            .language, .accessMethod, .foreignDataWrapper, .foreignServer, .publication, .subscription, .transform,
            .userMapping:
            return ["DROP \(word(key, in: now)) \(identity);"]
        case .cast: return ["DROP CAST \(identity);"]
        case .column: return ["ALTER TABLE \(holder) DROP COLUMN \(name);"]
        case .constraint:
            let word = now.holder(key.holder ?? "")?.kind == .type ? "DOMAIN" : "TABLE"
            return ["ALTER \(word) \(holder) DROP CONSTRAINT \(name);"]
        case .trigger, .policy, .rule: return ["DROP \(word(key, in: now)) \(name) ON \(holder);"]
        case .comment: return commentChange(key, to: nil)
        case .securityLabel: return labelChanges(key, now.facts(of: key).map { ($0.attribute, nil) })
        case .grant: return grantChange(key, from: now.value("state", of: key), to: nil, in: now)
        case .defaultPrivilege:
            return now.facts(of: key).flatMap { defaultPrivilegeChange(key, $0.attribute, from: $0.value, to: nil) }
        case .setting: return now.facts(of: key).flatMap { settingChange(key, $0.attribute, to: nil) }
        case .largeObject: return ["SELECT pg_catalog.lo_unlink(\(identity));"]
        case .database, .replicationSlot, .replicationOrigin, .preparedTransaction: return []
        }
    }
}
