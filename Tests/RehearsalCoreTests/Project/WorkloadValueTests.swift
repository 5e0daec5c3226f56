import RehearsalCore
import Testing

@Suite("Values that a workload asks for")
struct WorkloadValueTests {
    private static let reference = QueryParameter.reference(
        StatisticsReference(.rare, schema: "public", table: "t", column: "c"))

    private static func workload(_ parameters: [QueryParameter], setting: String) -> [WorkloadQuery] {
        let settings = [SessionSetting(name: "app.user", value: setting)]
        return [
            WorkloadQuery(
                name: "q",
                variants: [QueryVariant(role: .owner, session: nil, settings: settings, parameters: parameters)],
                callsPerDay: nil, statement: Statement(text: "SELECT 'cab1'", place: Small.place("q", 1)))
        ]
    }

    @Test("are words, single ones and members of arrays, in parameters and in settings")
    func words() {
        let workload = Self.workload(
            [.value("{cab1, cab2}"), .value(nil), Self.reference, .value("2025-02-13T09:00:00")], setting: "cab3")
        #expect(workload.valueWords.isSuperset(of: ["cab1", "cab2", "cab3"]))
    }

    @Test("give way to others word by word, and to nothing within a word")
    func others() {
        let workload = Self.workload(
            [.value("{cab1,cab12}"), .value(nil), Self.reference, .value("cab1 of x")], setting: "cab1")
        let other = workload.asking(for: ["cab1": "new"])
        #expect(
            other
                == Self.workload(
                    [.value("{new,cab12}"), .value(nil), Self.reference, .value("new of x")], setting: "new"))
        #expect(workload.asking(for: [:]) == workload)
    }
}
