import RehearsalCore
import Testing

@Suite("The cause of a residue")
struct ResidueCauseTests {
    private static func changed(
        _ kind: FactKind, _ attribute: String, old: String? = "a", new: String? = "b",
        hints: [CatalogDifference.Hint] = []
    ) -> CatalogDifference {
        CatalogDifference(
            change: .changed, kind: kind, identity: "public.x", attribute: attribute, factClass: .semantic,
            oldValue: old, newValue: new, hints: hints)
    }

    private static func came(_ kind: FactKind, _ change: CatalogDifference.Change, _ facts: [(String, String)] = [])
        -> CatalogDifference
    {
        CatalogDifference(
            change: change, kind: kind, identity: "public.x", factClass: .semantic,
            facts: facts.map {
                CatalogFact(kind: kind, identity: "public.x", attribute: $0.0, value: $0.1, factClass: .semantic)
            })
    }

    @Test(
        "is told by what came, went or changed",
        arguments: [
            (came(.index, .added), ResidueCause.indexLeft), (came(.index, .removed), .indexMissing),
            (came(.index, .added, [("valid", "false")]), .indexInvalid), (changed(.index, "valid"), .indexInvalid),
            (changed(.index, "definition"), .indexOtherwise),
            (changed(.index, "constraint", hints: [.constraintBecameIndex]), .constraintBecameIndex),
            (changed(.index, "constraint", hints: [.indexBecameConstraint]), .indexBecameConstraint),
            (came(.column, .added), .columnLeft), (came(.column, .removed), .columnMissing),
            (changed(.column, "type"), .columnType), (changed(.column, "collation"), .columnType),
            (changed(.column, "default"), .columnDefault), (changed(.column, "not_null"), .columnNullability),
            (changed(.column, "identity"), .columnGeneration), (changed(.column, "generated"), .columnGeneration),
            (changed(.column, "storage"), .storageOptions), (changed(.table, "options"), .storageOptions),
            (changed(.table, CatalogDifference.columnOrder), .columnOrder),
            (came(.constraint, .removed), .constraintMissing), (came(.constraint, .added), .constraintLeft),
            (changed(.constraint, "definition"), .constraintOtherwise),
            (changed(.constraint, "validated"), .constraintNotValidated),
            (changed(.function, "body"), .functionBody), (changed(.function, "volatility"), .functionOtherwise),
            (changed(.trigger, "enabled"), .triggerDisabled), (came(.trigger, .removed), .triggerMissing),
            (came(.policy, .added), .policyLeft), (changed(.policy, "using"), .policyOtherwise),
            (changed(.table, "row_security"), .rowSecurity), (changed(.view, "definition"), .viewOtherwise),
            (came(.materializedView, .removed), .viewMissing), (changed(.view, "owner"), .ownership),
            (changed(.comment, "text"), .comment), (came(.comment, .removed), .comment),
            (came(.extension, .added), .extensionLeft), (changed(.sequence, "increment"), .sequence),
            (came(.type, .added, [("kind", "domain")]), .domain), (came(.type, .added, [("kind", "enum")]), .type),
            (changed(.type, "labels", old: "'a'", new: "'a', 'b'"), .enumValueLeft),
            (changed(.type, "labels", old: "'a', 'b'", new: "'a'"), .enumValueMissing),
            (changed(.table, "partition_of"), .partition), (changed(.table, "replica_identity"), .replicaIdentity),
            (changed(.role, "createdb"), .role), (changed(.setting, "work_mem"), .setting),
            (came(.schema, .added), .schema), (changed(.publication, "publish"), .publication),
            (came(.statistics, .removed), .statisticsObject), (changed(.rule, "definition"), .rule),
            (changed(.defaultPrivilege, "SELECT TO app"), .defaultPrivileges), (came(.cast, .added), .other),
        ])
    func causes(_ difference: CatalogDifference, _ cause: ResidueCause) {
        #expect(ResidueCause(of: difference) == cause)
    }

    @Test("tells privileges on columns from others")
    func grants() {
        func grant(_ identity: String) -> ResidueCause {
            ResidueCause(
                of: CatalogDifference(change: .added, kind: .grant, identity: identity, factClass: .security))
        }
        #expect(grant("SELECT ON table public.t TO app") == .grants)
        #expect(grant("SELECT ON column public.t.a TO app") == .columnGrants)
    }

    @Test("of a new name is the name")
    func name() {
        let renamed = CatalogDifference(
            change: .renamed, kind: .table, identity: "public.b", oldIdentity: "public.a", factClass: .semantic)
        #expect(ResidueCause(of: renamed) == .name)
    }

    @Test("has words, no two causes the same", arguments: ResidueCause.allCases)
    func words(_ cause: ResidueCause) {
        #expect(ResidueCause.allCases.filter { $0.words == cause.words } == [cause])
        #expect(!cause.words.hasSuffix("."))
    }
}
