import Foundation
import Postgres
import ProjectFolder
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("A database and its copy by pg_dump and psql")
struct CatalogCopyTests {
    private static let cases = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Cases/Copies").standardized

    /// A language whose handler is PostgreSQL's comes back as an extension, a label only with its provider, and which
    /// tables a subscription has is asked of the publisher.
    private static let leftOutByDumps = ["LANGUAGE tongue", "pg_seclabel", "pg_shseclabel", "pg_subscription_rel"]

    @Test(
        "agree in all but physical and environment facts, and so does the copy's copy",
        arguments: ["expressions.sql", "structure.sql"])
    func cases(_ file: String) async throws {
        let script = try String(contentsOf: Self.cases.appending(path: file), encoding: .utf8)
        try await withCopies { copies in
            try copies.original.psql(script)
            let original = try await copies.original.catalog()
            #expect(original.facts.count > 500)
            let copy = try copies.next()
            let copied = try await copy.catalog()
            #expect(copyDifferences(from: original, to: copied) == [])
            let again = try await copies.next().catalog()
            #expect(copyDifferences(from: copied, to: again) == [])
            #expect(copyDifferences(from: original, to: again) == [])
        }
    }

    @Test("agree on every kind of object that the readers' tests have, read with another search_path")
    func readingFixture() async throws {
        try await ReadingFixture.run { fixture in
            let objects = ReadingFixture.objects.filter { statement in
                !Self.leftOutByDumps.contains(where: statement.contains)
            }
            try await fixture.execute(objects)
            let cluster = try await TestServer.shared.cluster()
            let name = "\(fixture.database)_copy"
            let copy = try CatalogCopy.made(of: fixture.database, as: name, on: cluster)
            let other = try await PostgresConnection.connect(to: fixture.parameters.replacing("dbname", with: name))
            _ = try await other.execute("SET search_path = app, public")
            let copied = try await fixture.catalog(on: other)
            await other.close()
            #expect(copyDifferences(from: try await fixture.catalog(), to: copied) == [])
            try copy.psql("DROP SUBSCRIPTION follows")
            try await copy.drop()
        }
    }

    @Test("agree on the reference schema, before and after its four migrations")
    func reference() async throws {
        let stage = try await ReferenceStage()
        let database = stage.database.name
        let original = CatalogCopy(cluster: stage.cluster, name: database)
        let before = try CatalogCopy.made(of: database, as: "\(database)_before", on: stage.cluster)
        #expect(copyDifferences(from: try await original.catalog(), to: try await before.catalog()) == [])
        for step in stage.contents.project.steps {
            let observation = try await stage.database.runner(stage.contents.project.limits).run(step.upward)
            #expect(observation.result == .applied, "\(step.name)")
        }
        let after = try CatalogCopy.made(of: database, as: "\(database)_after", on: stage.cluster)
        #expect(copyDifferences(from: try await original.catalog(), to: try await after.catalog()) == [])
        await stage.cluster.dismissed()
    }

    @Test("plain indexes have the text that pg_get_indexdef gives them")
    func plainIndexes() async throws {
        try await withCopies { copies in
            try copies.original.psql(
                """
                CREATE TABLE t (a integer, b varchar(9), c text COLLATE "C", "D ""d" date, e integer[], f bpchar,
                    g oid);
                CREATE INDEX ON t (a, b DESC, c NULLS FIRST, "D ""d" DESC NULLS LAST) INCLUDE (e, f) WHERE a > 1;
                CREATE UNIQUE INDEX ON t (b, "D ""d");
                CREATE INDEX ON t USING hash (b);
                CREATE INDEX ON t (a oid_ops);
                CREATE INDEX ON t (b varchar_pattern_ops);
                CREATE INDEX ON t (c COLLATE "en-x-icu");
                CREATE INDEX ON t (e);
                CREATE INDEX ON t (f bpchar_pattern_ops);
                CREATE INDEX ON t (g) WITH (fillfactor = 50);
                CREATE INDEX ON t USING brin (a) WITH (pages_per_range = 4);
                CREATE INDEX ON t (lower(b));
                """)
            let question = """
                SELECT pg_catalog.pg_get_indexdef(i.indexrelid) AS whole, plain.text AS plain
                FROM pg_catalog.pg_index AS i
                JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
                \(FactQuery.plainIndexJoin)
                WHERE i.indexrelid >= 16384 AND i.indrelid = 't'::pg_catalog.regclass
                """
            let parameters = copies.original.cluster.parameters(
                role: EphemeralCluster.bootstrapRole, database: copies.original.name)
            let rows = try await withConnection(parameters) { try await $0.query(question).rows }
            let plain = try rows.filter { try $0.optionalText("plain") != nil }
            #expect(rows.count == 11 && plain.count == 4)
            for row in plain {
                let (whole, text) = (try row.text("whole"), try row.text("plain"))
                #expect(whole.contains(" USING \(text)"), "\(whole)")
            }
        }
    }

    @Test("differ where the dump leaves out what is there: an invalid index")
    func invalidIndex() async throws {
        try await withCopies { copies in
            try copies.original.psql(
                """
                CREATE TABLE t (a integer, b integer);
                CREATE INDEX t_a ON t (a);
                UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 't_a'::regclass;
                """)
            let original = try await copies.original.catalog()
            let found = differences(from: original, to: try await copies.next().catalog())
            #expect(found.map(\.summary) == ["index public.t_a is missing"])
        }
    }
}

/// A database and its copies, one after the other.
private final class Copies {
    let original: CatalogCopy
    private(set) var made: [CatalogCopy] = []

    init(original: CatalogCopy) { self.original = original }

    /// A copy of the last copy.
    func next() throws -> CatalogCopy {
        let source = made.last ?? original
        let copy = try CatalogCopy.made(of: source.name, as: source.name + "_copy", on: source.cluster)
        made.append(copy)
        return copy
    }
}

/// In a cluster of its own: roles and slots that other tests make are in every database's catalog.
private func withCopies(_ body: (Copies) async throws -> Void) async throws {
    let cluster = try await EphemeralCluster.provisioned(TestServer.request, on: .current(), mode: .rehearsal)
    let original = CatalogCopy(cluster: cluster, name: "original")
    do {
        try original.psql("CREATE DATABASE original TEMPLATE template0", database: "postgres")
        try await body(Copies(original: original))
    } catch {
        await cluster.dismissed()
        throw error
    }
    await cluster.dismissed()
}
