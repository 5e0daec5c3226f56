import CLibPQ

/// The rows of one statement, as text in the server's output format.
public struct QueryResult: Hashable, Sendable {
    /// In the statement's order; names may repeat, and then the first one is found by name.
    public let columns: [String]
    public let rows: [Row]
    /// For example `SELECT 3` or `CREATE TABLE`; empty for an empty statement.
    public let commandTag: String
    /// The number in the command tag: rows selected, inserted, updated, deleted, copied. Nil where it has none.
    public let affectedRowCount: Int64?

    public init(
        columns: [String], rows: [[String?]], commandTag: String = "", affectedRowCount: Int64? = nil
    ) {
        precondition(rows.allSatisfy { $0.count == columns.count }, "a row has one value per column")
        self.columns = columns
        self.rows = rows.map { Row(columns: columns, values: $0) }
        self.commandTag = commandTag
        self.affectedRowCount = affectedRowCount
    }

    /// What an empty statement gives.
    static let nothing = QueryResult(columns: [], rows: [])

    /// Copies a `PGresult`, which stays the caller's.
    init(copying result: OpaquePointer) {
        let width = PQnfields(result)
        let names = (0..<width).map { String(cString: PQfname(result, $0)) }
        columns = names
        rows = (0..<PQntuples(result)).map { row in
            Row(columns: names, values: (0..<width).map { value(of: result, row: row, column: $0) })
        }
        commandTag = String(cString: PQcmdStatus(result))
        affectedRowCount = Int64(String(cString: PQcmdTuples(result)))
    }
}

extension QueryResult {
    /// One row; typed access says which column could not be read and why.
    public struct Row: Hashable, Sendable {
        let columns: [String]
        /// In column order; nil is NULL.
        public let values: [String?]

        /// The value at a 0-based place in column order; nil is NULL.
        public subscript(index: Int) -> String? { values[index] }

        /// - Throws: ``PostgresError/undecodable(column:value:wanted:)`` for NULL and for an unknown column.
        public func text(_ column: String) throws(PostgresError) -> String {
            try required(column, "text") { $0 }
        }

        /// Nil is NULL.
        public func optionalText(_ column: String) throws(PostgresError) -> String? {
            try decoded(column, "text") { $0 }
        }

        public func int(_ column: String) throws(PostgresError) -> Int {
            try required(column, "an integer") { Int($0) }
        }

        public func optionalInt(_ column: String) throws(PostgresError) -> Int? {
            try decoded(column, "an integer") { Int($0) }
        }

        public func int64(_ column: String) throws(PostgresError) -> Int64 {
            try required(column, "a 64-bit integer") { Int64($0) }
        }

        public func optionalInt64(_ column: String) throws(PostgresError) -> Int64? {
            try decoded(column, "a 64-bit integer") { Int64($0) }
        }

        /// `NaN` and `Infinity` are numbers here, as they are to the server.
        public func double(_ column: String) throws(PostgresError) -> Double {
            try required(column, "a number") { Double($0) }
        }

        public func optionalDouble(_ column: String) throws(PostgresError) -> Double? {
            try decoded(column, "a number") { Double($0) }
        }

        public func bool(_ column: String) throws(PostgresError) -> Bool {
            try required(column, "a boolean", truth)
        }

        public func optionalBool(_ column: String) throws(PostgresError) -> Bool? {
            try decoded(column, "a boolean", truth)
        }

        private func truth(_ text: String) -> Bool? {
            switch text {
            case "t": true
            case "f": false
            default: nil
            }
        }

        private func required<T>(
            _ column: String, _ wanted: String, _ decode: (String) -> T?
        ) throws(PostgresError) -> T {
            guard let value = try decoded(column, wanted, decode) else {
                throw .undecodable(column: column, value: nil, wanted: wanted)
            }
            return value
        }

        private func decoded<T>(
            _ column: String, _ wanted: String, _ decode: (String) -> T?
        ) throws(PostgresError) -> T? {
            guard let index = columns.firstIndex(of: column) else {
                throw .undecodable(column: column, value: nil, wanted: "a column of this name")
            }
            guard let text = values[index] else { return nil }
            guard let value = decode(text) else {
                throw .undecodable(column: column, value: text, wanted: wanted)
            }
            return value
        }
    }
}

private func value(of result: OpaquePointer, row: Int32, column: Int32) -> String? {
    guard PQgetisnull(result, row, column) == 0 else { return nil }
    let bytes = UnsafeRawBufferPointer(
        start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    return String(decoding: bytes, as: UTF8.self)
}
