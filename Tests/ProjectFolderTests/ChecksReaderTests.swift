import ProjectFolder
import RehearsalCore
import Testing

@Suite("Checks")
struct ChecksReaderTests {
    private static func folder(_ check: String, more: [String: String?] = [:]) throws -> FolderOnDisk {
        let sessions = "sessions: { large: { settings: { app.tenant: c4 } }, small: {} }\n"
        return try FolderOnDisk(yaml(adding: sessions).merging(more) { $1 }.merging(["checks/c.sql": check]) { $1 })
    }

    @Test("are read file by file, sorted by name, for every role and session")
    func read() throws {
        let other = "-- after: 001_first\n-- expect: refused 42501\nSAVEPOINT a; SELECT 1; INSERT INTO a VALUES (1);"
        let project = try Self.folder(
            """
            -- name: zebras
            -- Every tenant sees its own.
            -- roles: owner, application
            -- sessions: large, small
            -- set: app.user = me
            -- from: 002_second
            -- before: 001_first, 002_second
            -- writes: yes
            -- expect: rows
            SELECT 1;
            """, more: ["checks/a.sql": other]
        ).read()
        #expect(project.checks.map(\.name) == ["a", "zebras"])
        let check = project.checks[1]
        #expect(
            check.variants.map { "\($0.role.rawValue)/\($0.session ?? "-")/\($0.settings.count)" } == [
                "application/large/2", "application/small/1", "owner/large/2", "owner/small/1",
            ])
        #expect(
            check.moments == [.before(step: "001_first"), .before(step: "002_second"), .after(step: "002_second")])
        #expect(check.expectation == .rows && check.writes)
        #expect(project.checks[0].expectation == .refused(sqlState: "42501"))
        #expect(project.checks[0].statements.count == 3 && !project.checks[0].writes)
        #expect(project.checks[0].variants == [CheckVariant(role: .application, session: nil, settings: [])])
    }

    @Test(
        "run before, after, and from a step on",
        arguments: [
            ("before: every step", ["before 001_first", "before 002_second"]),
            ("after: every step", ["after 001_first", "after 002_second"]),
            ("from: 001_first", ["after 001_first", "after 002_second"]),
            ("from: 002_second", ["after 002_second"]),
            ("after: 002_second\n-- after: 001_first", ["after 001_first", "after 002_second"]),
        ])
    func moments(_ header: String, _ moments: [String]) throws {
        let project = try Self.folder("-- \(header)\nSELECT 1").read()
        #expect(project.checks.first?.moments.map(\.description) == moments)
    }

    @Test("may lie in another folder")
    func otherFolder() throws {
        let files = yaml(adding: "checks: proofs\n").merging(["proofs/c.sql": "-- after: 001_first\nSELECT 1"]) { $1 }
        #expect(try FolderOnDisk(files).read().checks.map(\.file) == ["proofs/c.sql"])
        #expect(
            try FolderOnDisk(yaml(adding: "checks: proofs\n")).complaints().first?.contains("there is no `proofs`")
                == true)
    }

    @Test(
        "are refused where they do not say what they have to",
        arguments: [
            ("SELECT 1", "1:1 the check does not say when it runs"),
            ("-- after: 001_frist\nSELECT 1", "1:11 there is no step `001_frist`; did you mean `001_first`?"),
            ("-- from: every step\nSELECT 1", "1:10 there is no step `every step`"),
            ("-- after: 001_first\n-- expect: nothing\nSELECT 1", "2:12 `expect` has to be `no rows`, `rows`"),
            ("-- after: 001_first\n-- expect: refused 4250\nSELECT 1", "2:12 `expect` has to be"),
            ("-- after: 001_first\n-- writes: true\nSELECT 1", "2:12 `writes` has to be `yes` or `no`"),
            ("-- after: 001_first\n-- session: large\nSELECT 1", "2:4 the header `session` is unknown; did you mean"),
            ("-- after: 001_first\n-- sessions: huge\nSELECT 1", "2:14 there is no session `huge`"),
            ("-- after: 001_first\n-- parameters: [1]\nSELECT $1", "2:4 the header `parameters` is unknown"),
            ("-- after: 001_first\n", "1:1 the check holds no statement"),
            ("-- after: 001_first\nSELECT 1; COMMIT; SELECT 2", "2:11 a check runs in one transaction"),
            ("-- after: 001_first\n\\i a.sql\n", "2:1 the meta-command \\i is refused"),
        ])
    func refused(_ text: String, _ complaint: String) throws {
        let complaints = try Self.folder(text).complaints()
        #expect(complaints.count == 1, "\(complaints)")
        #expect(complaints.first?.hasPrefix("checks/c.sql:" + complaint) == true, "\(complaints)")
    }

    @Test("have no two of one name")
    func names() throws {
        let check = "-- name: b\n-- after: 001_first\nSELECT 1"
        let twins = try Self.folder(check, more: ["checks/b.sql": "-- after: 001_first\nSELECT 1"])
        #expect(twins.complaints().first?.hasPrefix("checks/c.sql:1:1 the check `b` of `checks/b.sql`") == true)
    }
}
