import RehearsalCore
import Staging

/// Asks a stretched database for the workload's plans until it is known at which growth each changes.
struct HorizonAsker {
    let stretched: StretchedDatabase
    let law: GrowthLaw
    let workload: [WorkloadQuery]
    let points: [Double]

    /// - Parameters:
    ///   - validated: growths at which all plans are wanted besides.
    ///   - findsRivals: true to look for the next plans at the given growths.
    func reading(
        of state: StateName, validated: [Int], findsRivals: Bool
    ) async throws -> (reading: HorizonReading, foretold: [Int: [CapturedQueryPlan]]) {
        var search = HorizonSearch(points: points)
        var remarks: Set<String> = []
        var rivals: [AskedQuery: [Double: Double]] = [:]
        while let question = search.next {
            try Task.checkCancellation()
            let queries = question.queries.map { workload.keeping($0) } ?? workload
            let answer = try await stretched.plans(of: queries, as: law, at: question.growth)
            search.take(answer.captured, of: question)
            remarks.formUnion(answer.remarks)
            guard findsRivals, question.queries == nil else { continue }
            for (asked, cost) in try await self.rivals(of: answer.captured) {
                rivals[asked, default: [:]][question.growth] = cost
            }
        }
        var foretold: [Int: [CapturedQueryPlan]] = [:]
        for growth in validated {
            foretold[growth] = try await stretched.plans(of: workload, as: law, at: Double(growth)).captured
        }
        return (
            HorizonReading(
                state: state, law: law, answers: search.found, rivals: rivals, remarks: remarks.sorted()), foretold
        )
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
