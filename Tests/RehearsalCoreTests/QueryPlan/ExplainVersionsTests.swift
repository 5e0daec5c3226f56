import Foundation
import RehearsalCore
import TestGround
import Testing

@Suite("EXPLAIN's JSON of PostgreSQL 14 to 18")
struct ExplainVersionsTests {
    /// Partitions stand for their root, as the catalog would tell.
    private static let names: PlanNames = {
        var names = PlanNames()
        for month in 1...3 {
            let leaf = "reading_2024_0\(month)"
            names.relations[PlanNames.Name(schema: "public", name: leaf)] =
                PlanNames.Relation(identity: "public.\(leaf)", partitionRoot: "public.reading")
            for column in ["day", "kind"] {
                names.indexDefinitions[PlanNames.Name(schema: "public", name: "\(leaf)_\(column)_idx")] =
                    "btree (\(column))"
            }
        }
        return names
    }()

    private static func plan(_ sample: ExplainCase, _ major: Int) throws -> QueryPlan {
        try decodeQueryPlan(json: sample.json(major), names: names)
    }

    /// Versions before 18 print rows per loop without decimals.
    private static func whole(_ node: QueryPlanNode) -> QueryPlanNode {
        var node = node
        node.measured?.rows.round()
        node.children = node.children.map(whole)
        return node
    }

    private static func measures(_ plan: QueryPlan) -> [NodeMeasure?] { whole(plan.root).all.map(\.measured) }

    @Test("has no key that is not known", arguments: try ExplainCase.all())
    func knownKeys(_ sample: ExplainCase) throws {
        for major in ExplainCase.majors { #expect(try Self.plan(sample, major).unknownKeys == [], "\(major)") }
    }

    @Test("gives one plan, however it is told", arguments: try ExplainCase.all())
    func samePlan(_ sample: ExplainCase) throws {
        let recorded = try Self.plan(sample, ExplainCase.recordedMajor)
        for major in ExplainCase.majors {
            let plan = try Self.plan(sample, major)
            #expect(plan.fingerprints.access == recorded.fingerprints.access, "\(major)")
            #expect(plan.fingerprints.join == recorded.fingerprints.join, "\(major)")
            #expect(plan.fingerprints.shape == recorded.fingerprints.shape, "\(major)")
            // Since 17 the comparison that a SubPlan answers is told; nobody knows it before.
            let tellsMore = sample.name == "unseen" && major >= 17
            #expect((plan.fingerprints.conditions == recorded.fingerprints.conditions) != tellsMore, "\(major)")
            #expect(treeText(plan) == treeText(recorded), "\(major)")
        }
    }

    @Test("gives the same measures, and rows as exactly as the version tells them", arguments: try ExplainCase.all())
    func sameMeasures(_ sample: ExplainCase) throws {
        let recorded = try Self.plan(sample, ExplainCase.recordedMajor)
        for major in ExplainCase.majors {
            let plan = try Self.plan(sample, major)
            #expect(Self.measures(plan) == Self.measures(recorded), "\(major)")
            #expect(plan.execution == recorded.execution, "\(major)")
            #expect(plan.root.all.map(\.estimatedRows) == recorded.root.all.map(\.estimatedRows), "\(major)")
        }
    }

    @Test("tells of rows in fractions of a loop since 18")
    func fractions() throws {
        let remembered = try #require(try ExplainCase.all().first { $0.name == "remembered" })
        let found = try [17, 18].map { major in
            try #require(Self.plan(remembered, major).root.all.first { $0.type == "Memoize" }?.measured)
        }
        #expect(found.map(\.rows) == [0, 0.37])
        #expect(found.map { ($0.rows * $0.loops).rounded() } == [0, 46])
    }

    @Test("changes no verdict: no version's plan is worse than another's", arguments: try ExplainCase.all())
    func noVerdict(_ sample: ExplainCase) throws {
        let captures = try ExplainCase.majors.map { major in
            CapturedQueryPlan(query: sample.name, role: .owner, result: .plan(try Self.plan(sample, major)))
        }
        for old in captures {
            for new in captures {
                let comparison = try #require(
                    PlanComparison(from: old, to: new, PlanThresholds(), isSameData: true, lostIndexes: []))
                #expect(comparison.verdict == .equal, "\(comparison.changes)")
            }
        }
    }

    @Test("names the keys that a later version brings, in nodes, beside them and in planning")
    func newKeys() throws {
        let sample = try #require(try ExplainCase.all().first { $0.name == "pruned" })
        let json = try sample.json(18)
            .replacing(#""Node Type": "Hash","#, with: #""Node Type": "Hash", "New Of Node": [1],"#)
            .replacing(#""Execution Time""#, with: #""New Beside": {"a": 1}, "Execution Time""#)
            .replacing(#""Memory Used""#, with: #""New Of Planning": 3, "Memory Used""#)
        let plan = try decodeQueryPlan(json: json, names: Self.names)
        #expect(plan.unknownKeys == ["New Beside", "New Of Node", "New Of Planning"])
        #expect(plan.fingerprints == (try Self.plan(sample, 18).fingerprints))
    }
}
