import Foundation
import ProjectFolder
import RehearsalCore
import Testing

/// One wrong rehearsal.yaml: what is changed, where the complaint points, and words that it holds.
struct WrongYAML: CustomTestStringConvertible {
    var testDescription: String
    var line = ""
    var replacement = ""
    var added = ""
    var place: String
    var words: [String]

    init(
        _ description: String, _ line: String = "", _ replacement: String = "", add added: String = "",
        at place: String, says words: String...
    ) {
        testDescription = description
        self.line = line
        self.replacement = replacement
        self.added = added
        self.place = "rehearsal.yaml:" + place
        self.words = words
    }
}

@Suite("rehearsal.yaml")
struct RehearsalYAMLTests {
    static let wrong: [WrongYAML] = [
        WrongYAML("an unknown key at the top", add: "phase: []\n", at: "6:1", says: "`phase` is unknown", "`phases`?"),
        WrongYAML("an unknown key with no near one", add: "budgets: {}\n", at: "6:1", says: "`budgets`", "known keys"),
        WrongYAML(
            "an unknown key below", "{ version: 15 }", "{ version: 15, extentions: [] }", at: "2:24",
            says: "in `server`", "`extensions`?"),
        WrongYAML(
            "an unknown key in a phase", add: "phases:\n  - { name: a, risk: low, step: [001_first] }\n", at: "7:27",
            says: "`step`", "`steps`?"),
        WrongYAML(
            "an unknown key three levels deep", add: "migrations:\n  runner:\n    kind: psql\n    onerror: true\n",
            at: "9:5", says: "in `migrations.runner`"),
        WrongYAML("a key that stands twice", add: "clock: 2025-03-15T09:00:00Z\n", at: "4:1", says: "more than once"),
        WrongYAML("a missing key", "project: shop\n", "", at: "1:1", says: "`project` is missing"),
        WrongYAML("a missing key below", "{ version: 15 }", "{ extensions: [] }", at: "2:9", says: "`server.version`"),
        WrongYAML("a list where a text belongs", "project: shop", "project: [shop]", at: "1:10", says: "a list"),
        WrongYAML("a text where a mapping belongs", "{ version: 15 }", "15", at: "2:9", says: "a mapping", "`15`"),
        WrongYAML("nothing where a mapping belongs", "{ version: 15 }", "", at: "2:8", says: "a mapping", "nothing"),
        WrongYAML("a mapping where a list belongs", add: "phases: { name: a }\n", at: "6:9", says: "a list of"),
        WrongYAML("a minor version", "15 }", "15.4 }", at: "2:20", says: "major version", "`15.4`"),
        WrongYAML(
            "a duration without a unit", add: "limits: { statement: 30 }\n", at: "6:22", says: "no unit", "30min"),
        WrongYAML(
            "a duration with a wrong unit", add: "limits: { statement: 30m }\n", at: "6:22", says: "ms, s, min or h"),
        WrongYAML("a duration of nothing", add: "limits: { statement: 0s }\n", at: "6:22", says: "more than nothing"),
        WrongYAML(
            "a duration beyond all numbers", add: "limits: { statement: 99999999999999999h }\n", at: "6:22",
            says: "7 days"),
        WrongYAML(
            "a clock with a zone of its own", "09:00:00Z", "09:00:00+02:00", at: "4:8", says: "2025-03-15T09:00:00Z"),
        WrongYAML("a day that there is not", "2025-03-15", "2025-02-29", at: "4:8", says: "a time such as"),
        WrongYAML("a seed below zero", "seed: 42", "seed: -1", at: "5:37", says: "a whole number"),
        WrongYAML("a scale of nothing", "seed: 42", "seed: 42, scale: 0", at: "5:48", says: "a number such as 1.0"),
        WrongYAML(
            "a scale with too many decimals", "seed: 42", "seed: 42, scale: 0.0001", at: "5:48", says: "3 decimals"),
        WrongYAML(
            "an unknown choice", add: "migrations: { runner: { kind: sql } }\n", at: "6:31", says: "`sql`",
            "`psql`?"),
        WrongYAML(
            "an unknown layout", add: "migrations: { format: flyway }\n", at: "6:23", says: "`flyway`", "`plain`"),
        WrongYAML(
            "a YAML 1.1 truth", add: "migrations: { runner: { kind: psql, on_error_stop: yes } }\n", at: "6:52",
            says: "true or false"),
        WrongYAML(
            "on_error_stop without psql",
            add: "migrations: { runner: { kind: single_transaction, on_error_stop: true } }\n", at: "6:51",
            says: "belongs to the runner `psql`"),
        WrongYAML(
            "an attribute of a role that there is not", "owner: shop_owner",
            "owner: { name: shop_owner, attributes: [superuser] }", at: "3:50", says: "`superuser`"),
        WrongYAML(
            "one role for all", "application: shop_app", "application: shop_owner", at: "3:29",
            says: "both `shop_owner`"),
        WrongYAML(
            "an extension named twice", "{ version: 15 }", "{ version: 15, extensions: [a, b, a] }", at: "2:43",
            says: "more than once"),
        WrongYAML(
            "libc without a name", "15 }", "15, locale: { provider: libc } }", at: "2:32",
            says: "`server.locale.name`"),
        WrongYAML("a bracket that stays open", "seed: 42 }", "seed: 42", at: "6:1", says: "not YAML"),
        WrongYAML(
            "a size without a unit", add: "plans: { large_table: 8 }\n", at: "6:23", says: "kB, MB or GB"),
        WrongYAML("a share without a unit", add: "plans: { growth_warns: 10 }\n", at: "6:24", says: "10%"),
        WrongYAML("no target", add: "plans: { statistics_target: 0 }\n", at: "6:29", says: "from 1 to 10000"),
        WrongYAML("a tab", add: "limits:\n\tstatement: 1s\n", at: "7:1", says: "not YAML"),
        WrongYAML("a second document", add: "---\nproject: b\n", at: "6:1", says: "not YAML"),
        WrongYAML("an alias", add: "limits: &a { statement: 1s }\n", at: "6:9", says: "`&`"),
        WrongYAML("a tag", "project: shop", "project: !!str shop", at: "1:10", says: "`!`"),
        WrongYAML(
            "a shape that is not there", "shape.yaml", "shapes.yaml", at: "5:19", says: "no `shapes.yaml`",
            "`shape.yaml`?"),
        WrongYAML(
            "server.conf that is not there", "15 }", "15, parameters: server.conf }", at: "2:36",
            says: "`server.conf`"),
        WrongYAML(
            "a folder that is not there", add: "baseline: basline\n", at: "6:11", says: "`basline`", "`baseline`?"),
        WrongYAML("a file where a folder belongs", add: "workload: shape.yaml\n", at: "6:11", says: "no folder"),
        WrongYAML("a folder where a file belongs", "shape.yaml", "/etc", at: "5:19", says: "out of the project folder"),
        WrongYAML("a folder outside", add: "baseline: ../\n", at: "6:11", says: "out of the project folder"),
        WrongYAML(
            "a project with a path for a name", "project: shop", "project: ../shop", at: "1:10", says: "letters, digits"
        ),
        WrongYAML(
            "a step that there is not", add: "phases: [{ name: a, risk: low, steps: [001_first, 002_secnd] }]\n",
            at: "6:51", says: "no step `002_secnd`", "`002_second`?"),
        WrongYAML(
            "a step in no phase", add: "phases: [{ name: a, risk: low, steps: [001_first] }]\n", at: "6:1",
            says: "`002_second` is in no phase"),
        WrongYAML(
            "a step in two phases",
            add: "phases:\n- { name: a, risk: low, steps: [001_first, 002_second] }\n"
                + "- { name: b, risk: high, steps: [002_second] }\n", at: "8:34", says: "is named before"),
        WrongYAML(
            "steps in another order than their numbers",
            add: "phases: [{ name: a, risk: low, steps: [002_second, 001_first] }]\n", at: "6:52",
            says: "stands after"),
        WrongYAML(
            "an irreversible step that there is not", add: "migrations:\n  irreversible: { 003_third: gone }\n",
            at: "7:19", says: "no step `003_third`"),
        WrongYAML(
            "an irreversible step with a way back", add: "migrations:\n  irreversible: { 001_first: gone }\n",
            at: "7:19", says: "rollbacks/001_first.sql"),
        WrongYAML(
            "an irreversible step without a reason", add: "migrations:\n  irreversible: { 001_first: }\n", at: "7:30",
            says: "the reason"),
    ]

    @Test("that is wrong is refused at the place of the mistake", arguments: wrong)
    func refused(_ wrong: WrongYAML) throws {
        let folder = try FolderOnDisk(yaml(wrong.line, as: wrong.replacement, adding: wrong.added))
        let complaints = folder.complaints()
        let first = try #require(complaints.first)
        #expect(first.hasPrefix(wrong.place + " "), "\(complaints)")
        for words in wrong.words { #expect(first.contains(words), "\(complaints)") }
        #expect(complaints.count == 1, "\(complaints)")
    }

    @Test("that is short means what it says, and the rest by default")
    func defaults() throws {
        let folder = try FolderOnDisk()
        let project = try folder.read()
        #expect(project.name == "shop")
        #expect(
            project.server == ServerRequest(majorVersion: 15, parameters: [], extensions: [], locale: ServerLocale()))
        #expect(
            project.roles == Roles(owner: RoleRequest(name: "shop_owner"), application: RoleRequest(name: "shop_app")))
        #expect(project.clock == RehearsalClock(epochSeconds: 1_742_029_200))
        #expect(project.dataset == DatasetRequest(shapeFile: "shape.yaml", seed: 42, scaleThousandths: 1000))
        #expect(project.baseline.map(\.file) == ["baseline/schema.sql"])
        #expect(project.baseline.first?.runner == .psql(onErrorStop: true))
        #expect(project.phases == [Phase(name: "migrations", risk: .medium, steps: ["001_first", "002_second"])])
        #expect(project.steps.map(\.name) == ["001_first", "002_second"])
        #expect(project.steps.map(\.phase) == ["migrations", "migrations"])
        #expect(project.workload.isEmpty)
        #expect(project.limits == Limits(statementMilliseconds: 1_800_000))
        #expect(project.store == "snapshots/shop.sqlite")
        guard case .script(let wayBack) = project.steps[0].wayBack else { throw Missing() }
        #expect(wayBack.statements.map(\.text) == ["DROP INDEX i"])
    }

    private struct Missing: Error {}

    @Test("that says everything is taken by its word")
    func everything() throws {
        let folder = try FolderOnDisk([
            "rehearsal.yaml": """
            # a comment with a colon: and an apostrophe's
            project: "shop-2"
            server:
              version: 16
              parameters: conf/server.conf
              extensions: [pgcrypto, pg_stat_statements]
              locale: { provider: libc, name: C }
            roles:
              owner: { name: o, attributes: [replication, createrole] }
            clock: "2024-02-29T23:59:59Z"
            dataset: { shape: ./shape.yaml, seed: 18446744073709551615, scale: 0.25 }
            baseline: ./base/
            migrations:
              format: plain
              directory: db/up
              rollbacks: db/down
              runner: { kind: psql, on_error_stop: false }
              irreversible: { 2_b: "drops *all* data" }
            phases:
              - { name: one, risk: medium-high, steps: [0001_a] }
              - { name: two, risk: low, steps: [2_b, 10_c] }
            workload: queries
            limits: { statement: 90s }
            plans: { large_table: 16MB, growth_fails: 300%, samples: 0, statistics_target: 100, estimate_error: 50x,
              query_limit: 5min }
            store: /var/lib/shop.sqlite
            """,
            "conf/server.conf": "work_mem = 4MB\n", "base/b.sql": "SELECT 2;", "base/a.sql": "SELECT 1;",
            "base/README.md": "x", "db/up/10_c.sql": "", "db/up/2_b.sql": "SELECT 1", "db/up/0001_a.sql": "SELECT 1;",
            "db/up/parts/x.sql": "", "db/down/0001_a.sql": "-- nothing\n", "queries/q.sql": "SELECT 1",
        ])
        let project = try folder.read()
        #expect(project.name == "shop-2")
        #expect(project.server.parameters.map(\.value) == ["4MB"])
        #expect(project.server.parameters.map(\.place.description) == ["conf/server.conf:1:1"])
        #expect(project.server.extensions == ["pgcrypto", "pg_stat_statements"])
        #expect(project.server.locale == ServerLocale(provider: .libc, name: "C"))
        #expect(
            project.roles
                == Roles(owner: RoleRequest(name: "o", attributes: [.createrole, .replication]), application: nil))
        #expect(project.clock.epochSeconds == 1_709_251_199)
        #expect(project.dataset.seed == UInt64.max)
        #expect(project.dataset.scaleThousandths == 250)
        #expect(project.baseline.map(\.file) == ["base/a.sql", "base/b.sql"])
        #expect(project.steps.map(\.name) == ["0001_a", "2_b", "10_c"])
        #expect(project.steps.map(\.phase) == ["one", "two", "two"])
        #expect(project.phases.map(\.risk) == [.mediumHigh, .low])
        #expect(project.steps.map(\.upward.runner) == Array(repeating: .psql(onErrorStop: false), count: 3))
        #expect(project.steps.map(\.upward.statements.count) == [1, 1, 0])
        #expect(
            project.steps.map(\.wayBack) == [
                .script(Script(file: "db/down/0001_a.sql", statements: [], runner: .psql(onErrorStop: false))),
                .irreversible(reason: "drops *all* data"), .missing(expectedFile: "db/down/10_c.sql"),
            ])
        #expect(project.workload.map(\.name) == ["q"])
        #expect(project.workload.flatMap(\.variants).map(\.role) == [.owner])
        #expect(project.limits.statementMilliseconds == 90_000)
        var thresholds = PlanThresholds()
        (thresholds.largePages, thresholds.bufferFailure, thresholds.samples) = (2048, 4, 0)
        (thresholds.statisticsTarget, thresholds.estimateError) = (100, 50)
        thresholds.queryLimitMilliseconds = 300_000
        #expect(project.planThresholds == thresholds)
        #expect(project.store == "/var/lib/shop.sqlite")
    }

    @Test("that is wrong in many places is told all of them at once, up to a limit")
    func many() throws {
        let three = try FolderOnDisk(yaml("seed: 42", as: "sead: 42", adding: "colck: x\nlimits: { statement: 3 }\n"))
        #expect(
            three.complaints().map { String($0.prefix { $0 != " " }) } == [
                "rehearsal.yaml:5:31", "rehearsal.yaml:6:1", "rehearsal.yaml:7:22",
            ])
        let folder = try FolderOnDisk(yaml(adding: (1...30).map { "zzz\($0): 1\n" }.joined()))
        let error = try #require(throws: ProjectFolderError.self) { _ = try folder.read() }
        #expect(error.problems.count == 20)
        #expect(error.leftOutCount == 10)
        #expect(error.ending == .usage)
        #expect(error.message.what.hasPrefix("30 things are wrong"))
        #expect(error.message.what.hasSuffix("and 10 more"))
        #expect(error.message.place == "rehearsal.yaml:6:1")
    }

    @Test(
        "cannot be made to take for ever",
        arguments: [
            String(repeating: "[", count: 500_000), String(repeating: "{a: ", count: 100_000),
            String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
            "a: &a [x]\n" + (1...40).map { "b\($0): &b\($0) [*a, *a, *a]\n" }.joined(),
            "a: b\n  'c\nd: &e [1, 2]\n? [*e, *e]\n: 'f\n",
            String(repeating: "x", count: YAMLLimit.bytes + 1),
        ])
    func bounded(_ text: String) throws {
        #expect(try FolderOnDisk(["rehearsal.yaml": text]).complaints().count == 1)
    }

    @Test("that is missing, empty or no text is told apart")
    func unreadable() throws {
        #expect(
            try FolderOnDisk(["rehearsal.yaml": String?.none]).complaints().first?.hasPrefix(
                "- there is no `rehearsal.yaml`") == true)
        #expect(
            try FolderOnDisk(["rehearsal.yaml": "# nothing\n"]).complaints().first?.hasPrefix(
                "rehearsal.yaml:1:1 the file says nothing") == true)
        let folder = try FolderOnDisk()
        try folder.write(Data("project: \u{FEFF}\n".utf8) + Data([0xFF]), to: "rehearsal.yaml")
        #expect(
            folder.complaints().first?.hasPrefix("rehearsal.yaml:2:1 the file is not UTF-8: see its byte 13") == true)
        #expect(throws: ProjectFolderError.self) { _ = try readProject(at: "/nowhere/at/all") }
    }

    @Test("may begin with a byte order mark and end its lines as Windows does")
    func windows() throws {
        let text = try #require(FolderOnDisk.good["rehearsal.yaml"])
        let folder = try FolderOnDisk(["rehearsal.yaml": "\u{FEFF}" + text.replacingOccurrences(of: "\n", with: "\r\n")]
        )
        #expect(folder.complaints() == [])
    }
}

enum YAMLLimit { static let bytes = 1 << 20 }
