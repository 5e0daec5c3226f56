import ProjectFolder
import RehearsalCore
import Testing

@Suite("Sessions")
struct SessionsTests {
    private static let sessions = """
        sessions:
          small: { settings: { app.tenant: "7" } , values: { tenant: 7, list: "x,y" } }
          large: { settings: { app.tenant: c44w, app.user: u-1 }, values: { tenant: c44w, who: u-1 } }
          nobody: {}

        """

    private static func folder(_ query: String) throws -> FolderOnDisk {
        try FolderOnDisk(yaml(adding: sessions).merging(["workload/q.sql": query]) { $1 })
    }

    @Test("give each query its settings and values, for every role and session that it names")
    func variants() throws {
        let project = try Self.folder(
            """
            -- roles: owner, application
            -- sessions: small, large
            -- set: App.User = me
            -- parameters: ["{tenant}", "<{tenant}>", "{{tenant}}", "{a,b}", "{{1,2},{3,4}}", null]
            SELECT $1, $2, $3, $4, $5, $6
            """
        ).read()
        #expect(project.sessions.map(\.name) == ["large", "nobody", "small"])
        let variants = try #require(project.workload.first?.variants)
        #expect(
            variants.map { "\($0.role.rawValue) \($0.session ?? "")" } == [
                "application large", "application small", "owner large", "owner small",
            ])
        // The query's own setting wins over the session's, whatever its case.
        #expect(
            variants[0].settings == [
                SessionSetting(name: "App.User", value: "me"), SessionSetting(name: "app.tenant", value: "c44w"),
            ])
        #expect(variants[1].settings.last == SessionSetting(name: "app.tenant", value: "7"))
        let rest: [String?] = ["{tenant}", "{a,b}", "{{1,2},{3,4}}", nil]
        #expect(variants[2].parameters == (["c44w", "<c44w>"] + rest).map(QueryParameter.value))
        #expect(variants[3].parameters == (["7", "<7>"] + rest).map(QueryParameter.value))
    }

    @Test("are not entered by a query that names none")
    func none() throws {
        let project = try Self.folder("-- set: app.tenant = own\n-- parameters: [\"{{tenant}}\"]\nSELECT $1").read()
        let own = [SessionSetting(name: "app.tenant", value: "own")]
        #expect(
            project.workload.first?.variants == [
                QueryVariant(role: .application, session: nil, settings: own, parameters: [.value("{tenant}")])
            ])
    }

    @Test(
        "and their values are told where they are not there",
        arguments: [
            ("-- sessions: larg\nSELECT 1", "1:14 there is no session `larg`; did you mean `large`?"),
            ("-- sessions: large, zebra\nSELECT 1", "1:21 there is no session `zebra`; known are `large`"),
            ("-- sessions: large, small, large\nSELECT 1", "1:28 `sessions` names `large` more than once"),
            (
                "-- sessions: large\n-- parameters: [1, \"{tenent}\"]\nSELECT $1, $2",
                "2:20 no session has a value `tenent`; did you mean `tenant`?; the text in braces itself is written "
            ),
            (
                "-- sessions: large, small\n-- parameters: [\"{who}\"]\nSELECT $1",
                "2:17 the session `small` has no value `who`; add `who`"
            ),
            (
                "-- sessions: nobody, small\n-- parameters: [\"{who}\"]\nSELECT $1",
                "2:17 the sessions `nobody`, `small` have no value `who`; add `who`"
            ),
            (
                "-- parameters: [\"{tenant}\"]\nSELECT $1",
                "1:17 `{tenant}` stands for a session's value, and the query names no session; write `-- sessions:`"
            ),
        ])
    func missing(_ text: String, _ complaint: String) throws {
        let complaints = try Self.folder(text).complaints()
        #expect(complaints.count == 1, "\(complaints)")
        #expect(complaints.first?.hasPrefix("workload/q.sql:" + complaint) == true, "\(complaints)")
    }

    @Test(
        "have plain names, settings and values, and nothing else",
        arguments: [
            ("sessions: [large]\n", "6:11 `sessions` has to be a mapping"),
            ("sessions: { a b: {} }\n", "6:13 `sessions` has to be names of letters"),
            ("sessions: { a: { setting: {} } }\n", "6:18 the key `setting` is unknown in `sessions.a`; did you mean"),
            ("sessions: { a: { settings: { \"a b\": 1 } } }\n", "6:30 `sessions.a.settings` has to be names of"),
            ("sessions: { a: { values: { a-b: 1 } } }\n", "6:28 `sessions.a.values` has to be names of letters"),
            ("sessions: { a: { values: { b: [1] } } }\n", "6:31 `sessions.a.values.b` has to be a text"),
        ])
    func wrong(_ lines: String, _ complaint: String) throws {
        let complaints = try FolderOnDisk(yaml(adding: lines)).complaints()
        #expect(complaints.count == 1, "\(complaints)")
        #expect(complaints.first?.hasPrefix("rehearsal.yaml:" + complaint) == true, "\(complaints)")
    }
}
