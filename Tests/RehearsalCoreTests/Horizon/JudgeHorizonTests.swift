import RehearsalCore
import Testing

@Suite("What growth does to plans is judged")
struct JudgeHorizonTests {
    private static let whole = node("Seq Scan", conditions: ["Filter": "(o.status = 'rare'::text)"])
    private static let byIndex = node(
        "Index Scan", index: "ord_status_idx", conditions: ["Index Cond": "(o.status = 'rare'::text)"])

    private static func node(_ type: String, index: String? = nil, conditions: [String: String]) -> QueryPlanNode {
        QueryPlanNode(
            type: type, relation: "public.ord", indexName: index,
            shape: [ShapeAttribute(key: "Alias", value: "o")]
                + (index.map { [ShapeAttribute(key: "Index Identity", value: "sha256 \($0)")] } ?? []),
            expressions: conditions.map { ShapeAttribute(key: $0.key, value: $0.value) }, estimatedRows: 10,
            totalCost: 100, children: [])
    }

    private static func capture(_ root: QueryPlanNode, pages: Int64) -> CapturedQueryPlan {
        CapturedQueryPlan(
            query: "q", role: .owner, result: .plan(QueryPlan(root: root)),
            tables: [TableSize(table: "public.ord", pages: pages, rows: Double(pages) * 50)])
    }

    private static let law = GrowthLaw(
        nil, shape: ShapeGrowth(), facts: HorizonFacts(relations: [], extendedStatistics: [], statisticsTarget: 100))

    /// A state in which the plan changes at a growth; nil for one in which it stays.
    private static func reading(
        _ state: StateName, _ change: (above: Double, at: Double)?, from: QueryPlanNode, to: QueryPlanNode
    ) -> HorizonReading {
        let plan = change.map { GrownPlan(growth: $0.at, plan: capture(to, pages: 9000)) }
        return HorizonReading(
            state: state, law: law,
            answers: [
                HorizonAnswer(
                    start: capture(from, pages: 100),
                    plans: [GrownPlan(growth: 100, plan: capture(change == nil ? from : to, pages: 9000))],
                    change: change.flatMap { change in plan.map { (above: change.above, at: $0) } })
            ])
    }

    private static func judged(
        _ before: (above: Double, at: Double)?, _ after: (above: Double, at: Double)?, from: QueryPlanNode = byIndex,
        to: QueryPlanNode = whole
    ) -> (record: HorizonRecord, findings: [Finding]) {
        let states = [StateName.baseline, .after(step: "001_a")]
        return judgeHorizon(
            [reading(states[0], before, from: from, to: to), reading(states[1], after, from: from, to: to)],
            points: [100], project: Small.project([Small.step()]), folder: ".")
    }

    @Test("a change that is close at each growth that has it is told as such, and raises nothing")
    func close() {
        let asked = AskedQuery(query: "q", role: .owner, session: nil)
        func judged(_ rivals: [Double: Double]) -> (record: HorizonRecord, findings: [Finding]) {
            var reading = Self.reading(.baseline, (10, 12), from: Self.byIndex, to: Self.whole)
            reading.answers[0].plans.insert(
                GrownPlan(growth: 50, plan: Self.capture(Self.whole, pages: 4000)), at: 0)
            reading.rivals = [asked: rivals]
            return judgeHorizon([reading], points: [50, 100], project: Small.project([]), folder: ".")
        }
        let sureOnes: [[Double: Double]] = [[50: 101], [50: 101, 100: 101.1], [:]]
        for sure in sureOnes {
            let judged = judged(sure)
            #expect(judged.findings.map(\.code) == [.horizonRegressed])
            #expect(judged.record.queries[0].states[0].change?.isClose == false)
        }
        let close = judged([50: 101, 100: 100])
        #expect(close.findings.isEmpty)
        #expect(close.record.queries[0].states[0].change?.isClose == true)
    }

    @Test("a plan that gets worse with growth warns; it fails where the steps brought that nearer")
    func severity() {
        #expect(Self.judged((10, 12), (10, 12)).findings.map(\.code) == [.horizonRegressed])
        #expect(Self.judged((10, 12), (40, 42)).findings.map(\.code) == [.horizonRegressed])
        #expect(Self.judged((10, 12), (4, 5)).findings.map(\.code) == [.horizonNearer])
        #expect(Self.judged(nil, (40, 42)).findings.map(\.code) == [.horizonNearer])
        #expect(Self.judged((10, 12), nil).findings.isEmpty)
        #expect(Self.judged(nil, nil).findings.isEmpty)
    }

    @Test("a plan that gets better with growth is shown in the table and is no finding, whatever it costs")
    func better() {
        let (record, findings) = Self.judged(nil, (40, 42), from: Self.whole, to: Self.byIndex)
        #expect(findings.isEmpty)
        #expect(record.queries.first?.states.last?.change?.verdict == .changed)
        #expect(record.queries.first?.states.last?.change?.at == 42)
    }

    @Test("the sentence names the growth, the class, and how it was before the first step")
    func words() throws {
        let finding = try #require(Self.judged((10, 12), (4, 5)).findings.first)
        #expect(finding.message.what.hasPrefix("query q as owner, when the data is 5 times as large: scan_downgrade"))
        #expect(!finding.message.what.contains("cost_growth"))
        #expect(
            finding.message.stateNow == "the plan stays up to 4 times; before the first step it stays up to 10 times")
    }

    @Test("a query that cannot be explained and a name that is not there are told")
    func incomplete() {
        let complaint = ServerComplaint(severity: "ERROR", sqlState: "42P01", message: "relation is gone")
        let law = GrowthLaw(
            GrowthDeclaration(tables: ["public.nothing": .fixed]), shape: ShapeGrowth(),
            facts: HorizonFacts(relations: [], extendedStatistics: [], statisticsTarget: 100))
        let start = CapturedQueryPlan(query: "q", role: .owner, result: .refused(complaint))
        let reading = HorizonReading(
            state: .baseline, law: law, answers: [HorizonAnswer(start: start, plans: [], change: nil)])
        let findings = judgeHorizon([reading], points: [10], project: Small.project([]), folder: ".").findings
        #expect(findings.map(\.code) == [.horizonIncomplete, .horizonIncomplete])
        #expect(findings.map(\.object) == ["q/owner", "public.nothing"])
    }

    @Test("generic and parallel plans are named where production may have them, and not otherwise")
    func limits() {
        func remarks(_ parameters: [QueryParameter], _ settings: [String: String]) -> [String] {
            var project = Small.project([])
            let place = SourcePlace(file: "q.sql", line: 1, column: 1)
            project.workload = [
                WorkloadQuery(
                    name: "q",
                    variants: [QueryVariant(role: .owner, session: nil, settings: [], parameters: parameters)],
                    callsPerDay: nil, statement: Statement(text: "SELECT 1", place: place))
            ]
            project.server.parameters = settings.map { ServerParameter(name: $0.key, value: $0.value, place: place) }
            return judgeHorizon(
                [Self.reading(.baseline, nil, from: Self.whole, to: Self.whole)], points: [100], project: project,
                folder: "."
            ).record.remarks
        }
        let generic = "1 query has parameters: a prepared statement's generic plan is not asked for"
        let parallel = "max_parallel_workers_per_gather is 2: plans with parallel workers are not asked for"
        let none = ["max_parallel_workers_per_gather": "0"]
        #expect(remarks([.value("1")], [:]) == [generic, parallel])
        #expect(remarks([], [:]) == [parallel])
        #expect(remarks([.value("1")], none) == [generic])
        #expect(remarks([], none).isEmpty)
        #expect(remarks([], ["max_parallel_workers": "0"]).isEmpty)
        #expect(remarks([.value("1")], none.merging(["plan_cache_mode": "force_custom_plan"]) { $1 }).isEmpty)
    }

    @Test("acts look ahead where growth is given, before the first step and behind the last, and else nowhere")
    func acts() {
        var project = Small.project([Small.step(), Small.step("002_b")])
        #expect(!RehearsalCore.acts(for: project).contains { $0.act == .judgeHorizon })
        project.growth = GrowthDeclaration()
        let acts = RehearsalCore.acts(for: project).map(\.act)
        let places = [Act.askHorizon(.baseline), .runStep("001_a"), .askHorizon(.after(step: "002_b")), .judgeHorizon]
            .map { acts.firstIndex(of: $0) ?? -1 }
        #expect(places == places.sorted() && !places.contains(-1))
        #expect(
            horizonActs(for: project, validated: [4]).map(\.act).suffix(4) == [
                .runStep("002_b"), .askHorizon(.after(step: "002_b")), .judgeHorizon, .validateHorizon(growth: 4),
            ])
    }
}
