import Foundation
import TestGround
import Testing

@Suite("A stranger's small project")
struct MiniProjectTests {
    @Test("is not comparable, is accepted with a reason, and then passes")
    func acceptAndPass() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject()

        #expect(try tool.call("accept", project, "--reason", "early").status == 6)
        let first = try tool.run(project)
        #expect(first.status == 6)
        #expect(first.failures.map(\.code) == ["expectation-missing"])

        #expect(try tool.call("accept", project, "--reason", "").status == 64)
        #expect(try tool.call("accept", project, "--reason", "reviewed").status == 0)
        let store = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/snapshots/mini.sqlite"))

        let second = try tool.run(project)
        #expect(second.status == 0, "\(second.failures)")
        #expect(second.hashes == first.hashes)

        let nothingNew = try tool.call("accept", project, "--reason", "again")
        #expect(nothingNew.output.contains("nothing new"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/snapshots/mini.sqlite")) == store)
        #expect(try tool.call("history", project).output.split(separator: "\n").count >= 2)
    }

    @Test("makes one state anew for steps in a row that have no way back: nothing begins in the states between them")
    func stepsWithoutWayBack() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject()
        for name in ["002_a", "003_b", "004_c"] { try scratch.write("SELECT 1;\n", to: "mini/migrations/\(name).sql") }
        try scratch.edit(
            "mini/rehearsal.yaml", replacing: "  rollbacks: rollbacks\n",
            with: "  rollbacks: rollbacks\n  irreversible: { 002_a: one, 003_b: two, 004_c: three }\n")
        let report = try Tool(folder: scratch.path).run(project, "--ci")
        let inChain = report.acts.map(\.act).filter { $0.hasSuffix("in the chain") || $0.hasSuffix("for the chain") }
        #expect(
            inChain == [
                "make the state before 002_a anew for the chain", "walk back 001_status in the chain",
                "run 001_status again in the chain", "run 002_a again in the chain", "run 003_b again in the chain",
                "run 004_c again in the chain",
            ])
        #expect(report.failures.map(\.code) == ["expectation-missing"])
    }

    @Test("--ci records neither history nor expectations, and a missing expectation ends 6")
    func ciRecordsNothing() throws {
        let scratch = try ScratchFolder()
        let report = try Tool(folder: scratch.path).run(try scratch.miniProject(), "--ci")
        #expect(report.status == 6)
        let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        #expect(left == ["mini"])
    }

    @Test("a partitioned table with keys and indexes is loaded, and the schema stays as the baseline made it")
    func partitionedTable() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject()
        try scratch.append(
            """

            CREATE TABLE visits (id integer, customer_id integer NOT NULL REFERENCES customers, PRIMARY KEY (id))
                PARTITION BY RANGE (id);
            CREATE INDEX visits_customer_id_idx ON visits (customer_id);
            CREATE TABLE visits_low PARTITION OF visits FOR VALUES FROM (MINVALUE) TO (500);
            CREATE TABLE visits_high PARTITION OF visits FOR VALUES FROM (500) TO (MAXVALUE);
            """, to: "mini/baseline/010_tables.sql")
        try scratch.append(
            """

              visits:
                rows: { per: customers, mean: 2, spread: even }
                columns:
                  id: serial
                  customer_id: { parent: customers }
            """, to: "mini/shape.yaml")
        let report = try Tool(folder: scratch.path).run(project, "--ci")
        #expect(report.failures.map(\.code) == ["expectation-missing"], "\(report.failures)")
    }

    @Test("rows that a constraint refuses end 64 and name their table")
    func refusedRows() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject()
        try scratch.edit(
            "mini/baseline/010_tables.sql", replacing: "status text NOT NULL", with: "status text CHECK (status = 'x')")
        let answer = try Tool(folder: scratch.path).call("load", project)
        #expect(answer.status == 64)
        #expect(answer.output.contains("table public.customers"), "\(answer.output)")
        #expect(answer.output.contains("23514"))
    }

    @Test("a damaged store ends 5 with the report printed, and is left as it was")
    func damagedStore() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject()
        try scratch.write("this is no SQLite file", to: "snapshots/mini.sqlite")
        let report = try Tool(folder: scratch.path).run(project, "--ci")
        #expect(report.status == 5)
        #expect(report.snapshots.count == 4)
        #expect(try scratch.lines(of: "snapshots/mini.sqlite") == ["this is no SQLite file"])
    }

    @Test("a run history that cannot be written ends 5 with the report printed")
    func unwritableHistory() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject()
        try scratch.write("a file where a folder should be", to: ".pgrehearse")
        let report = try Tool(folder: scratch.path).run(project)
        #expect(report.status == 5)
        #expect(report.snapshots.count == 4)
    }

    @Test("another seed is another key: not comparable, and said so")
    func anotherKey() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject()
        #expect(try tool.run(project).status == 6)
        #expect(try tool.call("accept", project, "--reason", "reviewed").status == 0)
        try scratch.edit("mini/rehearsal.yaml", replacing: "seed: 7", with: "seed: 8")
        let report = try tool.run(project)
        #expect(report.status == 6)
        #expect(report.failures.map(\.code) == ["expectation-not-comparable"])
    }

    @Test("another scale is another dataset: run, drill and horizon load it, and what is accepted is of one scale")
    func anotherScale() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject()
        #expect(try tool.run(project).status == 6)
        #expect(try tool.call("accept", project, "--reason", "reviewed").status == 0)

        let large = try tool.call("run", project, "--scale", "4", "--format", "json")
        #expect(large.status == 6, "\(large.output)")
        #expect(large.output.contains("expectation-not-comparable"))
        #expect(large.output.contains("\"scale_thousandths\": 4000"))
        #expect(large.output.contains("\"row_count\": 20500,"), "500 customers are fixed, 5000 orders grow")
        #expect(try tool.run(project).status == 0, "what was accepted at scale 1 is still compared")
        for verb in ["drill", "horizon"] {
            let small = try tool.call(verb, project, "--scale", "0.5", "--format", "json")
            #expect(small.status == 0, "\(verb): \(small.output)")
            #expect(small.output.contains("\"scale_thousandths\": 500"), "\(verb)")
            #expect(try tool.call(verb, project, "--scale", "0").status == 64)
        }

        #expect(try tool.run(project, "--scale", "4").status == 6)
        #expect(try tool.call("accept", project, "--reason", "reviewed at four times the size").status == 0)
        #expect(try tool.run(project, "--scale", "4").status == 0)
        #expect(try tool.run(project).status == 0, "both scales stand in the store")
    }

    @Test("a run performs the acts of its dry run, in their order, and nothing else")
    func dryRunTellsTheActs() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject()
        let told = try tool.call("run", project, "--dry-run").output
        var rest = told[...]
        for act in try tool.run(project).acts {
            let place = try #require(rest.range(of: act.act), "\(act.act) is not told, or not in this place")
            rest = rest[place.upperBound...]
        }
    }

    @Test("a step that makes a role is drilled in a copy of the cluster")
    func sharedCatalogs() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject(
            step: "CREATE ROLE reporting; GRANT SELECT ON orders TO reporting;",
            wayBack: "REVOKE SELECT ON orders FROM reporting; DROP ROLE reporting;")
        #expect(try tool.run(project).failures.map(\.code) == ["expectation-missing"])

        try scratch.write("REVOKE SELECT ON orders FROM reporting;", to: "mini/rollbacks/001_status.sql")
        let forgotten = try tool.run(project).failures
        #expect(forgotten.contains { $0.code == "rollback-schema-differs" && $0.object == "reporting" }, "\(forgotten)")
        #expect(forgotten.contains { $0.code == "migration-refused" }, "the second run meets the role that is left")
    }

    @Test("however many drills go on beside the steps, a run tells the same in the same order")
    func sideBySide() throws {
        let scratch = try ScratchFolder()
        // Each drill has something to tell: an index that stays, a role that stays, rows that are lost.
        let project = try scratch.miniProject(step: "CREATE INDEX stays ON customers (status);", wayBack: "SELECT 1;")
        try scratch.write("CREATE ROLE reporting;", to: "mini/migrations/002_role.sql")
        try scratch.write("SELECT 1;", to: "mini/rollbacks/002_role.sql")
        try scratch.write("ALTER TABLE orders ADD note text;", to: "mini/migrations/003_note.sql")
        try scratch.write(
            "ALTER TABLE orders DROP note; DELETE FROM orders WHERE id < 3;", to: "mini/rollbacks/003_note.sql")
        // So many that some of the last are drilled in a cluster which is made when the chain has come to its end.
        for number in 104...135 {
            try scratch.write("CREATE TABLE t\(number) (id integer);", to: "mini/migrations/\(number)_table.sql")
            let left = number == 133 ? "SELECT 1;" : "DROP TABLE t\(number);"
            try scratch.write(left, to: "mini/rollbacks/\(number)_table.sql")
        }
        let tool = Tool(folder: scratch.path)
        let reports = try ["0", "1", "4"].map { try tool.run(project, "--ci", "--jobs", $0) }
        func told(_ report: Report) -> [String] {
            report.findings.map { "\($0.severity) \($0.code) \($0.step ?? ""): \($0.message?.what ?? "")" }
        }
        for step in ["001_status", "002_role", "003_note", "133_table"] {
            #expect(told(reports[0]).contains { $0.contains(step) && $0.contains("differs") }, "\(step)")
        }
        for report in reports.dropFirst() {
            #expect(told(report) == told(reports[0]))
            #expect(report.acts.map(\.act) == reports[0].acts.map(\.act))
            #expect(report.snapshots.map(\.state) == reports[0].snapshots.map(\.state))
            #expect(report.hashes == reports[0].hashes)
        }
        #expect(try tool.call("run", project, "--jobs", "-1").status == 64)
    }

    @Test("--keep leaves a server up that its own commands reach and stop")
    func keep() throws {
        let scratch = try ScratchFolder()
        let answer = try Tool(folder: scratch.path).call("load", try scratch.miniProject(), "--keep")
        #expect(answer.status == 0, "\(answer.chatter)")
        let server = try KeptServer(toldIn: answer.chatter)
        #expect(try shell(server.connect + " -Atc 'SELECT count(*) FROM customers'") == "500\n")
        let folder = String(try #require(server.stop.split(separator: "'").first { $0.hasPrefix("/") }))
        #expect(FileManager.default.fileExists(atPath: folder))
        _ = try shell(server.stop)
        #expect(!FileManager.default.fileExists(atPath: folder))
    }
}
