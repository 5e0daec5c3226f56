import RehearsalCore
import Testing

@Suite("What no reader told of is a finding")
struct CatalogIncompleteTests {
    private static let future = UnreadObjects(
        catalog: "pg_future", reason: .notModelled, count: 7, names: ["oid 1", "oid 2", "oid 3", "oid 4", "oid 5"])

    private static func snapshot(_ unread: [UnreadObjects]) -> Snapshot {
        Snapshot(state: .baseline, catalog: Catalog(facts: [], unread: unread), queryPlans: [], digests: [])
    }

    private static let project = Small.project([Small.step()])

    @Test("that fails, names the catalog and how many rows it is about, and is told once")
    func told() {
        let findings = judgeSnapshot(
            Self.snapshot([Self.future]), earlier: [], upward: nil, project: Self.project)
        #expect(findings.map(\.code) == [.catalogIncomplete])
        #expect(findings.first?.severity == .fail && findings.first?.object == "pg_future")
        #expect(
            findings.first?.message.what.hasPrefix(
                "7 rows of pg_future: oid 1, oid 2, oid 3, oid 4, oid 5 and 2 more") == true)
        let again = judgeSnapshot(
            Self.snapshot([Self.future]), earlier: [Self.snapshot([Self.future])], upward: nil, project: Self.project)
        #expect(again == [])
        #expect(judgeSnapshot(Self.snapshot([]), earlier: [], upward: nil, project: Self.project) == [])
    }

    @Test("and what may not be seen is told without a number")
    func hidden() {
        let unread = UnreadObjects(
            catalog: "pg_authid", reason: .notPermitted, count: nil, names: ["which roles have a password"])
        #expect(unread.summary == "rows of pg_authid: which roles have a password")
        #expect(UnreadObjects(catalog: "pg_am", reason: .notModelled, count: 1, names: []).summary == "1 row of pg_am")
    }
}
