internal import GRDB

/// How SQLite is set up before it sees a file that may come from anybody.
enum StoreConnection {
    /// How long a writer waits for another one.
    static let busyLimitSeconds = 30.0

    /// Nothing in the file may call functions, and every cell is checked before it is believed.
    static func protect(_ database: Database) throws {
        try database.execute(sql: "PRAGMA trusted_schema = OFF")
        try database.execute(sql: "PRAGMA cell_size_check = ON")
        try database.execute(sql: "PRAGMA mmap_size = 0")
        // Freed space holds zeros, never remains of what was there before.
        try database.execute(sql: "PRAGMA secure_delete = ON")
    }

    /// For a file that is written in place. Foreign keys are on, as GRDB has it.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyLimitSeconds)
        configuration.prepareDatabase { database in
            try protect(database)
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }
}
