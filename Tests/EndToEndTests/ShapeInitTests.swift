import Foundation
import Postgres
import Staging
import TestGround
import TestServer
import Testing

/// A shape for a schema without data, which loads as it is.
@Suite("shape init")
struct ShapeInitTests {
    private static let schema = Tool.repository + "/Tests/Cases/Schemas/every-kind.sql"

    private static let project = """
        project: kinds
        server: { version: 15 }
        roles: { owner: kinds_owner, application: kinds_app }
        clock: 2025-03-15T09:00:00Z
        dataset: { shape: shape.yaml, seed: 7, scale: 1.0 }
        migrations: { format: plain, directory: migrations, rollbacks: rollbacks }
        store: snapshots/kinds.sqlite

        """

    private func project(in scratch: ScratchFolder) throws -> String {
        try scratch.write(Self.project, to: "kinds/rehearsal.yaml")
        try scratch.write(try String(contentsOfFile: Self.schema, encoding: .utf8), to: "kinds/baseline/010.sql")
        try scratch.write("SELECT 1;", to: "kinds/migrations/001_look.sql")
        try scratch.write("SELECT 1;", to: "kinds/rollbacks/001_look.sql")
        return "kinds"
    }

    @Test("fills every kind of type and key, at scale 1 and at 10, and says why some tables stay empty")
    func everyKind() throws {
        let scratch = try ScratchFolder()
        let folder = try project(in: scratch)
        let tool = Tool(folder: scratch.path)
        let shape = try tool.call("shape", "init", folder)
        #expect(shape.status == 0, "\(shape.chatter)")
        try scratch.write(shape.output, to: "kinds/shape.yaml")
        for scale in ["1", "10"] {
            let loaded = try tool.call("load", folder, "--scale", scale)
            #expect(loaded.status == 0 && loaded.output.contains("rows in 51 tables loaded"), "\(loaded.output)")
        }
        let parts = shape.output.components(separatedBy: "\nempty:\n")
        #expect(parts.count == 2)
        #expect(
            parts[1] == """
                  # rows may find no partition: PARTITION BY RANGE (at)
                  - event
                  # no generator fits any of its columns
                  - nothing
                  # the column public.three.a is a foreign key to public.two.a, but its generator makes other values
                  - three

                """)
        #expect(parts[0].contains("# ag: there is no generator for tsvector; NULL stands there\n"))
        #expect(parts[0].contains("# not kept to: CHECK ((note <> ''::text))\n"))
        #expect(parts[0].contains("b: { reference: { table: person, within: firm, distinct: true } }\n"))
        #expect(try tool.call("shape", "init", folder).output == shape.output)
    }

    @Test("fills the reference project's baseline")
    func referenceProject() throws {
        let scratch = try ScratchFolder()
        _ = try scratch.referenceProject()
        try scratch.remove("advisoros/shape.yaml")
        let tool = Tool(folder: scratch.path)
        let shape = try tool.call("shape", "init", "advisoros")
        #expect(shape.status == 0 && !shape.output.contains("\nempty:"), "\(shape.chatter)")
        try scratch.write(shape.output, to: "advisoros/shape.yaml")
        let loaded = try tool.call("load", "advisoros")
        #expect(loaded.status == 0 && loaded.output.contains("rows in 36 tables loaded"), "\(loaded.output)")
    }

    @Test("says the same of a server as of the baseline that made its tables, and only reads there")
    func ofServer() async throws {
        let scratch = try ScratchFolder()
        let folder = try project(in: scratch)
        let tool = Tool(folder: scratch.path)
        let own = try tool.call("shape", "init", folder)
        let tables = try String(contentsOfFile: Self.schema, encoding: .utf8)
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            _ = try await connection.execute(tables)
            let uri = try await serverURI(connection)
            await connection.close()
            let shape = try tool.call("shape", "init", uri)
            #expect(shape.status == 0 && shape.output == own.output, "\(shape.chatter)")
        }
    }

    @Test("ends as other calls do where the folder, the baseline or the server cannot be read")
    func unreadable() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let nowhere = try tool.call("shape", "init", "nowhere")
        #expect(nowhere.status == 64 && nowhere.output.isEmpty && nowhere.chatter.contains("nowhere"))
        let folder = try project(in: scratch)
        try scratch.write("CREATE TABLE a (b no_such_type);", to: "kinds/baseline/010.sql")
        let refused = try tool.call("shape", "init", folder)
        #expect(refused.status == 2 && refused.output.isEmpty && refused.chatter.contains("no_such_type"))
        let unreachable = try tool.call("shape", "init", "postgresql://reader@/shop?host=\(scratch.path)")
        #expect(unreachable.status == 3 && unreachable.output.isEmpty, "\(unreachable.chatter)")
    }
}
