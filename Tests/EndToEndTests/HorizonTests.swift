import Foundation
import TestGround
import Testing

@Suite("The growth horizon of a project", .serialized)
struct HorizonTests {
    /// How one forecast came out.
    struct Validation: Decodable {
        struct Compared: Decodable {
            var identity: String
            var fate: String
            var isClose: Bool
        }
        var state: String
        var growth: Double
        var compared: [Compared]

        /// Of the queries whose names begin so.
        func part(_ prefix: String) -> Validation {
            var part = self
            part.compared = compared.filter { $0.identity.hasPrefix(prefix) }
            return part
        }

        func count(_ fates: String...) -> Int { compared.count { fates.contains($0.fate) } }

        /// Close choices among them.
        func closeCount(_ fates: String...) -> Int { compared.count { fates.contains($0.fate) && $0.isClose } }

        var stableCount: Int { compared.count - count("unstable", "refused") }
        var agreeingShare: Double { share(count("kept", "foretold")) }
        var smallAgreeingShare: Double { share(count("kept", "false_alarm")) }
        /// Of changes that were foretold and do not come; about close choices no alarm is raised.
        var falseAlarmShare: Double { share(count("false_alarm") - closeCount("false_alarm")) }

        private func share(_ count: Int) -> Double { Double(count) / Double(max(1, stableCount)) }

        var line: String {
            func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
            return "x\(Int(growth)) \(state): stable \(stableCount) of \(compared.count) "
                + "(\(count("refused")) not explained), foretold \(percent(agreeingShare)), "
                + "as they are \(percent(smallAgreeingShare)), changed \(count("foretold", "otherwise", "missed")), "
                + "flagged \(count("foretold", "otherwise")), rightly \(count("foretold")), "
                + "false alarms \(percent(falseAlarmShare)), "
                + "close without an alarm: \(closeCount("foretold", "otherwise")) that change, "
                + "\(closeCount("false_alarm")) that do not"
        }
    }

    private struct Document: Decodable {
        struct Horizon: Decodable {
            struct Query: Decodable {
                struct State: Decodable {
                    struct Change: Decodable {
                        var at: Double
                        var verdict: String
                    }
                    var state: String
                    var change: Change?
                }
                var query: String
                var states: [State]
            }
            var points: [Double]
            var queries: [Query]
            var validations: [Validation]
        }
        var horizon: Horizon
        var findings: [Report.Finding]
    }

    private static func horizon(_ tool: Tool, _ project: String, _ flags: [String]) throws -> Document {
        let answer = try tool.started(["horizon", project, "--format", "json", "-q"] + flags).finished()
        try #require(!answer.output.isEmpty, "status \(answer.status): \(answer.chatter)")
        return try JSONDecoder.forReports.decode(Document.self, from: Data(answer.output.utf8))
    }

    private static func market(_ scratch: ScratchFolder, scale: String) throws -> String {
        try FileManager.default.copyItem(
            atPath: Tool.repository + "/Tests/Cases/Horizon", toPath: scratch.path + "/market")
        try scratch.edit("market/rehearsal.yaml", replacing: "scale: 1.0", with: "scale: \(scale)")
        return "market"
    }

    /// The wrong law is tried in `make soak`: it loads everything once more.
    @Test("foretells plans of four times the data better than today's plans do, and a wrong law foretells nothing")
    func foretells() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try Self.market(scratch, scale: "0.4")
        let right = try Self.horizon(tool, project, ["--at", "4", "--validate", "4"]).horizon
        #expect(right.points == [4])
        #expect(right.validations.map(\.state) == ["baseline", "after 002_drop_review_index"])
        for validation in right.validations {
            #expect(validation.count("refused") == 0 && validation.stableCount >= 60, "\(validation.line)")
            #expect(validation.agreeingShare >= 0.9, "\(validation.line)")
            #expect(validation.agreeingShare > validation.smallAgreeingShare, "\(validation.line)")
            #expect(validation.falseAlarmShare <= 0.03, "\(validation.line)")
        }
        guard Tool.isSoak else { return }
        let tables = try scratch.text("market/baseline/010_tables.sql").matches(of: /CREATE TABLE (\w+) \(/)
        let fixed = tables.map { "\($0.output.1): fixed" }.joined(separator: ", ")
        try scratch.edit("market/rehearsal.yaml", replacing: "growth:\n", with: "growth:\n  tables: { \(fixed) }\n")
        let wrong = try Self.horizon(tool, project, ["--at", "4", "--validate", "4"]).horizon
        #expect(wrong.queries.allSatisfy { $0.states.allSatisfy { $0.change == nil } })
        for validation in wrong.validations {
            #expect(validation.agreeingShare == validation.smallAgreeingShare, "\(validation.line)")
            #expect(validation.count("foretold", "otherwise", "false_alarm") == 0, "\(validation.line)")
        }
    }

    @Test("is part of a run where growth is given, and tells a step that takes away what growth would need")
    func run() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject(
            settings: "growth: { at: [100], tables: { customers: proportional } }\n",
            step: "DROP INDEX orders_customer_id_idx;",
            wayBack: "CREATE INDEX orders_customer_id_idx ON orders (customer_id);")
        let report = try tool.run(project)
        #expect(report.acts.map(\.act).contains("plan the workload as if the data had grown: after 001_status"))
        #expect(report.acts.map(\.act).contains("compare the plans of grown data"))
        let without = try tool.run(try ScratchFolder.plainMini(scratch))
        #expect(!without.acts.map(\.act).contains { $0.contains("grown") })
    }

    @Test("leaves no server, no folder and no stretched file behind, however it ends", arguments: [false, true])
    func leavesNothing(_ isKilled: Bool) throws {
        let ground = try PrivateGround()
        let project = try ground.scratch.miniProject()
        let call = try ground.tool().started(["horizon", project, "--at", "10,1000,100000", "-v"])
        if isKilled {
            try looking("files are stretched") {
                try Self.hasLongFile(below: ground.temporary) || !call.process.isRunning
            }
            #expect(call.process.isRunning, "it was to be killed while files were stretched")
            kill(call.process.processIdentifier, SIGKILL)
        }
        #expect(try call.finished().status == (isKilled ? 137 : 0))
        try ground.expectNothingLeft()
    }

    /// True where a file seems to be longer than anything that the project has.
    private static func hasLongFile(below folder: String) throws -> Bool {
        guard let walk = FileManager.default.enumerator(atPath: folder) else { return false }
        for case let path as String in walk where path.contains("/data/base/") {
            var status = stat()
            if stat(folder + "/" + path, &status) == 0, status.st_size > 500_000_000 { return true }
        }
        return false
    }

    /// What docs/horizon.md promises of stable queries.
    private static let promised = (written: 0.95, random: 0.92, falseAlarms: 0.02)

    /// `PGREHEARSE_SOAK=1`, for an hour.
    @Test(
        "foretells as many written and random queries at four and ten times the data as docs/horizon.md says",
        .enabled(if: Tool.isSoak), arguments: ["market", "advisoros"])
    func soak(_ name: String) throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        if name == "market" { _ = try Self.market(scratch, scale: "1.0") } else { _ = try scratch.referenceProject() }
        var random = try RandomQueries(of: name, tool, seed: 8)
        for number in 1...320 { try scratch.write(random.next(number), to: "\(name)/workload/random_\(number).sql") }
        try scratch.askTwice(in: "\(name)/workload", costs: ["1.1", "4"])
        let flags = ["--at", "4,10", "--validate", "4", "--validate", "10"]
        for validation in try Self.horizon(tool, name, flags).horizon.validations {
            for (kind, least) in [("written", Self.promised.written), ("random", Self.promised.random)] {
                for cost in ["1.1", "4"] {
                    let part = validation.part("cost \(cost) \(kind)")
                    print("\(name), random_page_cost \(cost), \(kind): \(part.line)")
                    #expect(part.stableCount >= (kind == "written" ? 60 : 300), "\(kind): \(part.line)")
                    #expect(part.agreeingShare >= least, "\(kind): \(part.line)")
                    #expect(part.falseAlarmShare <= Self.promised.falseAlarms, "\(kind): \(part.line)")
                }
            }
        }
    }
}

extension ScratchFolder {
    /// The same mini project without `growth`.
    fileprivate static func plainMini(_ scratch: ScratchFolder) throws -> String {
        try scratch.write(MiniProject.rehearsal, to: "mini/rehearsal.yaml")
        return "mini"
    }

    /// Lets every query of a folder be asked under each random_page_cost, as `cost 1.1 written NAME`.
    fileprivate func askTwice(in folder: String, costs: [String]) throws {
        for file in try files(in: folder) {
            let text = try text("\(folder)/\(file)")
            let kind = file.hasPrefix("random_") ? "random" : "written"
            for cost in costs {
                let name = "-- name: cost \(cost) \(kind) \(file.dropLast(4))"
                let named = text.replacing(/-- name:.*/, with: name, maxReplacements: 1)
                try write("-- set: random_page_cost = \(cost)\n" + named, to: "\(folder)/cost_\(cost)_\(file)")
            }
            try remove("\(folder)/\(file)")
        }
    }
}
