import Foundation
import Postgres
import RehearsalCore
@testable import Staging
import TestServer

/// A database of the test's own with a few objects of every kind.
///
/// Roles belong to the whole cluster, so theirs carry the database's name, and facts about other tests' roles are
/// left out of what is compared.
struct ReadingFixture: Sendable {
    let parameters: ConnectionParameters
    let connection: PostgresConnection
    /// The name of the test's database.
    let database: String
    /// What `@owner` and `@app` begin with.
    let prefix: String

    static func run(_ body: @Sendable (ReadingFixture) async throws -> Void) async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let name = try await connection.query("SELECT pg_catalog.current_database() AS name").rows[0].text("name")
            let fixture = ReadingFixture(
                parameters: parameters, connection: connection, database: name,
                prefix: "reading_\(name.lowercased().filter(\.isWordCharacter))")
            try await fixture.execute(["CREATE ROLE @owner", "CREATE ROLE @app LOGIN"])
            var failure: (any Error)?
            do { try await body(fixture) } catch { failure = error }
            _ = try await connection.query("SELECT pg_catalog.set_config('search_path', 'public', false)")
            try await fixture.removeSharedObjects()
            try await fixture.execute(["DROP OWNED BY @owner CASCADE", "DROP OWNED BY @app CASCADE"])
            try await fixture.execute(["DROP ROLE @owner", "DROP ROLE @app"])
            await connection.close()
            if let failure { throw failure }
        }
    }

    func execute(_ statements: [String]) async throws {
        for statement in statements { _ = try await connection.execute(named(statement)) }
    }

    /// The text with `@owner`, `@app` and `@database` replaced by names of this test.
    func named(_ text: String) -> String {
        text.replacing("@owner", with: "\(prefix)_owner").replacing("@app", with: "\(prefix)_app")
            .replacing("@database", with: PostgresConnection.quotedIdentifier(database))
    }

    /// What a database cannot be dropped with, or would leave behind in the cluster.
    private func removeSharedObjects() async throws {
        for row in try await connection.query(Self.sharedObjectRemovals, [prefix + "\\_%", database]).rows {
            _ = try await connection.execute(try row.text("statement"))
        }
    }

    private static let sharedObjectRemovals = """
        SELECT pg_catalog.format('ROLLBACK PREPARED %L', p.gid) AS statement
        FROM pg_catalog.pg_prepared_xacts AS p WHERE p.database = $2
        UNION ALL SELECT pg_catalog.format('DROP SUBSCRIPTION %I', s.subname) FROM pg_catalog.pg_subscription AS s
        JOIN pg_catalog.pg_database AS d ON d.oid = s.subdbid WHERE d.datname = $2
        UNION ALL SELECT pg_catalog.format('SELECT pg_catalog.pg_drop_replication_slot(%L)', s.slot_name)
        FROM pg_catalog.pg_replication_slots AS s WHERE s.slot_name LIKE $1
        UNION ALL SELECT pg_catalog.format('SELECT pg_catalog.pg_replication_origin_drop(%L)', o.roname)
        FROM pg_catalog.pg_replication_origin AS o WHERE o.roname LIKE $1
        UNION ALL SELECT pg_catalog.format('ALTER %s ALL IN TABLESPACE %I SET TABLESPACE pg_default', k.kind, t.spcname)
        FROM pg_catalog.pg_tablespace AS t
        CROSS JOIN (VALUES ('TABLE'), ('INDEX'), ('MATERIALIZED VIEW')) AS k (kind) WHERE t.spcname LIKE $1
        UNION ALL SELECT pg_catalog.format('DROP TABLESPACE %I', t.spcname)
        FROM pg_catalog.pg_tablespace AS t WHERE t.spcname LIKE $1
        """

    func catalog(on other: PostgresConnection? = nil) async throws -> Catalog {
        let reader = CatalogReader(secretsKey: Self.secretsKey, keepsPlans: true)
        return own(try await reader.readCatalog(on: other ?? connection))
    }

    /// Reads only what was written since an earlier reading. The session is the only one that writes to this database.
    ///
    /// - Parameter othersWriteShared: true where this database's test writes to none of the catalogs that all databases
    ///   share, so that whatever is written there is others' work and is left out of account.
    func reading(
        remembering earlier: CatalogMemory?, othersWriteShared: Bool = false
    ) async throws -> CatalogMemory {
        var now = try await trace()
        if othersWriteShared, let earlier { now = Self.withoutShared(now, since: earlier.trace) }
        return try await CatalogReader(secretsKey: Self.secretsKey, keepsPlans: true)
            .readCatalog(on: connection, remembering: earlier, at: now)
    }

    /// The trace as it is where nobody writes to catalogs that all databases share.
    static func withoutShared(_ now: DataTrace, since before: DataTrace) -> DataTrace {
        var now = now
        for catalog in sharedCatalogs { now.catalogs[catalog] = before.catalogs[catalog] }
        return now
    }

    private static let sharedCatalogs = [
        "pg_authid", "pg_auth_members", "pg_database", "pg_db_role_setting", "pg_parameter_acl",
        "pg_replication_origin", "pg_shdepend", "pg_shdescription", "pg_shseclabel", "pg_subscription", "pg_tablespace",
    ]

    /// What the server tells now of what was written.
    func trace() async throws -> DataTrace {
        _ = try await connection.query("SELECT pg_catalog.pg_stat_force_next_flush()")
        var now = try await TraceReader(patienceMilliseconds: 0).readTrace(on: connection)
        // Other tests' superusers write to catalogs of their own databases, or to shared ones, which are counted.
        now.doubts = []
        return now
    }

    /// True where long repetitions are wanted.
    static let isSoak = ProcessInfo.processInfo.environment["PGREHEARSE_SOAK"] == "1"

    static let secretsKey = SecretsKey(bytes: Array("the tests' key".utf8))

    /// Without what other tests have in the cluster.
    func own(_ catalog: Catalog) -> Catalog {
        let facts = catalog.facts.filter { fact in
            switch fact.kind {
            case .role, .tablespace, .replicationSlot, .replicationOrigin: fact.identity.contains(prefix + "_")
            case .setting, .comment, .securityLabel:
                !["role ", "tablespace "].contains(where: fact.identity.hasPrefix)
                    || fact.identity.contains(prefix + "_")
            case .grant:
                ![" ON parameter ", " ON tablespace "].contains(where: fact.identity.contains)
                    || fact.identity.contains(prefix + "_")
            default: true
            }
        }
        let objects = Set(facts.map(\.object))
        return Catalog(
            facts: facts, origins: catalog.origins.filter { objects.contains($0.key) }, unread: catalog.unread)
    }

    /// Connects once more, as the application role where `asApplication` is set.
    func connect(asApplication: Bool = false) async throws -> PostgresConnection {
        let application = parameters.replacing("user", with: named("@app"))
        return try await PostgresConnection.connect(to: asApplication ? application : parameters)
    }
}

extension Character {
    fileprivate var isWordCharacter: Bool { isLetter || isNumber || self == "_" }
}
