public import Postgres
public import RehearsalCore

/// The database under rehearsal in a cluster of ours: made, prepared, set aside for a while and put back.
public struct RehearsalDatabase: Sendable {
    public let cluster: EphemeralCluster
    public let name: String
    public let roles: Roles
    /// The number of sessions that share one piece of work: one for each core of the reference machine.
    var sessionCount = 2
    /// By which the bootstrap superuser reads, and watches scripts.
    let reader = KeptConnection()

    /// The original's name while a clone stands in its place: with a blank, so that no project can have it. A clone may
    /// itself be set aside for a moment.
    public enum Aside: String, Sendable {
        case forMoment = "pgrehearse aside"
        case forDrill = "pgrehearse clean"
    }

    public init(cluster: EphemeralCluster, name: String, roles: Roles) {
        self.cluster = cluster
        // The longest name that PostgreSQL keeps: it would cut a longer one, and no query of ours would find it.
        self.name = String(name.prefix(63))
        self.roles = roles
    }

    /// The same database in a copy of its cluster.
    public func moved(to copy: EphemeralCluster) -> RehearsalDatabase {
        RehearsalDatabase(cluster: copy, name: name, roles: roles)
    }

    /// How we reach the database ourselves. What a step sets for all sessions of the database (ALTER DATABASE … SET)
    /// must not keep us from reading it, so these parameters come with the connection, where they win.
    public var bootstrap: ConnectionParameters {
        cluster.parameters(role: EphemeralCluster.bootstrapRole, database: name, settings: Self.ownSettings)
    }

    private static let ownSettings = [
        "default_transaction_read_only=off", "statement_timeout=0", "lock_timeout=0", "idle_session_timeout=0",
        "idle_in_transaction_session_timeout=0", "session_replication_role=origin",
    ]

    public var owner: ConnectionParameters { cluster.parameters(role: roles.owner.name, database: name) }

    /// How a workload role logs in; the owner where the project names no application role.
    public func parameters(of role: WorkloadRole) -> ConnectionParameters {
        switch role {
        case .owner: owner
        case .application:
            cluster.parameters(role: roles.application?.name ?? roles.owner.name, database: name)
        }
    }

    /// A runner for scripts of the owner.
    public func runner(_ limits: Limits) -> ScriptRunner {
        ScriptRunner(session: owner, observer: bootstrap, kept: reader, limits: limits)
    }

    var maintenance: ConnectionParameters {
        cluster.parameters(role: EphemeralCluster.bootstrapRole, database: "postgres")
    }

    private func quoted(_ identifier: String) -> String { PostgresConnection.quotedIdentifier(identifier) }

    /// Creates the roles, the database and its extensions, and our bookkeeping in it.
    public func create(extensions: [String]) async throws {
        try await withConnection(maintenance) { connection in
            for role in [roles.owner, roles.application].compactMap(\.self) {
                let attributes = role.attributes.map { " " + $0.rawValue.uppercased() }.joined()
                _ = try await connection.execute("CREATE ROLE \(quoted(role.name)) LOGIN\(attributes)")
            }
            _ = try await connection.execute(
                "CREATE DATABASE \(quoted(name)) OWNER \(quoted(roles.owner.name)) TEMPLATE template0")
        }
        try await withConnection(bootstrap) { connection in
            for name in extensions { _ = try await connection.execute("CREATE EXTENSION \(quoted(name))") }
            for statement in Bookkeeping.statements { _ = try await connection.execute(statement) }
        }
    }

    /// Puts a clone in this database's place, under its own name; the original waits under another one.
    ///
    /// Settings and grants of a database do not follow CREATE DATABASE … TEMPLATE, so they are written again.
    public func setAside(_ place: Aside = .forMoment) async throws {
        let aside = place.rawValue
        await reader.close()
        try await withConnection(maintenance) { connection in
            try await awaitNobody(in: name, asking: connection)
            _ = try await connection.execute("ALTER DATABASE \(quoted(name)) RENAME TO \(quoted(aside))")
            _ = try await connection.execute(
                "CREATE DATABASE \(quoted(name)) TEMPLATE \(quoted(aside)) \(strategy)")
            for statement in Self.copyDatabaseFacts {
                _ = try await connection.query(statement, [aside, name])
            }
        }
    }

    /// Throws the clone away and gives the original its name back.
    public func putBack(_ place: Aside = .forMoment) async throws {
        await reader.close()
        try await withConnection(maintenance) { connection in
            _ = try await connection.execute("DROP DATABASE IF EXISTS \(quoted(name)) WITH (FORCE)")
            _ = try await connection.execute("ALTER DATABASE \(quoted(place.rawValue)) RENAME TO \(quoted(name))")
        }
    }

    /// Waits up to five seconds until the last sessions of ours have ended, which takes a moment: where one is left,
    /// renaming and copying wait in steps of a tenth of a second, and then fail.
    func awaitNobody(in database: String, asking connection: PostgresConnection) async throws {
        for _ in 0..<1000 {
            let others = try await connection.query(
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity AS a WHERE a.datname = $1) AS are_there",
                [database])
            if try !others.rows[0].bool("are_there") { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Measured on PostgreSQL 15 without fsync: copying files takes 0.19 s for 50 MB where copying through WAL takes
    /// 0.22 s, and as long as that for 510 MB. Before 15 there was no choice.
    private var strategy: String { cluster.request.server.majorVersion < 15 ? "" : "STRATEGY FILE_COPY" }

    private static let copyDatabaseFacts = [
        """
        INSERT INTO pg_catalog.pg_db_role_setting (setdatabase, setrole, setconfig)
        SELECT clone.oid, s.setrole, s.setconfig
        FROM pg_catalog.pg_db_role_setting AS s
        JOIN pg_catalog.pg_database AS original ON original.oid = s.setdatabase AND original.datname = $1
        JOIN pg_catalog.pg_database AS clone ON clone.datname = $2
        """,
        """
        UPDATE pg_catalog.pg_database AS clone
        SET datacl = original.datacl, datconnlimit = original.datconnlimit, datdba = original.datdba
        FROM pg_catalog.pg_database AS original
        WHERE original.datname = $1 AND clone.datname = $2
        """,
        """
        INSERT INTO pg_catalog.pg_shdescription (objoid, classoid, description)
        SELECT clone.oid, s.classoid, s.description
        FROM pg_catalog.pg_shdescription AS s
        JOIN pg_catalog.pg_database AS original ON original.oid = s.objoid AND original.datname = $1
        JOIN pg_catalog.pg_database AS clone ON clone.datname = $2
        WHERE s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
        """,
    ]

    /// The database's size in bytes.
    public func sizeBytes() async throws -> Int64 {
        try await withConnection(bootstrap) { connection in
            let result = try await connection.query(
                "SELECT pg_catalog.pg_database_size(pg_catalog.current_database()) AS size")
            return try result.rows[0].int64("size")
        }
    }
}

/// Opens a connection, hands it to `body` and closes it whatever happens.
func withConnection<Value: Sendable>(
    _ parameters: ConnectionParameters, _ body: (PostgresConnection) async throws -> Value
) async throws -> Value {
    let connection = try await PostgresConnection.connect(to: parameters)
    do {
        let value = try await body(connection)
        await connection.close()
        return value
    } catch {
        await connection.close()
        throw error
    }
}
