internal import Foundation
internal import GRDB

/// The one schema of both files, and the check that a database has it.
enum StoreSchema {
    /// `PGRH`, in SQLite's application_id.
    static let applicationIdentifier = 0x5047_5248
    /// SQLite's user_version: the only number that versions a store.
    static let format = 2
    static let sentinelWords = "pgrehearse snapshot store"
    static let pageByteCount = 4096

    /// `seal` is null in a history: there, every run has its own.
    private static let tables = [
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
        """
        CREATE TABLE accepted_finding (
            project TEXT NOT NULL, code TEXT NOT NULL, step TEXT, object TEXT, reason TEXT NOT NULL
        ) STRICT
        """,
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
    static func create(in database: Database, purpose: StorePurpose, seal: Data?) throws {
        try database.execute(sql: "PRAGMA application_id = \(applicationIdentifier)")
        try database.execute(sql: "PRAGMA user_version = \(format)")
        for table in tables { try database.execute(sql: table) }
        try database.execute(
            sql: "INSERT INTO sentinel (words, purpose, seal) VALUES (?, ?, ?)",
            arguments: [sentinelWords, purpose.rawValue, seal])
    }

    /// Looks whether the database is a store of ours, of this format, for this purpose, and structurally sound.
    /// - Returns: the seal.
    static func check(_ database: Database, purpose: StorePurpose) throws -> Data? {
        // First of all, so that nothing more is asked of a file that is not ours.
        guard try number("PRAGMA application_id", in: database) == applicationIdentifier else {
            throw StoreFault.foreign
        }
        let found = try number("PRAGMA user_version", in: database)
        if found > format { throw StoreFault.newerFormat(found: found, known: format) }
        if (1..<format).contains(found) { throw StoreFault.olderFormat(found: found, known: format) }
        guard found == format else { throw StoreFault.damaged(detail: "its format is \(found)") }
        let complaints = try String.fetchAll(database, sql: "PRAGMA quick_check(1)")
        guard complaints == ["ok"] else {
            throw StoreFault.damaged(detail: "SQLite's quick_check says \(complaints.first ?? "nothing")")
        }
        let schema = try Row.fetchAll(
            database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        guard try schema.map({ try StoredRow($0).text(0) }) == tables else {
            throw StoreFault.damaged(detail: "its tables are not those of format \(format)")
        }
        let sentinels = try Row.fetchAll(database, sql: "SELECT words, purpose, seal FROM sentinel")
        guard sentinels.count == 1, let sentinel = sentinels.first.map(StoredRow.init),
            try sentinel.text(0) == sentinelWords, let found = StorePurpose(rawValue: try sentinel.text(1))
        else { throw StoreFault.damaged(detail: "its sentinel row is missing") }
        guard found == purpose else { throw StoreFault.otherPurpose }
        return try sentinel.optionalBytes(2)
    }

    private static func number(_ pragma: String, in database: Database) throws -> Int {
        guard let number = try Int.fetchOne(database, sql: pragma) else {
            throw StoreFault.damaged(detail: "\(pragma) gives nothing")
        }
        return number
    }
}
