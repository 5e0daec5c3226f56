import Foundation
import TestGround
import Testing

/// One mistake in rehearsal.yaml: what is written, where the complaint points, and words that it holds.
struct WrongProject: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var place: String
    var words: [String]
    /// Gives the file's bytes.
    var bytes: @Sendable () -> Data

    /// A text in another one's place, or added behind the last line.
    init(
        _ description: String, _ old: String = "", _ new: String = "", adding added: String = "", at place: String,
        says words: String...
    ) {
        testDescription = description
        self.place = "rehearsal.yaml" + place
        self.words = words
        bytes = {
            let text = MiniProject.rehearsal + added
            return Data((old.isEmpty ? text : text.replacing(old, with: new)).utf8)
        }
    }

    init(_ description: String, bytes: Data, at place: String, says words: String...) {
        testDescription = description
        self.place = "rehearsal.yaml" + place
        self.words = words
        self.bytes = { bytes }
    }
}

@Suite("A project that is wrong is refused before anything is started")
struct WrongProjectTests {
    static let mistakes: [WrongProject] = [
        WrongProject("a tab for indentation", adding: "limits:\n\tstatement: 1s\n", at: ":12:1", says: "not YAML"),
        WrongProject(
            "a key that stands twice", adding: "clock: 2025-03-15T09:00:00Z\n", at: ":4:1", says: "more than once"),
        WrongProject(
            "an unknown key", adding: "limts: { statement: 1s }\n", at: ":11:1", says: "`limts`",
            "did you mean `limits`?"),
        WrongProject("a list for a text", "project: mini", "project: [mini]", at: ":1:10", says: "a list"),
        WrongProject(
            "a duration without a unit", adding: "limits: { statement: 30 }\n", at: ":11:22", says: "no unit", "30min"),
        WrongProject("a missing key", "clock: 2025-03-15T09:00:00Z\n", "", at: ":1:1", says: "`clock` is missing"),
        WrongProject("an anchor", adding: "limits: &a { statement: 1s }\n", at: ":11:9", says: "`&`"),
        WrongProject("a day that there is not", "03-15T", "02-30T", at: ":4:8", says: "a time such as"),
        WrongProject(
            "bytes that are no UTF-8", bytes: Data((MiniProject.rehearsal + "# ").utf8) + [0xFF, 0x0A], at: ":11:3",
            says: "not UTF-8"),
        WrongProject("a NUL byte", adding: "limits: { statement: 1\0s }\n", at: ":11:23", says: "NUL byte"),
        WrongProject("a list at the top", bytes: Data("- a\n- b\n".utf8), at: ":1:1", says: "a mapping"),
        WrongProject("an empty file", bytes: Data(), at: ":1:1", says: "says nothing"),
        WrongProject("a second document", adding: "---\nproject: other\n", at: ":11:1", says: "not YAML"),
        WrongProject("a bracket that stays open", "seed: 7, scale: 1.0 }", "seed: 7", at: ":", says: "not YAML"),
    ]

    @Test("with its place, what is wrong and what to do, and ends 64", arguments: mistakes)
    func refused(_ mistake: WrongProject) throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject()
        try scratch.write(mistake.bytes(), to: "mini/rehearsal.yaml")
        let answer = try Tool(folder: scratch.path).call("run", "mini")
        #expect(answer.status == 64)
        #expect(answer.output == "")
        let chatter = answer.chatter.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(chatter.hasPrefix("pgrehearse: "))
        #expect(chatter.contains("where \(mistake.place)"), "\(answer.chatter)")
        for words in mistake.words { #expect(chatter.contains(words), "\(answer.chatter)") }
        #expect(chatter.contains(" state now nothing was started, and no file was changed next "))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["mini"])
    }

    @Test("a way back whose migration was renamed points at the file, names the migration, and ends 64")
    func renamedWayBack() throws {
        let scratch = try ScratchFolder()
        try scratch.miniProject()
        try FileManager.default.moveItem(
            atPath: scratch.path + "/mini/rollbacks/001_status.sql",
            toPath: scratch.path + "/mini/rollbacks/001_state.sql")
        let answer = try Tool(folder: scratch.path).call("run", "mini")
        #expect(answer.status == 64)
        #expect(answer.chatter.contains("rollbacks/001_state.sql"), "\(answer.chatter)")
        #expect(answer.chatter.contains("001_status.sql"), "\(answer.chatter)")
        #expect(answer.chatter.contains("renamed"))
    }

    @Test("ways back that are missing, empty or all comment are a finding each, and end 1")
    func noWayBack() throws {
        let scratch = try ScratchFolder()
        let project = try scratch.miniProject(wayBack: "")
        for step in ["002_missing", "003_comment"] { try scratch.write("SELECT 1;", to: "mini/migrations/\(step).sql") }
        try scratch.write("-- DROP INDEX customers_status_idx;\n/* later */\n", to: "mini/rollbacks/003_comment.sql")
        let report = try Tool(folder: scratch.path).run(project, "--ci")
        #expect(report.status == 1)
        let found = report.failures.filter { $0.step != nil && $0.code.hasPrefix("rollback") }
        #expect(found.map(\.step) == ["001_status", "002_missing", "003_comment"])
        #expect(found.map(\.code) == ["rollback-empty", "rollback-missing", "rollback-empty"])
        #expect(
            found.map { $0.place?.file } == [
                "rollbacks/001_status.sql", "migrations/002_missing.sql", "rollbacks/003_comment.sql",
            ])
    }
}
