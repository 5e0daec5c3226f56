import RehearsalCore
import Testing

@Suite("Every finding code has a rule")
struct FindingRuleTests {
    @Test("whose words are complete sentences", arguments: FindingCode.allCases)
    func words(_ code: FindingCode) {
        let rule = code.rule
        #expect(rule.code == code)
        #expect(!rule.headline.isEmpty && !rule.headline.hasSuffix("."))
        for text in [rule.condition, rule.effect, rule.wayOut] {
            #expect(text.hasSuffix("."))
            #expect(!text.contains("\n"), "layout is the reports' business")
        }
        #expect(rule.badExample != rule.goodExample)
    }

    @Test("whose ending goes with its severity", arguments: FindingCode.allCases)
    func weight(_ code: FindingCode) {
        #expect((code.rule.severity == .fail) == (code.rule.ending != .passed))
    }

    @Test("whose SQL examples can be split into statements", arguments: FindingCode.allCases)
    func examples(_ code: FindingCode) throws {
        for example in [code.rule.badExample, code.rule.goodExample] where example.language == .sql {
            _ = try scriptItems(of: example.text, file: "example.sql")
        }
    }

    @Test("and an empty way back's examples are judged as they say")
    func emptyWayBack() throws {
        func findings(_ example: RuleExample) throws -> [Finding] {
            let statements = try scriptItems(of: example.text, file: "down.sql").compactMap { item in
                if case .statement(let statement) = item { statement } else { nil }
            }
            let down = Script(file: "down.sql", statements: statements, runner: .psql(onErrorStop: true))
            let up = Script(file: "up.sql", statements: [], runner: .psql(onErrorStop: true))
            return judgeWayBackFile(of: Step(name: "s", phase: "p", upward: up, wayBack: .script(down)))
        }
        #expect(try findings(RollbackEmpty.badExample).map(\.code) == [.rollbackEmpty])
        #expect(try findings(RollbackEmpty.goodExample) == [])
    }
}
