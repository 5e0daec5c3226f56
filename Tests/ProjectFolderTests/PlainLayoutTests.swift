import ProjectFolder
import RehearsalCore
import Testing

@Suite("The plain layout")
struct PlainLayoutTests {
    @Test(
        "refuses files that cannot be put in order",
        arguments: [
            (["migrations/3.sql"], "migrations/3.sql:1:1 `3.sql` is no name of a migration"),
            (["migrations/first.sql"], "migrations/first.sql:1:1 `first.sql` is no name"),
            (["migrations/003_a b.sql"], "migrations/003_a b.sql:1:1 `003_a b.sql` is no name"),
            (["migrations/003_a.up.sql"], "migrations/003_a.up.sql:1:1 `003_a.up.sql` is no name"),
            (["migrations/003_a.SQL"], "migrations/003_a.SQL:1:1 `003_a.SQL` is no name"),
            (
                ["migrations/1_again.sql"],
                "migrations/1_again.sql:1:1 the number 1 belongs to `migrations/001_first.sql`"
            ),
            (["rollbacks/003_third.sql"], "rollbacks/003_third.sql:1:1 this way back has no migration"),
            (["baseline/Schema.sql"], "baseline/schema.sql:1:1 this name and `baseline/Schema.sql` differ only"),
        ])
    func refused(_ files: [String], _ complaint: String) throws {
        let added = Dictionary(uniqueKeysWithValues: files.map { ($0, String?.some("SELECT 1;")) })
        let complaints = try FolderOnDisk(added).complaints()
        #expect(complaints.contains { $0.hasPrefix(complaint) }, "\(complaints)")
    }

    @Test("suspects a renamed migration where a way back has none")
    func renamed() throws {
        let folder = try FolderOnDisk(["rollbacks/001_first.sql": nil, "rollbacks/001_frist.sql": "DROP INDEX i;"])
        #expect(folder.complaints().first?.contains("rename this file to `rollbacks/001_first.sql`") == true)
        let other = try FolderOnDisk([
            "rollbacks/001_first.sql": nil, "rollbacks/1_something_else.sql": "DROP INDEX i;",
        ])
        #expect(other.complaints().first?.contains("rename this file to `rollbacks/001_first.sql`") == true)
    }

    @Test("leaves an empty way back and a missing one for the drill to judge")
    func emptyAndMissing() throws {
        let project = try FolderOnDisk(["rollbacks/001_first.sql": "-- todo later\n", "rollbacks/002_second.sql": nil])
            .read()
        let runner = Runner.psql(onErrorStop: true)
        #expect(
            project.steps.map(\.wayBack) == [
                .script(Script(file: "rollbacks/001_first.sql", statements: [], runner: runner)),
                .missing(expectedFile: "rollbacks/002_second.sql"),
            ])
    }

    @Test("needs no folder of ways back unless it is named")
    func noRollbacks() throws {
        let without: [String: String?] = ["rollbacks/001_first.sql": nil, "rollbacks/002_second.sql": nil]
        #expect(
            try FolderOnDisk(without).read().steps.map(\.wayBack) == [
                .missing(expectedFile: "rollbacks/001_first.sql"), .missing(expectedFile: "rollbacks/002_second.sql"),
            ])
        let named = without.merging(yaml(adding: "migrations: { rollbacks: rollbacks }\n")) { $1 }
        #expect(
            try FolderOnDisk(named).complaints().first?.hasPrefix("rehearsal.yaml:6:26 there is no `rollbacks`") == true
        )
    }

    @Test("needs at least one migration and a baseline")
    func nothing() throws {
        let folder = try FolderOnDisk([
            "migrations/001_first.sql": nil, "migrations/002_second.sql": nil, "rollbacks/001_first.sql": nil,
            "rollbacks/002_second.sql": nil, "migrations/README.md": "x", "baseline/schema.sql": nil,
        ])
        #expect(
            folder.complaints().map { String($0.prefix(50)) } == [
                String("rehearsal.yaml:1:1 there is no `baseline`; create it,".prefix(50)),
                String("rehearsal.yaml:1:1 `migrations` holds no migration; put".prefix(50)),
            ])
    }
}
