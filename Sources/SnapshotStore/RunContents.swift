internal import Foundation
internal import GRDB
internal import RehearsalCore

/// A run as rows of the history, and the way back from rows to values.
struct RunContents {
    private let outcome: Outcome
    private let outcomeContent: StoredContent
    private let snapshots: [(state: StateName, contents: SnapshotContents)]

    init(outcome: Outcome, snapshots: [Snapshot]) throws {
        try outcome.runIdentifier.refuseNull()
        try outcome.project.refuseNull()
        try outcome.folder.refuseNull()
        for snapshot in snapshots { try snapshot.state.description.refuseNull() }
        self.outcome = outcome
        outcomeContent = try StoredContent(kind: .outcome, encoding: StoredOutcome(outcome: outcome))
        self.snapshots = try snapshots.map { ($0.state, try SnapshotContents(of: $0)) }
    }

    /// - Precondition: inside a transaction that holds the write lock.
    func insert(into database: Database) throws {
        let isThere = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE run_identifier = ?)",
            arguments: [outcome.runIdentifier])
        if isThere == true { throw StoreFault.runRecordedBefore(runIdentifier: outcome.runIdentifier) }

        let insertContent = try database.makeStatement(
            sql: "INSERT INTO content (hash, kind, body) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING")
        var inserted: Set<ContentHash> = []
        for content in [outcomeContent] + snapshots.flatMap({ [$0.contents.root] + $0.contents.parts })
        where inserted.insert(content.hash).inserted {
            try insertContent.execute(arguments: [content.hash.bytes, content.kind.rawValue, content.body])
        }
        let row = RunRow(
            run: RecordedRun(
                runIdentifier: outcome.runIdentifier, project: outcome.project, folder: outcome.folder,
                ending: outcome.ending, states: snapshots.map(\.state)),
            outcome: outcomeContent.hash, roots: snapshots.map(\.contents.root.hash))
        let ordinal = try (Int64.fetchOne(database, sql: "SELECT max(ordinal) FROM run") ?? 0) + 1
        try database.execute(
            sql: """
                INSERT INTO run (ordinal, run_identifier, project, folder, ending, outcome, seal)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                ordinal, row.run.runIdentifier, row.run.project, row.run.folder, row.run.ending.rawValue,
                row.outcome.bytes, row.seal,
            ])
        for (position, snapshot) in snapshots.enumerated() {
            try database.execute(
                sql: "INSERT INTO run_snapshot (run, ordinal, state, snapshot) VALUES (?, ?, ?, ?)",
                arguments: [ordinal, position + 1, snapshot.state.description, snapshot.contents.root.hash.bytes])
        }
    }

    static func runs(
        project: String?, folder: String?, limit: Int, in database: Database
    ) throws -> [RecordedRun] {
        let sql = """
            \(RunRow.select)
            WHERE (?1 IS NULL OR project = ?1) AND (?2 IS NULL OR folder = ?2) ORDER BY ordinal DESC LIMIT ?3
            """
        let rows = try Row.fetchAll(database, sql: sql, arguments: [project, folder, max(0, limit)])
        return try rows.map { try RunRow(StoredRow($0), in: database).run }
    }

    static func outcome(ofRun runIdentifier: String, in database: Database) throws -> Outcome {
        let row = try row(ofRun: runIdentifier, in: database)
        return try content(row.outcome, .outcome, in: database).decoded(StoredOutcome.self).outcome
    }

    /// - Parameter isWanted: which states' snapshots are put together.
    static func snapshots(
        ofRun runIdentifier: String, in database: Database, where isWanted: (StateName) -> Bool = { _ in true }
    ) throws -> [Snapshot] {
        let row = try row(ofRun: runIdentifier, in: database)
        var known: [ContentHash: StoredContent] = [:]
        return try zip(row.run.states, row.roots).filter { isWanted($0.0) }.map { state, root in
            try SnapshotContents.snapshot(try content(root, .snapshot, in: database), state: state) { hash, kind in
                if let content = known[hash], content.kind == kind { return content }
                let content = try content(hash, kind, in: database)
                known[hash] = content
                return content
            }
        }
    }

    private static func row(ofRun runIdentifier: String, in database: Database) throws -> RunRow {
        let sql = "\(RunRow.select) WHERE run_identifier = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [runIdentifier]) else {
            throw StoreFault.runUnknown(runIdentifier: runIdentifier)
        }
        return try RunRow(StoredRow(row), in: database)
    }

    private static func content(
        _ hash: ContentHash, _ kind: ContentKind, in database: Database
    ) throws -> StoredContent {
        let statement = try database.cachedStatement(sql: "SELECT kind, body FROM content WHERE hash = ?")
        guard let row = try Row.fetchOne(statement, arguments: [hash.bytes]) else {
            throw StoreFault.damaged(detail: "content \(hash.hexadecimal.prefix(12))… is missing")
        }
        let content = try StoredRow(row).content(kind: 0, body: 1, hash: hash)
        guard content.kind == kind else {
            throw StoreFault.damaged(detail: "content \(hash.hexadecimal.prefix(12))… is of another kind")
        }
        return content
    }
}

/// A run's row with the rows of its snapshots, as sealed.
private struct RunRow {
    static let select = "SELECT ordinal, run_identifier, project, folder, ending, outcome, seal FROM run"

    var run: RecordedRun
    var outcome: ContentHash
    /// One per state.
    var roots: [ContentHash]

    init(run: RecordedRun, outcome: ContentHash, roots: [ContentHash]) {
        self.run = run
        self.outcome = outcome
        self.roots = roots
    }

    /// Reads the snapshots' rows as well, and verifies the seal.
    init(_ row: StoredRow, in database: Database) throws {
        let number = try row.number(4)
        guard let ending = Int32(exactly: number).flatMap(Ending.init(rawValue:)) else {
            throw StoreFault.damaged(detail: "\(number) is no ending of a run")
        }
        let rows = try Row.fetchAll(
            database, sql: "SELECT state, snapshot FROM run_snapshot WHERE run = ? ORDER BY ordinal",
            arguments: [try row.number(0)]
        ).map(StoredRow.init)
        self.init(
            run: RecordedRun(
                runIdentifier: try row.text(1), project: try row.text(2), folder: try row.text(3), ending: ending,
                states: try rows.map { try $0.state(0) }),
            outcome: try row.hash(5), roots: try rows.map { try $0.hash(1) })
        guard try row.bytes(6) == seal else {
            throw StoreFault.damaged(detail: "the rows of run \(run.runIdentifier) do not have their seal")
        }
    }

    var seal: Data {
        var encoding = SnapshotEncoding()
        encoding.append("\(StoreSchema.sentinelWords) \(StoreSchema.Format.plain.rawValue) run")
        for text in [run.runIdentifier, run.project, run.folder] { encoding.append(text) }
        encoding.append(Int64(run.ending.rawValue))
        encoding.append(bytes: outcome.bytes)
        for (state, root) in zip(run.states, roots) {
            encoding.append(state.description)
            encoding.append(bytes: root.bytes)
        }
        return Data(SHA256Digest(of: encoding.bytes).bytes)
    }
}

/// An outcome with the number of its JSON form.
private struct StoredOutcome: Codable {
    var format: Int
    var outcome: Outcome

    /// Counted up when ``Outcome`` changes so that what was stored before cannot be read.
    static let format = 2

    init(outcome: Outcome) {
        format = Self.format
        self.outcome = outcome
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        format = try container.decode(Int.self, forKey: .format)
        guard format == Self.format else {
            throw DecodingError.dataCorruptedError(
                forKey: .format, in: container,
                debugDescription: "the outcome has form \(format), and this version knows form \(Self.format)")
        }
        outcome = try container.decode(Outcome.self, forKey: .outcome)
    }
}
