import Foundation
import Postgres
import Staging
import TestGround
import TestServer
import Testing

/// A server that is named by a URI: a real one, which the tests started.
@Suite("A server that the user names")
struct NamedServerTests {
    private static let canary = "CANARY-7f3a%!'40\"<x"

    @Test("is read, whatever the environment says of other servers, and nothing is written to it")
    func isRead() async throws {
        let scratch = try ScratchFolder()
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            _ = try await connection.execute("CREATE TABLE t (id integer PRIMARY KEY, note text DEFAULT 'x')")
            let uri = try await serverURI(connection)
            let tool = Tool(
                folder: scratch.path,
                environment: [
                    "PGHOST": "/nowhere", "PGHOSTADDR": "192.0.2.1", "PGPORT": "1", "PGDATABASE": "other",
                    "PGUSER": "nobody", "PGSERVICE": "nowhere", "PGOPTIONS": "-c no_such_parameter=1",
                    "PGTARGETSESSIONATTRS": "standby", "DATABASE_URL": "postgresql://192.0.2.1/other",
                ])
            let shown = try tool.call("show", uri, "--kind", "table")
            #expect(shown.status == 0, "\(shown.chatter)")
            #expect(
                shown.output.contains(
                    "CREATE TABLE public.t (\n    id integer NOT NULL,\n    note text DEFAULT 'x'::text,\n"))
            let same = try tool.call("diff", uri, uri)
            #expect(same.status == 0 && same.output.hasSuffix("nothing differs\n"))
            let rows = try tool.call("diff", uri, uri, "--digests")
            #expect(rows.status == 64 && rows.chatter.contains("read for its schema alone"))
            await connection.close()
        }
    }

    /// True for a schema that was shown; a role that may not see all of it is told so.
    private static func isRead(_ answer: Tool.Answer) -> Bool {
        answer.output.contains("-- schema public\n") && (answer.status == 0 || answer.output.contains("not permitted"))
    }

    @Test("is told its password by the environment or a password file, which nothing repeats")
    func password() async throws {
        let scratch = try ScratchFolder()
        try await TestServer.shared.makeRole("test_canary", thatMustTell: Self.canary)
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let uri = try await serverURI(connection, user: "test_canary")
            let right = try Tool(folder: scratch.path, environment: ["PGPASSWORD": Self.canary]).call(
                "show", uri)
            #expect(Self.isRead(right), "\(right.chatter)")
            let line =
                "*:*:*:test_canary:" + Self.canary.replacing("\\", with: "\\\\").replacing(":", with: "\\:") + "\n"
            try scratch.write(line, to: "pass")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.file("pass"))
            let byFile = try Tool(folder: scratch.path, environment: ["PGPASSFILE": scratch.file("pass")]).call(
                "show", uri)
            #expect(Self.isRead(byFile), "\(byFile.chatter)")
            let wrong = try Tool(folder: scratch.path, environment: ["PGPASSWORD": Self.canary + "x"]).call("show", uri)
            // Wrapped wherever the socket's path leaves it.
            let words = wrong.chatter.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(wrong.status == 3 && words.contains("password authentication failed"))
            for answer in [right, byFile, wrong] {
                #expect(!(answer.output + answer.chatter).contains("CANARY"))
            }
            await connection.close()
        }
    }

    @Test(
        "is not asked with a password in the URI, and no URI that cannot be read is repeated",
        arguments: [
            "postgresql://u:CANARY@127.0.0.1:1/d", "postgresql://127.0.0.1:1/d?user=u&password=CANARY",
            "postgresql://127.0.0.1:1/d?sslpassword=CANARY", "postgresql://u:CANARY@[::1/d",
            "postgresql://u:CANARY%zz@h/d",
            "postgresql://u:CAN/ARY@CANARY@h/d", "postgres://u:CANARY@h:port/d", "postgresql://h/d?nonsense=CANARY",
        ])
    func refused(_ uri: String) throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        for words in [["show", uri], ["diff", uri, uri], ["show", uri, "--format", "json"]] {
            let answer = try tool.started(words).finished()
            #expect(answer.status == 64)
            #expect(answer.chatter.hasPrefix("pgrehearse: the server's URI "))
            #expect(!(answer.output + answer.chatter).contains("CANARY"), "\(answer.chatter)")
        }
    }

    @Test("that does not answer ends 3, in five parts")
    func noServer() throws {
        let scratch = try ScratchFolder()
        let answer = try Tool(folder: scratch.path).call("show", "postgresql:///d?host=\(scratch.path)&user=u")
        #expect(answer.status == 3)
        for part in ["the server could not be read whole", "where", "server said", "state now", "next"] {
            #expect(answer.chatter.contains(part))
        }
    }
}
