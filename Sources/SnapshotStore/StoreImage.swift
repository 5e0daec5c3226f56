internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// A SQLite database as bytes in memory: reading one touches no file, and making one gives the same bytes everywhere.
///
/// A database that never was a file has no change counter and no version of SQLite in its header.
enum StoreImage {
    private static let magic = Data("SQLite format 3\0".utf8)

    /// Opens bytes for reading, checks that they are a store, and reads.
    /// - Parameter read: gets the database with its format and seal.
    static func reading<Result>(
        _ bytes: Data, purpose: StorePurpose, _ read: (Database, StoreSchema.Head) throws -> Result
    ) throws -> Result {
        if bytes.isEmpty { throw StoreFault.empty }
        guard bytes.prefix(magic.count) == magic else { throw StoreFault.notSQLite }
        let queue = try DatabaseQueue(configuration: configuration)
        return try queue.inDatabase { database in
            try attach(bytes, to: database)
            return try read(database, try StoreSchema.check(database, purpose: purpose))
        }
    }

    /// Makes a new store and gives its bytes.
    /// - Parameter fill: inserts the rows, in an order that depends on nothing but the rows.
    static func making(
        purpose: StorePurpose, head: StoreSchema.Head, pageByteCount: Int = StoreSchema.pageByteCount,
        fill: (Database) throws -> Void
    ) throws -> Data {
        let queue = try DatabaseQueue(configuration: configuration)
        return try queue.inDatabase { database in
            try database.execute(sql: "PRAGMA page_size = \(pageByteCount)")
            try database.inTransaction {
                try StoreSchema.create(in: database, purpose: purpose, head: head)
                try fill(database)
                return .commit
            }
            var byteCount: sqlite3_int64 = 0
            guard let start = sqlite3_serialize(database.sqliteConnection, "main", &byteCount, 0) else {
                throw StoreFault.unwritable(reason: "SQLite gives no bytes")
            }
            defer { sqlite3_free(start) }
            return Data(bytes: start, count: Int(byteCount))
        }
    }

    private static func attach(_ bytes: Data, to database: Database) throws {
        guard let copy = sqlite3_malloc64(UInt64(bytes.count)) else {
            throw StoreFault.unreadable(reason: "there is not enough memory for \(bytes.count) bytes")
        }
        bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
        let start = copy.assumingMemoryBound(to: UInt8.self)
        let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY)
        let byteCount = sqlite3_int64(bytes.count)
        let status = sqlite3_deserialize(database.sqliteConnection, "main", start, byteCount, byteCount, flags)
        guard status == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: status)) }
        // The schema that GRDB may remember is the empty database's.
        database.clearSchemaCache()
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { try StoreConnection.protect($0) }
        return configuration
    }
}
