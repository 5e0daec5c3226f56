// What is missing is made from the facts that it had.
extension MendingWriter {
    /// Makes again what the way back did not bring back, with all that went with it.
    mutating func create(_ difference: CatalogDifference) {
        let key = difference.object
        if let reason = comingWithAnother(key) { return unmended(reason) }
        if key.kind == .publication {
            createPublication(key)
            return
        }
        let direct = statementsOnOthers(key)
        if !direct.isEmpty {
            for statement in direct {
                let rank: MendingRank = key.kind == .setting ? .setting : key.kind == .comment ? .comment : .grant
                add(MendingNode(rank: rank, key: key, statement: statement))
            }
            return
        }
        let folded = comparison.foldings.filter { $0.rule == .belongsToWhole && $0.teller == key }
        make([key] + folded.compactMap(\.oldObject), of: key)
        if parts[current].nodes.isEmpty {
            unmended("its facts do not give the statement that makes it")
        } else if key.kind == .column, was.value("generated", of: key) == nil {
            unmended("the values that were in it are gone" + (isLeftNull(key) ? ", so that it cannot be NOT NULL" : ""))
        } else if key.kind == .table {
            unmended("the rows that were in it are gone")
        }
    }

    /// What is said about another object: its comment, a privilege, a parameter.
    private func statementsOnOthers(_ key: ObjectKey) -> [String] {
        let facts = was.facts(of: key)
        if key.kind == .comment { return commentChange(key, to: facts.value(of: "text")) }
        if key.kind == .securityLabel { return labelChanges(key, facts.map { ($0.attribute, $0.value) }) }
        if key.kind == .grant { return grantChange(key, from: nil, to: facts.value(of: "state"), in: was) }
        if key.kind == .setting { return facts.flatMap { settingChange(key, $0.attribute, to: $0.value) } }
        return []
    }

    /// Statements for what another difference brings back already; the reason where nobody does.
    private mutating func comingWithAnother(_ key: ObjectKey) -> String? {
        let facts = was.facts(of: key)
        if key.kind == .sequence, facts.value(of: "is_identity") == "true", let column = facts.value(of: "owned_by") {
            alterIdentity(ofColumn: ObjectKey(kind: .column, identity: column))
            return parts[current].nodes.isEmpty ? "it comes with its column's GENERATED AS IDENTITY" : nil
        }
        if key.kind == .column, let holder = key.holder.flatMap(was.holder), holder.kind != .table {
            if now.holds(holder) { remakeView(holder) }
            return parts[current].nodes.isEmpty ? "it comes with its view's definition" : nil
        }
        if key.kind == .column, let parent = facts.value(of: "inherited_from") {
            return "it comes with \(parent)"
        }
        if [.constraint, .trigger, .index].contains(key.kind), let parent = facts.value(of: "parent") {
            if key.kind == .index { return nil }
            attachPartition(ofTable: key.holder)
            return parts[current].nodes.isEmpty ? "it comes with \(parent)" : nil
        }
        return nil
    }

    /// Writes what makes objects that were there before the step.
    /// - Parameter top: the one that all of them come with.
    /// - Returns: the nodes' places.
    @discardableResult
    mutating func make(_ keys: [ObjectKey], of top: ObjectKey) -> [Int] {
        var places: [Int] = []
        let creation = creation(of: keys.filter { isMadeByItself($0, beside: keys) })
        if !creation.statements.isEmpty, !creation.unsaid.isEmpty {
            unmended("no statement says again its \(creation.unsaid.joined(separator: ", "))")
        }
        for (statement, makes) in creation.statements {
            places += add(
                MendingNode(rank: MendingRank(making: statement), key: top, statement: statement, makes: makes))
        }
        return places
    }

    /// What a statement makes, of objects that may be made by it: an index or a statistics object by its name.
    private static func made(by statement: String, among keys: [ObjectKey]) -> [ObjectKey] {
        let words = tokens(of: statement).prefix(6)
        guard words.first?.keyword == "create" else { return [] }
        for (word, kind) in [("index", FactKind.index), ("statistics", .statistics)] {
            guard words.prefix(3).contains(where: { $0.keyword == word }) else { continue }
            let names = Set(words.compactMap(\.name))
            return keys.filter { key in
                key.kind == kind && IdentityText(key.identity).names.last.map(names.contains) ?? false
            }
        }
        return []
    }

    /// False for what comes with a parent's: columns, constraints and triggers of partitions and heirs.
    private func isMadeByItself(_ key: ObjectKey, beside others: [ObjectKey]) -> Bool {
        let facts = was.facts(of: key)
        let holder = key.holder.flatMap(was.holder)
        let standsByItself = holder.map { !others.contains($0) } ?? true
        if key.kind == .column { return !standsByItself || facts.value(of: "inherited_from") == nil }
        if key.kind == .constraint { return !standsByItself || facts.value(of: "inherited") == nil }
        return key.kind != .trigger || facts.value(of: "parent") == nil
    }

    /// The statements that make objects, each with what it makes; none for what no statement makes by its facts.
    func creation(of keys: [ObjectKey]) -> Creation {
        var unsaid: Set<String> = []
        let groups = Dictionary(grouping: keys) { was.objects.head(of: $0) }
        let statements = groups.keys.sorted().flatMap { head -> [(statement: String, makes: [ObjectKey])] in
            let members = groups[head, default: []]
            let columns = members.contains(head) ? [] : members.filter { $0.kind == .column }
            var sheets = members.filter { $0 != head }.map { sheet(of: $0) }
            var lines: [(statement: String, makes: [ObjectKey])] = []
            for column in columns.sorted(by: { (was.positions[$0] ?? 0, $0) < (was.positions[$1] ?? 0, $1) }) {
                guard let place = sheets.firstIndex(where: { $0.key == column }) else { continue }
                if let line = columnCreation(&sheets[place]) { lines.append((line, [column])) }
            }
            var writer = BlockWriter(
                head: head, sheets: sheets + [sheet(of: head)], positions: was.positions,
                writesHead: members.contains(head))
            let statements = writer.bareStatements()
            unsaid.formUnion(writer.unsaid.filter { !Self.following.contains($0) })
            let isHeadMade = members.contains(head) && !Self.isSaidWithoutCreate(head.kind)
            if isHeadMade, statements.first?.hasPrefix("CREATE ") != true { return lines }
            let whole = [head] + members.filter { $0.kind == .column }
            return lines
                + statements.enumerated().map { place, statement in
                    (statement, place == 0 && isHeadMade ? whole : Self.made(by: statement, among: members))
                }
        }
        return Creation(statements: statements, unsaid: unsaid.sorted())
    }

    /// The statements that make objects.
    struct Creation {
        /// Each with what it makes.
        var statements: [(statement: String, makes: [ObjectKey])]
        /// Attributes that none of them says; sorted.
        var unsaid: [String]
    }

    /// Attributes that follow from what others say.
    private static let following: Set<String> = [
        "inherited", "inherited_from", "parent", "parents", "declared_again", "constraint", "index", "immediate",
        "owned_by", "table", "kind", "multirange", "referenced_index", "server", "is_identity", "owner",
    ]

    private static func isSaidWithoutCreate(_ kind: FactKind) -> Bool {
        [.comment, .grant, .defaultPrivilege, .setting, .column, .constraint, .index].contains(kind)
    }

    func sheet(of key: ObjectKey) -> FactSheet {
        let classes = CatalogSelection.usualClasses
        return FactSheet(
            key: key, facts: was.facts(of: key).filter { classes.contains($0.factClass) }, wanted: classes)
    }

    /// ALTER TABLE … ADD COLUMN. Where there are rows and nothing to put into them, the column takes NULL.
    private func columnCreation(_ sheet: inout FactSheet) -> String? {
        guard let table = IdentityText(sheet.identity).beforeLastDot else { return nil }
        if isLeftNull(sheet.key) { sheet.drop(["not_null"]) }
        guard let name = SQLText.fragment(table), let clause = columnClause(&sheet) else { return nil }
        return "ALTER TABLE \(name) ADD COLUMN \(clause);"
    }

    /// True for a NOT NULL column whose rows have nothing to put into it.
    func isLeftNull(_ column: ObjectKey) -> Bool {
        let facts = was.facts(of: column)
        let fills = ["default", "generated", "identity"].contains { facts.value(of: $0) != nil }
        return facts.value(of: "not_null") == "true" && !fills && occupied.contains(column.holder ?? "")
    }
}
