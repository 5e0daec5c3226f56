import Foundation
import TestGround
import Testing

@Suite("A machine that is not as it should be")
struct MachineFaultTests {
    /// The tests' own account, or an ordinary one where the tests run as root.
    private static let ordinary: String? = getuid() == 0 ? "postgres" : nil

    private func words(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("a server version that is not installed ends 3 and says what is there")
    func wrongVersion() throws {
        let ground = try PrivateGround()
        let project = try ground.scratch.miniProject()
        try ground.scratch.edit("mini/rehearsal.yaml", replacing: "version: 15", with: "version: 16")
        let answer = try ground.tool(environment: ["PGBIN": ""]).call("run", project, "--ci")
        #expect(answer.status == 3)
        let said = words(answer.output)
        #expect(said.contains("PostgreSQL 16's server programs (initdb, postgres, pg_ctl) were not found"))
        #expect(said.contains("found only /") && said.contains("(15."))
        #expect(said.contains("apt-get install postgresql-16"))
        try ground.expectNothingLeft()
    }

    @Test("PGBIN is taken at its word: a folder without the programs, or with those of another version, ends 3")
    func override() throws {
        let ground = try PrivateGround()
        let project = try ground.scratch.miniProject()
        let empty = ground.tool(environment: ["PGBIN": ground.scratch.path])
        let missing = try empty.call("load", project)
        #expect(missing.status == 3)
        #expect(words(missing.output).contains("PGBIN names a folder without PostgreSQL 15's server programs"))
        #expect(missing.output.contains("PGBIN=\(ground.scratch.path)"), "\(missing.output)")

        try ground.scratch.edit("mini/rehearsal.yaml", replacing: "version: 15", with: "version: 16")
        let folder = "/usr/lib/postgresql/15/bin"
        let other = try ground.tool(environment: ["PGBIN": folder]).call("load", project)
        #expect(other.status == 3)
        #expect(other.output.contains("found \(folder) (15."), "\(other.output)")
        try ground.expectNothingLeft()
    }

    @Test("a temporary folder with blanks, signs and letters of all kinds in its path serves")
    func blanks() throws {
        let ground = try PrivateGround(temporary: "with blanks ünd $HOME; & *more")
        let tool = ground.tool(as: Self.ordinary, environment: ["PGBIN": "/usr/lib/postgresql/15/bin"])
        let answer = try tool.call("load", try ground.scratch.miniProject())
        #expect(answer.status == 0, "\(answer.output)\(answer.chatter)")
        try ground.expectNothingLeft()
    }

    @Test("a temporary folder that is too long for a socket, or that no quotes can hold, is passed over")
    func tooLong() throws {
        for name in [String(repeating: "long", count: 30), "it's\n\"here\"", "here, there"] {
            let ground = try PrivateGround(temporary: name)
            let answer = try ground.tool().call("load", try ground.scratch.miniProject())
            #expect(answer.status == 0, "\(answer.output)\(answer.chatter)")
            try ground.expectNothingLeft()
        }
    }

    @Test("a temporary folder that is not there ends 3 and is named")
    func missing() throws {
        let ground = try PrivateGround()
        let nowhere = ground.temporary + "/nowhere"
        let answer = try ground.tool(environment: ["TMPDIR": nowhere]).call("load", try ground.scratch.miniProject())
        #expect(answer.status == 3)
        #expect(answer.output.contains(nowhere), "\(answer.output)")
        #expect(words(answer.output).contains("No such file or directory"), "\(answer.output)")
        #expect(answer.output.contains("TMPDIR"))
        try ground.expectNothingLeft()
    }

    @Test("an account that cannot write its cache is served all the same, and one without HOME too")
    func noCache() throws {
        let ground = try PrivateGround()
        try FileManager.default.createDirectory(
            atPath: ground.scratch.path + "/sealed", withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o555])
        let sealed = ground.scratch.path + "/sealed"
        let tool = ground.tool(as: Self.ordinary, environment: ["XDG_CACHE_HOME": sealed, "HOME": "/nonexistent"])
        let answer = try tool.call("load", try ground.scratch.miniProject())
        #expect(answer.status == 0, "\(answer.output)\(answer.chatter)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: sealed).isEmpty)
        try ground.expectNothingLeft()
    }
}
