//  Renames between databases that share no OIDs, and those that origins do not tell.
//
//  An object that only the first catalog has and one that only the second has are one object under two names when
//  their facts and those of their parts are alike with the names taken out, and when no third object is like them.
//  What is ambiguous stays what it is: one went, one came. Nothing is said of roles, whose facts are few and alike.

/// Finds pairs of leftover objects of one content.
struct RenamesByContent {
    private let removed: [ObjectKey: ArraySlice<CatalogFact>]
    private let added: [ObjectKey: ArraySlice<CatalogFact>]
    private let oldBelonging: Belonging
    private let newBelonging: Belonging
    private let pairing: CatalogPairing

    private init(_ pairing: CatalogPairing) {
        self.pairing = pairing
        removed = pairing.removed
        added = pairing.added
        oldBelonging = Belonging(removed)
        newBelonging = Belonging(added)
    }

    /// Kinds in the order in which they are compared: what is found in one round is known in the next.
    private static let rounds: [Set<FactKind>] = [
        [.schema], [.type], [.table, .view, .materializedView, .function, .sequence], [.column], [.constraint],
        [.index, .trigger, .policy, .rule, .statistics, .sequence],
    ]

    /// Adds to the pairing's renames, and pairs what they tell of.
    static func find(in pairing: inout CatalogPairing) {
        for kinds in rounds {
            // What belongs to something that was just found is looked at in the next turn: an inherited column.
            var isDone = false
            while !isDone, pairing.hasLeftovers(of: kinds) {
                let found = RenamesByContent(pairing).pairs(of: kinds)
                pairing.note(found)
                let count = pairing.pairs.count
                pairing.pairLeftovers()
                isDone = pairing.pairs.count == count
            }
        }
    }

    private func pairs(of kinds: Set<FactKind>) -> [(old: ObjectKey, new: ObjectKey)] {
        let olds = unique(removed.keys.filter { kinds.contains($0.kind) }, oldContent)
        let news = unique(added.keys.filter { kinds.contains($0.kind) }, newContent)
        return olds.compactMap { content, old in news[content].map { (old, $0) } }
            .filter { !isVetoed($0.0, $0.1) }
            .sorted { $0.0 < $1.0 }.map { (old: $0.0, new: $0.1) }
    }

    /// What holds rows and lies in another place is another object, however alike.
    private func isVetoed(_ old: ObjectKey, _ new: ObjectKey) -> Bool {
        old.kind.holdsData && pairing.origins.areComparable && pairing.expected.origin(of: old) != nil
            && pairing.actual.origin(of: new) != nil
    }

    /// Objects by their content, but for those that share it with another.
    private func unique(
        _ keys: [ObjectKey], _ content: (ObjectKey) -> ObjectContent?
    ) -> [ObjectContent: ObjectKey] {
        var found: [ObjectContent: ObjectKey] = [:]
        var ambiguous: Set<ObjectContent> = []
        for key in keys {
            guard let content = content(key) else { continue }
            if found.updateValue(key, forKey: content) != nil { ambiguous.insert(content) }
        }
        return found.filter { !ambiguous.contains($0.key) }
    }

    private func oldContent(_ key: ObjectKey) -> ObjectContent? {
        // A part of something that went is no object to be found again by itself.
        guard oldBelonging.whole[key] == key, let facts = removed[key] else { return nil }
        let holder = Self.holder(of: key, facts)
        let parts = key.kind == .schema ? inSchema(key, removed) : oldBelonging.parts[key] ?? []
        return ObjectContent(
            key, facts, parts: parts.map { ($0, removed[$0] ?? []) }, holder: holder,
            scope: holder.map { pairing.renames.movedHolder($0)?.key.identity ?? $0 },
            neighbour: key.kind == .column ? oldNeighbour(key) : nil)
    }

    private func newContent(_ key: ObjectKey) -> ObjectContent? {
        guard newBelonging.whole[key] == key, let facts = added[key] else { return nil }
        let holder = Self.holder(of: key, facts)
        let parts = key.kind == .schema ? inSchema(key, added) : newBelonging.parts[key] ?? []
        return ObjectContent(
            key, facts, parts: parts.map { ($0, added[$0] ?? []) }, holder: holder, scope: holder,
            neighbour: key.kind == .column ? newNeighbour(key) : nil)
    }

    private static func holder(of key: ObjectKey, _ facts: ArraySlice<CatalogFact>) -> String? {
        if key.kind == .sequence { return facts.value(of: "owned_by").flatMap { IdentityText($0).beforeLastDot } }
        return key.holder ?? (key.kind == .index || key.kind == .statistics ? facts.value(of: "table") : nil)
    }

    /// Everything whose identity begins with the schema's name, and what belongs to that.
    private func inSchema(_ schema: ObjectKey, _ objects: [ObjectKey: ArraySlice<CatalogFact>]) -> [ObjectKey] {
        objects.keys.filter { key in
            guard key != schema else { return false }
            let text = key.holder ?? (ObjectKey(written: key.identity)?.identity ?? key.identity)
            return ExactText.same(IdentityText(text).before("."), schema.identity)
        }.sorted()
    }

    /// The nearest column before this one that both catalogs have, under its new identity.
    private func oldNeighbour(_ column: ObjectKey) -> String? {
        guard let table = column.holder else { return nil }
        let before = pairing.expected.columns(of: table).map(\.key).prefix { $0 != column }
        return before.last { removed[$0] == nil }.map { (pairing.renames.moved($0)?.key ?? $0).identity }
    }

    private func newNeighbour(_ column: ObjectKey) -> String? {
        guard let table = column.holder else { return nil }
        let before = pairing.actual.columns(of: table).map(\.key).prefix { $0 != column }
        return before.last { added[$0] == nil }?.identity
    }
}

extension CatalogPairing {
    /// True where both catalogs have objects of the kinds that the other has not.
    fileprivate func hasLeftovers(of kinds: Set<FactKind>) -> Bool {
        removed.keys.contains { kinds.contains($0.kind) } && added.keys.contains { kinds.contains($0.kind) }
    }
}

/// What an object is, whatever it is called.
private struct ObjectContent: Hashable {
    private var lines: [ExactText]

    /// - Parameters:
    ///   - parts: what belongs to the object, with its facts.
    ///   - holder: the identity of what the object is a part of, in its own catalog.
    ///   - scope: the same in the second catalog: only objects of one holder are alike.
    ///   - neighbour: the column before this one.
    /// Nil for a schema with nothing in it, which is like every other.
    init?(
        _ key: ObjectKey, _ facts: ArraySlice<CatalogFact>, parts: [(ObjectKey, ArraySlice<CatalogFact>)],
        holder: String?, scope: String?, neighbour: String?
    ) {
        if key.kind == .schema && parts.isEmpty { return nil }
        var unnamed: Set<ExactText> = []
        if key.kind != .schema {
            for (part, _) in parts where part.kind.isNamedAfterTable {
                IdentityText(part.ownName).names.last.map { _ = unnamed.insert(ExactText($0)) }
            }
        }
        let text = NameFreeText(key, holder: holder, parts: unnamed)
        lines = [ExactText("\(key.kind.rawValue) \(scope ?? "") \(neighbour ?? "")")]
        if key.kind.naming == .routine, let arguments = IdentityText(key.identity).after("(") {
            lines.append(ExactText(text.text(arguments)))
        }
        lines += Self.lines(key.kind, facts, text)
        var described: [String] = []
        for (part, facts) in parts {
            let identity = text.text(part.identity)
            let lines = Self.lines(part.kind, facts, text).map(\.text)
            described.append(([part.kind.rawValue, identity] + lines).joined(separator: "\n"))
        }
        lines += described.map(ExactText.init).sorted()
    }

    /// Roles and what people wrote keep the words that happen to be the object's name.
    private static func lines(
        _ kind: FactKind, _ facts: ArraySlice<CatalogFact>, _ text: NameFreeText
    ) -> [ExactText] {
        let isProse = kind == .comment || kind == .securityLabel
        return facts.filter(\.factClass.isGated).map { fact in
            let isRole = fact.attribute == "owner" || fact.attribute == "roles"
            return ExactText("\(fact.attribute) \(isProse || isRole ? fact.value : text.text(fact.value))")
        }
    }
}

extension FactKind {
    /// True for parts whose names PostgreSQL makes from the table's.
    fileprivate var isNamedAfterTable: Bool {
        self == .index || self == .constraint || self == .sequence || self == .statistics
    }
}
