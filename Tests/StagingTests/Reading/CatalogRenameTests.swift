import Postgres
import Staging
import Testing

@testable import RehearsalCore

/// Changes that are told once, on a real server: in one database, and between two databases that share no OIDs.
@Suite("Changes that differences tell as one")
struct CatalogRenameTests {
    /// A database after some statements, and a catalog behind each of them.
    private static func catalogs(
        _ objects: [String], then changes: [RenameCase], in fixture: ReadingFixture
    ) async throws -> [Catalog] {
        try await fixture.execute(objects)
        var catalogs = [try await read(fixture.connection)]
        for change in changes {
            try await fixture.execute(change.statements)
            catalogs.append(try await read(fixture.connection))
        }
        return catalogs
    }

    /// What belongs to the database alone: other tests have roles and the like in the cluster.
    private static func read(_ connection: PostgresConnection) async throws -> Catalog {
        let catalog = try await readCatalog(on: connection)
        let facts = catalog.facts.filter { fact in
            !fact.kind.isShared && !fact.identity.contains(" ON parameter ") && !fact.identity.hasPrefix("role ")
                && !fact.identity.contains("tablespace ")
        }
        return Catalog(facts: facts, origins: catalog.origins)
    }

    @Test("each ALTER … RENAME is one renamed object, in one database and in two that were built apart")
    func renames() async throws {
        try await ReadingFixture.run { fixture in
            let seen = try await Self.catalogs(RenameCases.objects, then: RenameCases.renames, in: fixture)
            for (index, change) in RenameCases.renames.enumerated() {
                let comparison = comparison(from: seen[index], to: seen[index + 1], lineage: .oneDatabase)
                #expect(comparison.differences.map(\.summary) == change.expected, "\(change.statements)")
                #expect(
                    differences(from: seen[index], to: seen[index + 1]).map(\.summary) == change.expected,
                    "\(change.statements), nothing known of the databases")
            }
            try await ReadingFixture.run { other in
                // Objects of its own come first, so that no OID is the same.
                try await other.execute(["CREATE TABLE first (a integer)", "DROP TABLE first"])
                let apart = try await Self.catalogs(RenameCases.objects, then: RenameCases.renames, in: other)
                for (index, change) in RenameCases.renames.enumerated() {
                    let old = seen[index]
                    let new = apart[index + 1]
                    for (old, new) in [(old, new), (Catalog(facts: old.facts), Catalog(facts: new.facts))] {
                        #expect(
                            differences(from: old, to: new).map(\.summary) == change.expected,
                            "\(change.statements), in another database")
                    }
                }
            }
        }
    }

    @Test("order, spacing, stars, unique indexes and dates are told for what they are")
    func otherChanges() async throws {
        try await ReadingFixture.run { fixture in
            let seen = try await Self.catalogs(RenameCases.objects, then: RenameCases.others, in: fixture)
            for (index, change) in RenameCases.others.enumerated() {
                let found = differences(from: seen[index], to: seen[index + 1], lineage: .oneDatabase)
                    .filter { $0.attribute != "dropped_columns" && $0.attribute != "statistics" }
                #expect(found.map(\.summary) == change.expected, "\(change.statements)")
            }
        }
    }

    @Test("two tables that swap their names are two renames, with everything that they have")
    func swap() async throws {
        try await ReadingFixture.run { fixture in
            let statements = [
                "ALTER TABLE orders RENAME TO orders_old", "ALTER TABLE lines RENAME TO orders",
                "ALTER TABLE orders_old RENAME TO lines",
            ]
            let seen = try await Self.catalogs(
                RenameCases.objects, then: statements.map { RenameCase($0, tells: []) }, in: fixture)
            #expect(
                differences(from: seen[0], to: seen[3], lineage: .oneDatabase).map(\.summary) == [
                    "table public.lines is renamed, was public.orders",
                    "table public.orders is renamed, was public.lines",
                ])
        }
    }

    @Test("a clone keeps places and files, so that a rename and a rewrite in it are told")
    func clone() async throws {
        try await ReadingFixture.run { fixture in
            let first = "\(fixture.database)_first"
            let second = "\(fixture.database)_second"
            try await fixture.execute(["CREATE DATABASE \(first) TEMPLATE template0"])
            let original = try await PostgresConnection.connect(to: fixture.parameters.replacing("dbname", with: first))
            for statement in ["CREATE TABLE t (a integer)", "CREATE INDEX i ON t (a)", "CREATE TABLE u (b text)"] {
                _ = try await original.execute(statement)
            }
            let before = try await Self.read(original)
            await original.close()
            try await fixture.execute(["CREATE DATABASE \(second) TEMPLATE \(first)"])
            let clone = try await PostgresConnection.connect(to: fixture.parameters.replacing("dbname", with: second))
            #expect(differences(from: before, to: try await Self.read(clone), lineage: .oneDatabase) == [])
            for statement in ["VACUUM FULL t", "ALTER TABLE u RENAME TO w"] { _ = try await clone.execute(statement) }
            let after = try await Self.read(clone)
            await clone.close()
            #expect(
                differences(from: before, to: after, lineage: .oneDatabase).map(\.summary)
                    == ["table public.t was rewritten on disk", "table public.w is renamed, was public.u"])
            try await fixture.execute(["DROP DATABASE \(first)", "DROP DATABASE \(second)"])
        }
    }

    @Test("what event triggers call an object is what its place is looked for under")
    func namesOfEventTriggers() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(RenameCases.objects + RenameCases.rareObjects)
            let catalog = try await Self.read(fixture.connection)
            for (key, origin) in catalog.origins where origin.oid >= 16_384 && !key.kind.isShared {
                let answer = try await fixture.connection.query(
                    """
                    SELECT i.identity FROM pg_catalog.pg_identify_object(
                        $1::pg_catalog.regclass, $2::pg_catalog.oid, $3::pg_catalog.int4) AS i
                    """,
                    ["pg_catalog.\(origin.catalog)", "\(origin.oid)", "\(origin.part)"])
                let identity = try answer.rows[0].text("identity")
                #expect(
                    eventIdentities(of: key).first.map(comparableIdentity) == comparableIdentity(identity), "\(key)")
            }
        }
    }
}

extension FactKind {
    /// True for what belongs to a cluster and not to one of its databases.
    fileprivate var isShared: Bool {
        switch self {
        case .database, .role, .setting, .tablespace, .subscription, .replicationSlot, .replicationOrigin,
            .preparedTransaction:
            true
        default: false
        }
    }
}
