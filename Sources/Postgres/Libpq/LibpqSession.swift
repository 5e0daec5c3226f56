import CLibPQ

/// One open `PGconn` and what must be known around it; every function blocks.
///
/// Only the connection's thread calls it. The connection is closed when the object goes away, on whatever thread
/// that is: an actor cannot do it itself, because a deinit of its own would not be on its thread.
final class LibpqSession: @unchecked Sendable {
    // @unchecked: used by one thread at a time; made there, and finished when nobody else can have it.
    let connection: OpaquePointer
    let notices = NoticeBox()
    let interrupter: Interrupter
    let backendProcessID: Int32
    let serverVersionNumber: Int
    private let secrets: [String]
    /// Set when a COPY ended before its data did: the server's reason.
    var copyFailure: PostgresError?
    var cursorCount = 0
    /// Statements that the server keeps prepared, by their texts.
    var preparedNames: [String: String] = [:]

    private init(connection: OpaquePointer, secrets: [String], graceMilliseconds: Int) {
        self.connection = connection
        self.secrets = secrets
        interrupter = Interrupter(connection: connection, graceMilliseconds: graceMilliseconds)
        backendProcessID = PQbackendPID(connection)
        serverVersionNumber = Int(PQserverVersion(connection))
        notices.receive(from: connection)
    }

    deinit {
        interrupter.connectionCloses()
        PQfinish(connection)
    }

    /// Connects; blocks until it is done or `timeoutSeconds` passed for each host that is named.
    ///
    /// A `connect_timeout` among the parameters wins over `timeoutSeconds`, and an application name given anywhere
    /// that libpq looks wins over ours.
    static func open(
        _ parameters: ConnectionParameters, timeoutSeconds: Int, graceMilliseconds: Int
    ) throws(PostgresError) -> LibpqSession {
        let options = try ConnectionString.read(parameters).get()
        var given = options.values
        given["client_encoding"] = "UTF8"
        if given["connect_timeout"] == nil { given["connect_timeout"] = String(timeoutSeconds) }
        if given["fallback_application_name"] == nil { given["fallback_application_name"] = "pgrehearse" }
        let names = given.keys.sorted()
        let connection = withCStrings(names) { keywords in
            // Without expansion: a database name that looks like a connection string stays a name.
            withCStrings(names.map { given[$0] }) { values in PQconnectdbParams(keywords, values, 0) }
        }
        guard let connection else { throw .cannotConnect(reason: "libpq is out of memory") }
        guard PQstatus(connection) == CONNECTION_OK else {
            defer { PQfinish(connection) }
            let used = PQpass(connection).map { [String(cString: $0)] } ?? []
            let secrets = (options.secrets + used).sorted { $0.utf8.count > $1.utf8.count }
            throw .cannotConnect(reason: scrubbed(onOneLine(String(cString: PQerrorMessage(connection))), of: secrets))
        }
        return LibpqSession(connection: connection, secrets: options.secrets, graceMilliseconds: graceMilliseconds)
    }

    var transactionStatus: TransactionStatus { TransactionStatus(PQtransactionStatus(connection)) }

    /// The error of a connection that is gone, with the server's last word where it left one.
    func lost(after complaint: ServerErrorFields? = nil) -> PostgresError {
        let lastWord = complaint ?? notices.notices.last { $0.tellsOfShutdown }
        let reason =
            if let lastWord, !lastWord.sqlState.isEmpty {
                "\(lastWord.severity) \(lastWord.sqlState): \(lastWord.message)"
            } else {
                onOneLine(String(cString: PQerrorMessage(connection)))
            }
        return .connectionLost(reason: scrubbed(reason, of: secrets))
    }
}

/// Hands a NULL-ended array of C strings to `body`; nil becomes NULL.
func withCStrings<Result>(
    _ strings: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    // One block holds all bytes, so that any number of strings needs two allocations.
    var bytes: [CChar] = []
    var offsets: [Int?] = []
    for string in strings {
        offsets.append(string.map { _ in bytes.count })
        guard let string else { continue }
        bytes.append(contentsOf: string.utf8.lazy.map { CChar(bitPattern: $0) })
        bytes.append(0)
    }
    return bytes.withUnsafeBufferPointer { block in
        var pointers: [UnsafePointer<CChar>?] = offsets.map { offset in
            offset.flatMap { place in block.baseAddress.map { $0 + place } }
        }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { list in
            guard let start = list.baseAddress else { preconditionFailure("the array holds at least its end") }
            return body(start)
        }
    }
}
