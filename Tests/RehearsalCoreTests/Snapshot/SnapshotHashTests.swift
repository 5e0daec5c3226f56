import RehearsalCore
import Testing

@Suite("A snapshot's hash")
struct SnapshotHashTests {
    private static let complaint = ServerComplaint(
        severity: "ERROR", sqlState: "42P01", message: "relation \"x\" does not exist")

    private static func plan(
        type: String = "Index Scan", cost: Double = 8.3, rows: Double = 1, filter: String = "(a = 1)"
    ) -> QueryPlan {
        QueryPlan(
            root: QueryPlanNode(
                type: type, relation: "public.firms", indexName: "public.firms_pkey", shape: [],
                expressions: [ShapeAttribute(key: "Filter", value: filter)], estimatedRows: rows, totalCost: cost,
                children: []))
    }

    private static func fact(_ factClass: FactClass, kind: FactKind = .table) -> CatalogFact {
        CatalogFact(kind: kind, identity: "public.firms", attribute: "a", value: "1", factClass: factClass)
    }

    private static func catalog(of kinds: [FactKind]) -> Catalog {
        Catalog(
            facts: kinds.flatMap { kind in
                FactClass.allCases.map { factClass in
                    CatalogFact(
                        kind: kind, identity: "public.firms", attribute: "of \(factClass.rawValue)", value: "1",
                        factClass: factClass)
                }
            })
    }

    private static let snapshot = Snapshot(
        state: .baseline,
        catalog: catalog(of: FactKind.allCases),
        queryPlans: [
            CapturedQueryPlan(query: "a", role: .application, result: .plan(plan())),
            CapturedQueryPlan(query: "b", role: .owner, result: .refused(complaint)),
        ],
        digests: [
            TableDigest(
                table: "public.firms", rowCount: 12, rowSum: "123",
                columns: [
                    ColumnDigest(name: "id", nonNullCount: 12, sum: "77"),
                    ColumnDigest(name: "made_at", nonNullCount: 11, sum: "-9"),
                ]),
            TableDigest(table: "public.users", rowCount: 1, rowSum: "5", columns: []),
        ])

    private static func changed(_ change: (inout Snapshot) -> Void) -> String {
        var snapshot = snapshot
        change(&snapshot)
        return snapshot.hash
    }

    @Test("is 64 lower-case hexadecimal digits, and the same each time")
    func isStable() {
        let hash = Self.snapshot.hash
        #expect(hash.count == 64 && hash.allSatisfy { "0123456789abcdef".contains($0) })
        #expect(Self.snapshot.hash == hash)
    }

    @Test("of a known snapshot is a known one: other rules need another version number")
    func isPinned() {
        var snapshot = Self.snapshot
        snapshot.queryPlans.removeFirst()
        // Named one by one: a kind that is new to the tool changes no snapshot that has nothing of it.
        snapshot.catalog = Self.catalog(of: [
            .database, .setting, .role, .schema, .extension, .type, .sequence, .table, .column, .constraint, .index,
            .view, .materializedView, .function, .trigger, .policy, .rule, .defaultPrivilege, .statistics, .comment,
            .eventTrigger, .grant,
        ])
        #expect(snapshot.hash == "70a2fa28423ca9fd23ac9ee20eef764251b964aa4c9a0121af4112b9f35c31b0")
    }

    @Test("changes with any part of any fact that gates compare", arguments: FactKind.allCases)
    func coversGatedFacts(kind: FactKind) {
        let hash = Self.hash(of: kind)
        for factClass in [FactClass.semantic, .security, .performance, .data] {
            for (index, fact) in Self.catalog(of: [kind]).facts.enumerated() where fact.factClass == factClass {
                var changes = [CatalogFact](repeating: fact, count: 4)
                changes[0].identity += "x"
                changes[1].attribute += "x"
                changes[2].value += "x"
                changes[3].kind = FactKind.allCases.first { $0 != kind }!
                for change in changes { #expect(Self.hash(of: kind, replacing: index, with: change) != hash) }
                #expect(Self.hash(of: kind, replacing: index, with: nil) != hash)
            }
        }
    }

    @Test("does not change with facts of the disk or the machine", arguments: FactKind.allCases)
    func leavesOutTheMachine(kind: FactKind) {
        let hash = Self.hash(of: kind)
        for (index, fact) in Self.catalog(of: [kind]).facts.enumerated() {
            guard [.physical, .environment].contains(fact.factClass) else { continue }
            #expect(Self.hash(of: kind, replacing: index, with: nil) == hash)
            var fact = fact
            fact.value = "another"
            #expect(Self.hash(of: kind, replacing: index, with: fact) == hash)
        }
    }

    private static func hash(of kind: FactKind) -> String { changed { $0.catalog = catalog(of: [kind]) } }

    private static func hash(of kind: FactKind, replacing index: Int, with fact: CatalogFact?) -> String {
        var facts = catalog(of: [kind]).facts
        if let fact { facts[index] = fact } else { facts.remove(at: index) }
        return changed { $0.catalog = Catalog(facts: facts) }
    }

    @Test("does not change with the state's name, nor with the order of anything")
    func ignoresStateAndOrder() {
        #expect(Self.changed { $0.state = .after(step: "001") } == Self.snapshot.hash)
        #expect(Self.changed { $0.queryPlans.reverse() } == Self.snapshot.hash)
        #expect(Self.changed { $0.digests.reverse() } == Self.snapshot.hash)
        #expect(Self.changed { $0.digests[0].columns.reverse() } == Self.snapshot.hash)
    }

    @Test("changes with a query plan's shape, and not with its costs, estimates and conditions")
    func coversPlanShapes() {
        func hash(_ plan: QueryPlan) -> String { Self.changed { $0.queryPlans[0].result = .plan(plan) } }
        #expect(hash(Self.plan(type: "Seq Scan")) != Self.snapshot.hash)
        #expect(hash(Self.plan(cost: 1e6)) == Self.snapshot.hash)
        #expect(hash(Self.plan(rows: 1e6)) == Self.snapshot.hash)
        #expect(hash(Self.plan(filter: "(a = 2)")) == Self.snapshot.hash)
        #expect(Self.changed { $0.queryPlans[0].query = "c" } != Self.snapshot.hash)
        #expect(Self.changed { $0.queryPlans[0].role = .owner } != Self.snapshot.hash)
        #expect(Self.changed { $0.queryPlans[0].session = "large" } != Self.snapshot.hash)
        #expect(Self.changed { $0.queryPlans.removeLast() } != Self.snapshot.hash)
    }

    @Test("takes the SQLSTATE of a refused query, and not the server's words")
    func coversRefusals() {
        var complaint = Self.complaint
        complaint.message = "la relation « x » n'existe pas"
        #expect(Self.changed { $0.queryPlans[1].result = .refused(complaint) } == Self.snapshot.hash)
        complaint.sqlState = "42501"
        #expect(Self.changed { $0.queryPlans[1].result = .refused(complaint) } != Self.snapshot.hash)
        #expect(Self.changed { $0.queryPlans[1].result = .plan(Self.plan()) } != Self.snapshot.hash)
    }

    @Test("changes with every number of a digest")
    func coversDigests() {
        let hash = Self.snapshot.hash
        #expect(Self.changed { $0.digests[0].table = "public.firm" } != hash)
        #expect(Self.changed { $0.digests[0].rowCount += 1 } != hash)
        #expect(Self.changed { $0.digests[0].rowSum = "124" } != hash)
        #expect(Self.changed { $0.digests[0].columns[1].name = "made" } != hash)
        #expect(Self.changed { $0.digests[0].columns[1].nonNullCount -= 1 } != hash)
        #expect(Self.changed { $0.digests[0].columns[1].sum = "-8" } != hash)
        #expect(Self.changed { $0.digests[0].columns.removeLast() } != hash)
        #expect(Self.changed { $0.digests.removeLast() } != hash)
    }

    @Test("leaves out a volatile column's sum and its table's row sum, and nothing else")
    func leavesOutVolatileSums() {
        let volatile = [VolatileColumn(table: "public.firms", column: "made_at")]
        func changed(_ change: (inout Snapshot) -> Void) -> String {
            Self.changed {
                $0.volatileColumns = volatile
                change(&$0)
            }
        }
        let hash = changed { _ in }
        #expect(hash != Self.snapshot.hash)
        #expect(changed { $0.digests[0].columns[1].sum = "0" } == hash)
        #expect(changed { $0.digests[0].rowSum = "0" } == hash)
        #expect(changed { $0.digests[0].columns[0].sum = "0" } != hash)
        #expect(changed { $0.digests[0].columns[1].nonNullCount = 12 } != hash)
        #expect(changed { $0.digests[0].rowCount = 13 } != hash)
        #expect(changed { $0.digests[1].rowSum = "0" } != hash)
        #expect(changed { $0.volatileColumns.append(VolatileColumn(table: "gone", column: "gone")) } == hash)
    }

    @Test("tells apart what Swift calls equal and PostgreSQL does not")
    func comparesBytes() {
        func hash(_ name: String) -> String { Self.changed { $0.digests[1].table = name } }
        #expect("public.\u{E9}" == "public.e\u{301}")
        #expect(hash("public.\u{E9}") != hash("public.e\u{301}"))
    }

    @Test("cannot be fooled by moving characters from one part to the next")
    func isPrefixFree() {
        func hash(_ identity: String, _ attribute: String) -> String {
            let fact = CatalogFact(
                kind: .table, identity: identity, attribute: attribute, value: "", factClass: .semantic)
            return Snapshot(state: .baseline, catalog: Catalog(facts: [fact]), queryPlans: [], digests: []).hash
        }
        #expect(hash("ab", "c") != hash("a", "bc"))
        #expect(hash("", "abc") != hash("abc", ""))
    }
}
