public import Dataset
import Postgres
public import RehearsalCore
import Synchronization

/// What a load did.
public struct LoadedDataset: Sendable, Hashable {
    public var tableCount: Int
    public var rowCount: Int64
    /// Size of the COPY data.
    public var copiedBytes: Int64
    /// From the first session's opening to the last commit, wall time as are the others.
    public var copyDuration: Duration
    /// Building all indexes behind the rows.
    public var indexDuration: Duration
    /// Validating all foreign keys behind the indexes.
    public var validationDuration: Duration
    /// The tables that each session filled, in its order.
    public var streams: [[TableName]]
    /// As in ``DatasetPlan/identity``.
    public var identity: String
}

extension RehearsalDatabase {
    /// Builds the shape's rows and loads them: one COPY BINARY stream per table, tables in parallel, biggest first.
    ///
    /// Nothing is dropped. Inside each table's transaction its indexes are marked as not ready, so that COPY writes
    /// the heap alone, and REINDEX builds them afterwards from the whole; `relhastriggers` is off for the moment, so
    /// that a referenced table may be truncated by itself and no trigger speaks. Foreign keys are marked as not
    /// validated and validated at the end. Every object keeps its name, comment, statistics target and OID this way,
    /// where dropping and creating would have to restore each.
    public func load(
        _ shape: Shape, request: DatasetRequest, clock: RehearsalClock, progress: @escaping ProgressListener = { _ in }
    ) async throws -> LoadedDataset {
        try await load(plan(shape, request: request, clock: clock), progress: progress)
    }

    /// Compiles a shape for the tables that stand in the database.
    public func plan(_ shape: Shape, request: DatasetRequest, clock: RehearsalClock) async throws -> DatasetPlan {
        try DatasetPlan(
            shape: shape, tables: try await readLayouts(), seed: request.seed,
            scaleThousandths: request.scaleThousandths, clock: clock)
    }

    /// The shape with the names of this database in the places of their hashes; others are as they were.
    public func found(_ shape: Shape) async throws -> Shape {
        if shape.namesKey == nil { return shape }
        return try await withConnection(bootstrap) { connection in
            var indexes: [TableName: [String]] = [:]
            for row in try await connection.query(Self.indexNames).rows {
                let table = TableName(schema: try row.text("schema"), name: try row.text("table"))
                indexes[table, default: []].append(try row.text("name"))
            }
            return shape.found(in: try await TableLayoutReader(connection: connection).read(), indexes: indexes)
        }
    }

    private static let indexNames = """
        SELECT n.nspname AS schema, c.relname AS "table", x.relname AS name
        FROM pg_catalog.pg_index AS i
        JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
        JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
        ORDER BY n.nspname, c.relname, x.relname
        """

    /// The tables that a dataset can fill, as the server describes them.
    public func readLayouts() async throws -> [TableLayout] {
        try await withConnection(bootstrap) { try await TableLayoutReader(connection: $0).read() }
    }

    private func load(_ plan: DatasetPlan, progress: @escaping ProgressListener) async throws -> LoadedDataset {
        // A table that the shape leaves empty keeps what the baseline put there.
        let tables = plan.tables.filter { $0.rowCount > 0 }
        let foreignKeys = try await foreignKeysPutOff(tables)
        let counter = RowCounter(of: tables.reduce(0) { $0 + Int64($1.rowCount) }, progress)
        let clock = ContinuousClock()
        let start = clock.now
        let copied = try await inParallel(tables) { table, connection in
            (table.table, try await Self.fill(table, of: plan, on: connection, counting: counter))
        }
        let deadCount = tables.reduce(0) { $0 + Int64($1.dead?.count ?? 0) }
        let indexing = clock.now
        _ = try await inParallel(tables) { table, connection in
            _ = try await connection.execute("REINDEX TABLE \(table.table.quoted)")
            try await FillFactor.widenIndexes(of: table, on: connection)
        }
        let validating = clock.now
        _ = try await inParallel(tables) { table, connection in
            for name in foreignKeys[table.table.quoted] ?? [] {
                let name = PostgresConnection.quotedIdentifier(name)
                _ = try await connection.execute("ALTER TABLE \(table.table.quoted) VALIDATE CONSTRAINT \(name)")
            }
        }
        return LoadedDataset(
            tableCount: tables.count, rowCount: copied.joined().reduce(0) { $0 + $1.1.rowCount } - deadCount,
            copiedBytes: copied.joined().reduce(0) { $0 + $1.1.byteCount }, copyDuration: indexing - start,
            indexDuration: validating - indexing, validationDuration: clock.now - validating,
            streams: copied.map { $0.map(\.0) }, identity: plan.identity)
    }

    /// Hands the tables, in their order, to loading sessions.
    private func inParallel<Value: Sendable>(
        _ tables: [PlannedTable], _ work: @escaping @Sendable (PlannedTable, PostgresConnection) async throws -> Value
    ) async throws -> [[Value]] {
        try await sideBySide(
            tables, settings: [("session_replication_role", "replica"), ("maintenance_work_mem", "256MB")]
        ) { table, connection in
            do {
                return try await work(table, connection)
            } catch PostgresError.server(let fields) where LoadingError.isAboutRows(fields.sqlState) {
                throw LoadingError(table: table.name, complaint: ServerComplaint(fields))
            }
        }
    }

    /// Marks the tables' validated foreign keys as not validated; returns their names by quoted table.
    private func foreignKeysPutOff(_ tables: [PlannedTable]) async throws -> [String: [String]] {
        try await withConnection(bootstrap) { connection in
            var names: [String: [String]] = [:]
            for table in tables {
                let result = try await connection.query(Self.markForeignKeysNotValidated, [table.table.quoted])
                names[table.table.quoted] = try result.rows.map { try $0.text("name") }
            }
            return names
        }
    }

    private static func fill(
        _ table: PlannedTable, of plan: DatasetPlan, on connection: PostgresConnection, counting counter: RowCounter
    ) async throws -> CopiedData {
        let name = table.table.quoted
        let columns = plan.copyColumns(of: table.name).map(PostgresConnection.quotedIdentifier).joined(separator: ", ")
        _ = try await connection.execute("BEGIN")
        let relations = try await connection.query(relationsOfTable, [name]).rows
        let watched = try relations.filter { try $0.bool("has_triggers") }.map { try $0.text("name") }
        for relation in watched { _ = try await connection.query(setHasTriggers, [relation, "false"]) }
        let heaps = try relations.filter { try $0.bool("has_rows") }.map { row in
            let heap = TableName(schema: try row.text("schema"), name: try row.text("relation"))
            return (name: heap, quoted: try row.text("name"))
        }
        let truncation = heaps.isEmpty ? "" : "TRUNCATE \(heaps.map(\.quoted).joined(separator: ", "))"
        if !heaps.isEmpty { _ = try await connection.execute(truncation) }
        for heap in heaps { _ = try await connection.query(markIndexesNotReady, [heap.quoted]) }
        func copy(counting: @escaping @Sendable (Int) -> Void) async throws -> CopiedData {
            try await connection.copyIn("COPY \(name) (\(columns)) FROM STDIN (FORMAT binary)") { sink in
                try plan.writeBinaryCopy(
                    of: table.name, with: table.dead, into: { try sink.write($0) }, wrote: counting)
            }
        }
        let copied = try await copy(counting: counter.add)
        let wanted = heaps.compactMap { heap in table.pages[heap.name].map { (relation: heap.quoted, pages: $0) } }
        let room = FillFactor(wanted: wanted, usual: 100, connection: connection)
        if table.dead == nil, try await room.isLoose(rowCount: table.rowCount) {
            // In a table that is older than its transaction COPY fills up the pages behind it, as INSERT does.
            for statement in [truncation, "COMMIT", "BEGIN"] { _ = try await connection.execute(statement) }
            _ = try await copy { _ in }
        }
        try await room.widen { _ in
            _ = try await connection.execute(truncation)
            _ = try await copy { _ in }
        }
        if let dead = table.dead {
            for statement in deletions(of: dead, from: heaps.map(\.quoted), isPartitioned: relations.count > 1) {
                _ = try await connection.execute(statement)
            }
        }
        for relation in watched { _ = try await connection.query(setHasTriggers, [relation, "true"]) }
        _ = try await connection.execute("COMMIT")
        return copied
    }

    /// Rows lie in the heap in the order in which they were written: the dead ones are known by their places. Which of
    /// them went to a partition nobody counted: there they are known by being like the row before them, as no two rows
    /// with a primary key are. No rule of the table may do something else instead.
    private static func deletions(of dead: DeadRows, from heaps: [String], isPartitioned: Bool) -> [String] {
        let (living, all) = (dead.livingCount, dead.rowCount)
        // The n-th living row lies at n * all / living, rounded down.
        let (told, isDead) =
            isPartitioned
            ? ("pg_catalog.record_image_eq(h, pg_catalog.lag(h) OVER (ORDER BY h.ctid))", "d.told")
            : (
                "pg_catalog.row_number() OVER (ORDER BY h.ctid) - 1",
                "(d.told * \(living) + \(all - 1)) / \(all) * \(all) / \(living) <> d.told"
            )
        return ["SET LOCAL session_replication_role = replica"]
            + heaps.map { heap in
                """
                DELETE FROM ONLY \(heap) AS t
                USING (SELECT h.ctid AS address, \(told) AS told FROM ONLY \(heap) AS h) AS d
                WHERE t.ctid = d.address AND \(isDead)
                """
            }
    }

    /// The table, and all of its partitions: TRUNCATE looks at the foreign keys that lead to a partitioned table
    /// whatever `relhastriggers` says, so that its rows are taken from the leaves.
    private static let relationsOfTable = """
        SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name, n.nspname AS schema, c.relname AS relation,
               c.relhastriggers AS has_triggers, c.relkind = 'r' AS has_rows
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND c.oid IN (
            SELECT $1::pg_catalog.regclass
            UNION SELECT t.relid FROM pg_catalog.pg_partition_tree($1::pg_catalog.regclass) AS t)
        ORDER BY c.relkind, n.nspname COLLATE "C", c.relname COLLATE "C"
        """

    private static let setHasTriggers = """
        UPDATE pg_catalog.pg_class SET relhastriggers = $2::pg_catalog.bool WHERE oid = $1::pg_catalog.regclass
        """

    /// COPY opens every index but writes only to those that are ready for inserts.
    private static let markIndexesNotReady = """
        UPDATE pg_catalog.pg_index SET indisready = false, indisvalid = false
        WHERE indrelid = $1::pg_catalog.regclass
          AND indexrelid IN (SELECT c.oid FROM pg_catalog.pg_class AS c WHERE c.relkind = 'i')
        """

    private static let markForeignKeysNotValidated = """
        UPDATE pg_catalog.pg_constraint SET convalidated = false
        WHERE conrelid = $1::pg_catalog.regclass AND contype = 'f' AND convalidated AND conparentid = 0
        RETURNING conname AS name
        """
}

/// Adds up the rows of all streams and tells each new sum.
final class RowCounter: Sendable {
    private let total: Int64
    private let sent = Atomic<Int64>(0)
    private let progress: ProgressListener

    init(of total: Int64, _ progress: @escaping ProgressListener) {
        self.total = total
        self.progress = progress
    }

    func add(_ rowCount: Int) {
        progress(.rowsLoaded(sent.add(Int64(rowCount), ordering: .relaxed).newValue, of: total))
    }
}

extension TableName {
    /// `"schema"."table"`, as SQL takes it.
    var quoted: String {
        PostgresConnection.quotedIdentifier(schema) + "." + PostgresConnection.quotedIdentifier(name)
    }
}
