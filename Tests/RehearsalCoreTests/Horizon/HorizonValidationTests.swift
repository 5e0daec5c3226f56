import RehearsalCore
import Testing

@Suite("How well a horizon was foretold")
struct HorizonValidationTests {
    private func capture(_ name: String, _ type: String?, flips: Bool = false) -> CapturedQueryPlan {
        guard let type else {
            return CapturedQueryPlan(
                query: name, role: .owner,
                result: .refused(ServerComplaint(severity: "ERROR", sqlState: "42501", message: "no")))
        }
        func plan(_ type: String) -> QueryPlan {
            QueryPlan(
                root: QueryPlanNode(
                    type: type, relation: "public.t", indexName: nil, shape: [], expressions: [], estimatedRows: 1,
                    totalCost: 1, children: []))
        }
        var capture = CapturedQueryPlan(query: name, role: .owner, result: .plan(plan(type)))
        if flips {
            capture.views.samples = PlanSamples(of: plan(type))
            capture.views.samples?.note(plan("Other"))
        }
        return capture
    }

    @Test("counts agreement, changes that were foretold, false alarms, and leaves out what flips or is refused")
    func counts() {
        let small = ["kept", "seen", "otherwise", "missed", "alarm", "flips", "refused"].map { capture($0, "A") }
        let foreseen = [
            capture("kept", "A"), capture("seen", "B"), capture("otherwise", "C"), capture("missed", "A"),
            capture("alarm", "B"), capture("flips", "B"), capture("refused", "A"),
        ]
        let truly = [
            capture("kept", "A"), capture("seen", "B"), capture("otherwise", "B"), capture("missed", "B"),
            capture("alarm", "A"), capture("flips", "A", flips: true), capture("refused", nil),
        ]
        let found = HorizonValidation(
            state: .baseline, growth: 4, small: small, foreseen: foreseen, truly: truly)
        #expect(found.compared.count == 7 && found.count(.unstable) == 1 && found.count(.refused) == 1)
        #expect(found.stableCount == 5)
        #expect(found.agreeing == 2 && found.smallAgreeing == 2)
        #expect(found.changed == 3 && found.flagged == 2 && found.count(.foretold) == 1)
        #expect(found.falseAlarms.map(\.asked.query) == ["alarm"])
        #expect(found.wrong.map(\.asked.query) == ["alarm", "missed", "otherwise"])
        #expect(found.wrong.allSatisfy { $0.trees != nil } && found.compared.count { $0.trees != nil } == 3)
        #expect(found.closelyFlagged == 0 && found.closelyKept == 0)
    }

    @Test("close choices raise no alarm, and are counted by themselves, those that come true and those that do not")
    func close() {
        let names = ["alarm", "close_alarm", "close_seen", "seen"]
        let found = HorizonValidation(
            state: .baseline, growth: 4, small: names.map { capture($0, "A") },
            foreseen: names.map { capture($0, "B") },
            close: Set(["close_alarm", "close_seen"].map { AskedQuery(query: $0, role: .owner, session: nil) }),
            truly: names.map { capture($0, $0.hasSuffix("seen") ? "B" : "A") })
        #expect(found.falseAlarms.map(\.asked.query) == ["alarm"] && found.closelyKept == 1)
        #expect(found.flagged == 2 && found.closelyFlagged == 1)
        #expect(found.agreeing == 2 && found.count(.falseAlarm) == 2, "what is foretold is counted as before")
    }
}
