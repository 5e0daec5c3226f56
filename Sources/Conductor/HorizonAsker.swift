import RehearsalCore
import Staging

/// What was foretold of one growth.
struct ForetoldPlans: Sendable {
    var plans: [CapturedQueryPlan]
    /// Queries that change by a close choice.
    var close: Set<AskedQuery>
}

/// Asks a stretched database for the workload's plans until it is known at which growth each changes.
struct HorizonAsker {
    let stretched: StretchedDatabase
    let law: GrowthLaw
    let workload: [WorkloadQuery]
    let points: [Double]

    /// - Parameters:
    ///   - validated: growths at which all plans are wanted besides.
    ///   - findsRivals: true to look for the next plans of all queries at the given growths, and not only of those
    ///     whose plan is another one there.
    func reading(
        of state: StateName, validated: [Int], findsRivals: Bool
    ) async throws -> (reading: HorizonReading, foretold: [Int: ForetoldPlans]) {
        var search = HorizonSearch(points: points)
        var remarks: Set<String> = []
        var rivals: [AskedQuery: [Double: Double]] = [:]
        var small: [CapturedQueryPlan] = []
        while let question = search.next {
            try Task.checkCancellation()
            let queries = question.queries.map { workload.keeping($0) } ?? workload
            let answer = try await stretched.plans(of: queries, as: law, at: question.growth)
            search.take(answer.captured, of: question)
            remarks.formUnion(answer.remarks)
            guard question.queries == nil else { continue }
            if question.growth == 1 { small = answer.captured }
            let concerned = findsRivals ? answer.captured : Self.changed(answer.captured, from: small)
            for (asked, cost) in try await self.rivals(of: concerned) {
                rivals[asked, default: [:]][question.growth] = cost
            }
        }
        var foretold: [Int: ForetoldPlans] = [:]
        for growth in validated {
            let plans = try await stretched.plans(of: workload, as: law, at: Double(growth)).captured
            let changed = Self.changed(plans, from: small)
            let close = CloseChoices.close(among: changed, rivals: try await self.rivals(of: changed))
            foretold[growth] = ForetoldPlans(plans: plans, close: close)
        }
        return (
            HorizonReading(
                state: state, law: law, answers: search.found, rivals: rivals, remarks: remarks.sorted()), foretold
        )
    }

    private static func changed(
        _ plans: [CapturedQueryPlan], from small: [CapturedQueryPlan]
    ) -> [CapturedQueryPlan] {
        let changed = CloseChoices.changed(from: small, to: plans)
        return plans.filter { changed.contains($0.asked) }
    }

    private func rivals(of captured: [CapturedQueryPlan]) async throws -> [AskedQuery: Double] {
        let best = captured.byAsked
        var costs: [AskedQuery: Double] = [:]
        for (setting, nodes) in PlanRivals.switches {
            let concerned = captured.filter { $0.plan.map { PlanRivals.concerns(nodes, $0) } ?? false }.map(\.asked)
            if concerned.isEmpty { continue }
            let rivals = try await stretched.plans(
                of: workload.keeping(Set(concerned)), under: [SessionSetting(name: setting, value: "off")])
            for rival in rivals {
                guard let own = best[rival.asked], let cost = PlanRivals.cost(of: rival, besides: own) else {
                    continue
                }
                costs[rival.asked] = min(costs[rival.asked] ?? .infinity, cost)
            }
        }
        return costs
    }
}
