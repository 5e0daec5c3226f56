import RehearsalCore
import Testing

@Suite("Sessions for canaries")
struct CanaryContextTests {
    private static func setting(_ value: String) -> [SessionSetting] { [SessionSetting(name: "app.t", value: value)] }

    @Test("are those of the project and of its application's checks and queries, each once")
    func contexts() {
        var project = Small.project([])
        #expect(project.canaryContexts == [CanaryContext()])
        project.sessions = [SessionContext(name: "large", settings: Self.setting("1"), values: [:])]
        project.checks = [
            Check(
                name: "c", file: "c.sql",
                variants: [
                    CheckVariant(role: .application, session: "large", settings: Self.setting("1")),
                    CheckVariant(role: .application, session: nil, settings: Self.setting("2")),
                    CheckVariant(role: .owner, session: nil, settings: Self.setting("3")),
                ], moments: [], expectation: .noRows, writes: false, statements: [])
        ]
        #expect(
            project.canaryContexts == [
                CanaryContext(), CanaryContext(name: "large", settings: Self.setting("1")),
                CanaryContext(name: "check c", settings: Self.setting("2")),
            ])
        project.sessions = (0..<40).map {
            SessionContext(name: "s\($0)", settings: Self.setting("\($0)"), values: [:])
        }
        #expect(project.canaryContexts.count == 16)
    }
}
