import Dataset
import Foundation
import Postgres
import RehearsalCore
import Staging

/// psql's side: files of COPY BINARY data, and one psql for each stream of tables.
struct PsqlStreams {
    let ground: LoadingGround
    let plan: DatasetPlan
    let folder: URL

    /// The advisory lock behind which every psql waits for the start.
    private static let gateKey = 4711

    func writeFiles(of tables: [TableName]) throws {
        let script = tables.map { table in
            #"\copy \#(LoadingGround.quoted(table)) (\#(columns(of: table))) TO '\#(file(of: table))' (FORMAT binary)"#
        }
        try awaitEnd(of: psql(script, named: "write"))
    }

    /// Fills the tables, one psql for each stream; from the opening of the gate until the last psql has ended.
    func fill(_ streams: [[TableName]], gate: PostgresConnection) async throws -> Duration {
        _ = try await gate.execute("SELECT pg_catalog.pg_advisory_lock(\(Self.gateKey))")
        let processes = try streams.enumerated().map { try psql(script($0.element), named: "fill\($0.offset)") }
        var waiting = 0
        while waiting < streams.count {
            guard processes.allSatisfy(\.isRunning) else { throw Complaint("psql ended before the start") }
            waiting = try await gate.query(Self.waitingAtGate).rows[0].int("number")
        }
        let clock = ContinuousClock()
        let start = clock.now
        _ = try await gate.execute("SELECT pg_catalog.pg_advisory_unlock(\(Self.gateKey))")
        for process in processes { try awaitEnd(of: process) }
        return clock.now - start
    }

    private static let waitingAtGate = """
        SELECT pg_catalog.count(*)::pg_catalog.int4 AS number FROM pg_catalog.pg_locks
        WHERE locktype = 'advisory' AND objid = \(gateKey) AND NOT granted
        """

    /// What `RehearsalDatabase.load` sends for each table, and \copy in place of its COPY.
    private func script(_ tables: [TableName]) -> [String] {
        let opening = [
            "SET session_replication_role = replica;",
            #"SELECT pg_catalog.pg_advisory_lock_shared(\#(Self.gateKey)) \g /dev/null"#,
        ]
        return opening
            + tables.flatMap { table in
                let name = LoadingGround.quoted(table)
                let setTriggers = "UPDATE pg_catalog.pg_class SET relhastriggers ="
                return [
                    "BEGIN;",
                    #"SELECT relhastriggers AS had FROM pg_catalog.pg_class WHERE oid = '\#(name)'::regclass \gset"#,
                    "\(setTriggers) false WHERE oid = '\(name)'::regclass;",
                    "TRUNCATE \(name);",
                    """
                    UPDATE pg_catalog.pg_index SET indisready = false, indisvalid = false \
                    WHERE indrelid = '\(name)'::regclass \
                    AND indexrelid IN (SELECT c.oid FROM pg_catalog.pg_class AS c WHERE c.relkind = 'i');
                    """,
                    #"\copy \#(name) (\#(columns(of: table))) FROM '\#(file(of: table))' (FORMAT binary)"#,
                    "\(setTriggers) :'had' WHERE oid = '\(name)'::regclass;",
                    "COMMIT;",
                ]
            }
    }

    /// What one psql types to fill the tables by hand.
    func copying(_ tables: [TableName]) -> [String] {
        tables.flatMap { table in
            let name = LoadingGround.quoted(table)
            return [
                "BEGIN;", "TRUNCATE \(name);",
                #"\copy \#(name) (\#(columns(of: table))) FROM '\#(file(of: table))' (FORMAT binary)"#, "COMMIT;",
            ]
        }
    }

    func run(_ script: [String], named name: String) throws { try awaitEnd(of: psql(script, named: name)) }

    private func columns(of table: TableName) -> String {
        plan.copyColumns(of: table.description).map(PostgresConnection.quotedIdentifier).joined(separator: ", ")
    }

    private func file(of table: TableName) -> String { folder.appending(path: "\(table).copy").path }

    private func psql(_ script: [String], named name: String) throws -> Process {
        let file = folder.appending(path: "\(name).sql")
        try Data((script.joined(separator: "\n") + "\n").utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "\(ground.cluster.binaries.folder)/psql")
        process.arguments = [
            "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", ground.cluster.folder + "/socket", "-p", "5432",
            "-U", EphemeralCluster.bootstrapRole, "-d", ground.database.name, "-f", file.path,
        ]
        try process.run()
        return process
    }

    private func awaitEnd(of process: Process) throws {
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Complaint("psql ended with \(process.terminationStatus)") }
    }
}
