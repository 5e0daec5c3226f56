extension ObjectKey {
    /// The kinds that have columns, constraints, triggers or rules.
    static let holders: [FactKind] = [.table, .view, .materializedView, .type]

    /// The objects with which this one comes and goes, as far as its identity and its facts tell.
    ///
    /// Candidates only: whether they exist is for the caller to see. A table's column names the table, the view,
    /// the materialized view and the type of that name, because an identity alone does not tell them apart.
    func owners(facts: some Sequence<CatalogFact>) -> [ObjectKey] {
        switch kind {
        case .column:
            var owners = Self.holding(IdentityText(identity).beforeLastDot)
            owners += Self.named(.column, by: "inherited_from", in: facts)
            return owners
        case .constraint:
            return Self.holding(IdentityText(identity).after(" ON ")) + Self.named(.constraint, by: "parent", in: facts)
        case .trigger:
            return Self.holding(IdentityText(identity).after(" ON ")) + Self.named(.trigger, by: "parent", in: facts)
        case .policy, .rule:
            return Self.holding(IdentityText(identity).after(" ON "))
        case .index:
            return Self.named(.constraint, by: "constraint", in: facts) + Self.named(.index, by: "parent", in: facts)
                + Self.named(.table, by: "table", in: facts) + Self.named(.materializedView, by: "table", in: facts)
        case .statistics:
            return Self.named(.table, by: "table", in: facts)
        case .sequence:
            return Self.named(.column, by: "owned_by", in: facts)
        case .comment, .securityLabel:
            return Self.written(identity)
        case .grant:
            return Self.written(IdentityText(identity).after(" ON ").flatMap { IdentityText($0).beforeLast(" TO ") })
        case .setting:
            return Self.written(identity)
        case .database, .role, .schema, .extension, .type, .table, .view, .materializedView, .function,
            .defaultPrivilege, .eventTrigger, .tablespace, .collation, .conversion, .cast, .transform, .language,
            .operator, .operatorClass, .operatorFamily, .accessMethod, .textSearchConfiguration,
            .textSearchDictionary, .textSearchParser, .textSearchTemplate, .foreignDataWrapper, .foreignServer,
            .userMapping, .publication, .subscription, .largeObject, .replicationSlot, .replicationOrigin,
            .preparedTransaction:
            return []
        }
    }

    private static func holding(_ identity: String?) -> [ObjectKey] {
        guard let identity else { return [] }
        return holders.map { ObjectKey(kind: $0, identity: identity) }
    }

    private static func named(
        _ kind: FactKind, by attribute: String, in facts: some Sequence<CatalogFact>
    ) -> [ObjectKey] {
        facts.filter { $0.attribute == attribute }.map { ObjectKey(kind: kind, identity: $0.value) }
    }

    private static func written(_ text: String?) -> [ObjectKey] {
        text.flatMap { ObjectKey(written: $0) }.map { [$0] } ?? []
    }

    /// The identity of what the object is a part of by its own identity: a column's table, a trigger's.
    var holder: String? {
        switch kind.naming {
        case .column: IdentityText(identity).beforeLastDot
        case .onHolder: IdentityText(identity).after(" ON ")
        case .plain, .qualified, .routine, .written, .grant, .defaultPrivilege: nil
        }
    }

    /// The object's own name, quotes kept: `a` of `public.t.a`, `tr` of `tr ON public.t`, `app.f` of `app.f(text)`.
    var ownName: String {
        switch kind.naming {
        case .column: IdentityText(identity).afterLast(".") ?? identity
        case .onHolder: IdentityText(identity).before(" ON ") ?? identity
        case .routine: IdentityText(identity).before("(") ?? identity
        case .plain, .qualified, .written, .grant, .defaultPrivilege: identity
        }
    }
}
