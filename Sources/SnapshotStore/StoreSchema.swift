internal import Foundation
internal import GRDB

/// The one schema of both files, and the check that a database has it.
enum StoreSchema {
    /// `PGRH`, in SQLite's application_id.
    static let applicationIdentifier = 0x5047_5248
    static let sentinelWords = "pgrehearse snapshot store"
    static let pageByteCount = 4096

    /// SQLite's user_version: the only number that versions a store.
    ///
    /// A store is written in the oldest format that holds what it holds, so that it stays readable to earlier versions
    /// of the tool for as long as it can; histories are always of the oldest.
    enum Format: Int, CaseIterable {
        case plain = 2
        /// Acceptances may end by a day.
        case expiring = 3
        /// Snapshots have the statistics of tables besides.
        case measured = 4

        var findingsExpire: Bool { self != .plain }
    }

    /// What the first rows of a store say about the rest.
    struct Head {
        var format: Format
        var seal: Data?
    }

    private static func tables(_ format: Format) -> [String] {
        format.findingsExpire ? plainTables.map { $0 == plainFindings ? expiringFindings : $0 } : plainTables
    }

    private static let plainFindings = """
        CREATE TABLE accepted_finding (
            project TEXT NOT NULL, code TEXT NOT NULL, step TEXT, object TEXT, reason TEXT NOT NULL
        ) STRICT
        """

    /// `until` is the last day, `YYYY-MM-DD`.
    private static let expiringFindings = """
        CREATE TABLE accepted_finding (
            project TEXT NOT NULL, code TEXT NOT NULL, step TEXT, object TEXT, reason TEXT NOT NULL, until TEXT
        ) STRICT
        """

    /// `seal` is null in a history: there, every run has its own.
    private static let plainTables = [
        """
        CREATE TABLE sentinel (words TEXT NOT NULL, purpose TEXT NOT NULL, seal BLOB) STRICT
        """,
        """
        CREATE TABLE content (hash BLOB NOT NULL PRIMARY KEY, kind TEXT NOT NULL, body BLOB NOT NULL) STRICT
        """,
        """
        CREATE TABLE expectation (
            project TEXT NOT NULL, server_major_version INTEGER NOT NULL, dataset_identity TEXT NOT NULL,
            settings_identity TEXT NOT NULL, state TEXT NOT NULL,
            snapshot BLOB NOT NULL REFERENCES content (hash), reason TEXT NOT NULL,
            PRIMARY KEY (project, server_major_version, dataset_identity, settings_identity, state)
        ) STRICT, WITHOUT ROWID
        """,
        plainFindings,
        """
        CREATE TABLE run (
            ordinal INTEGER PRIMARY KEY, run_identifier TEXT NOT NULL UNIQUE, project TEXT NOT NULL,
            folder TEXT NOT NULL, ending INTEGER NOT NULL, outcome BLOB NOT NULL REFERENCES content (hash),
            seal BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE run_snapshot (
            run INTEGER NOT NULL REFERENCES run (ordinal), ordinal INTEGER NOT NULL, state TEXT NOT NULL,
            snapshot BLOB NOT NULL REFERENCES content (hash), PRIMARY KEY (run, ordinal)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    /// Makes a new store in an empty database.
    static func create(in database: Database, purpose: StorePurpose, head: Head) throws {
        try database.execute(sql: "PRAGMA application_id = \(applicationIdentifier)")
        try database.execute(sql: "PRAGMA user_version = \(head.format.rawValue)")
        for table in tables(head.format) { try database.execute(sql: table) }
        try database.execute(
            sql: "INSERT INTO sentinel (words, purpose, seal) VALUES (?, ?, ?)",
            arguments: [sentinelWords, purpose.rawValue, head.seal])
    }

    /// Looks whether the database is a store of ours, of a known format, for this purpose, and structurally sound.
    static func check(_ database: Database, purpose: StorePurpose) throws -> Head {
        // First of all, so that nothing more is asked of a file that is not ours.
        guard try number("PRAGMA application_id", in: database) == applicationIdentifier else {
            throw StoreFault.foreign
        }
        let format = try format(of: database)
        let complaints = try String.fetchAll(database, sql: "PRAGMA quick_check(1)")
        guard complaints == ["ok"] else {
            throw StoreFault.damaged(detail: "SQLite's quick_check says \(complaints.first ?? "nothing")")
        }
        let schema = try Row.fetchAll(
            database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        guard try schema.map({ try StoredRow($0).text(0) }) == tables(format) else {
            throw StoreFault.damaged(detail: "its tables are not those of format \(format.rawValue)")
        }
        let sentinels = try Row.fetchAll(database, sql: "SELECT words, purpose, seal FROM sentinel")
        guard sentinels.count == 1, let sentinel = sentinels.first.map(StoredRow.init),
            try sentinel.text(0) == sentinelWords, let found = StorePurpose(rawValue: try sentinel.text(1))
        else { throw StoreFault.damaged(detail: "its sentinel row is missing") }
        guard found == purpose else { throw StoreFault.otherPurpose }
        return Head(format: format, seal: try sentinel.optionalBytes(2))
    }

    private static func format(of database: Database) throws -> Format {
        let found = try number("PRAGMA user_version", in: database)
        if let format = Format(rawValue: found) { return format }
        let known = Format.allCases.map(\.rawValue)
        if let newest = known.max(), found > newest { throw StoreFault.newerFormat(found: found, known: newest) }
        if let oldest = known.min(), (1..<oldest).contains(found) {
            throw StoreFault.olderFormat(found: found, known: oldest)
        }
        throw StoreFault.damaged(detail: "its format is \(found)")
    }

    private static func number(_ pragma: String, in database: Database) throws -> Int {
        guard let number = try Int.fetchOne(database, sql: pragma) else {
            throw StoreFault.damaged(detail: "\(pragma) gives nothing")
        }
        return number
    }
}
