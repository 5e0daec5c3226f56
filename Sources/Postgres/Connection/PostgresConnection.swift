/// One connection to a PostgreSQL server.
///
/// Everything runs in the order of the calls on a thread that belongs to the connection, so a call may block for hours
/// without holding up other tasks. The thread ends and the connection closes when the last reference goes away.
/// After ``PostgresError/connectionLost(reason:)`` every further call says the same; connect anew.
public actor PostgresConnection {
    /// How long a server may take to obey a cancel request before the socket is shut down.
    static let graceMilliseconds = 5000

    public nonisolated let backendProcessID: Int32
    /// For example 150018 for 15.18.
    public nonisolated let serverVersionNumber: Int
    nonisolated let interrupter: Interrupter
    private nonisolated let thread: ConnectionThread
    private var session: LibpqSession?
    private var reasonWithoutSession = "the connection was closed"
    /// The notices of the last statement, also of one that failed.
    public private(set) var noticesOfLastStatement: [ServerErrorFields] = []

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    private init(_ session: LibpqSession, on thread: ConnectionThread) {
        self.thread = thread
        self.session = session
        backendProcessID = session.backendProcessID
        serverVersionNumber = session.serverVersionNumber
        interrupter = session.interrupter
    }

    deinit { thread.stop() }

    /// Opens a connection that speaks UTF-8.
    ///
    /// - Parameter timeoutSeconds: the limit per host, unless the parameters have a `connect_timeout`; libpq makes
    ///   2 of 1.
    /// - Throws: ``PostgresError/cannotConnect(reason:)``; ``PostgresError/cancelled`` when the task was cancelled
    ///   meanwhile, which is noticed once libpq has returned.
    public static func connect(
        to parameters: ConnectionParameters, timeoutSeconds: Int = 10
    ) async throws(PostgresError) -> PostgresConnection {
        try await connect(to: parameters, timeoutSeconds: timeoutSeconds, graceMilliseconds: graceMilliseconds)
    }

    static func connect(
        to parameters: ConnectionParameters, timeoutSeconds: Int = 10, graceMilliseconds: Int
    ) async throws(PostgresError) -> PostgresConnection {
        precondition(timeoutSeconds > 0, "a limit of nothing would be no limit to libpq")
        if Task.isCancelled { throw .cancelled }
        guard let thread = ConnectionThread.start() else {
            throw .cannotConnect(reason: "the system has no thread left for the connection")
        }
        let opening = await thread.perform {
            Result { () throws(PostgresError) in
                try LibpqSession.open(
                    parameters, timeoutSeconds: timeoutSeconds, graceMilliseconds: graceMilliseconds)
            }
        }
        switch opening {
        case .failure(let error):
            thread.stop()
            throw error
        case .success(let session):
            let connection = PostgresConnection(session, on: thread)
            if Task.isCancelled { throw .cancelled }
            return connection
        }
    }

    /// Where the session stands; ``TransactionStatus/unknown`` once it is closed or lost.
    public var transactionStatus: TransactionStatus { session?.transactionStatus ?? .unknown }

    /// Closes the connection; further calls throw ``PostgresError/connectionLost(reason:)``.
    public func close() {
        session = nil
    }

    /// Cancels the statement that runs now, from any thread and without blocking; its call throws
    /// ``PostgresError/cancelled``. Nothing happens when none runs.
    ///
    /// A server that does not obey within 5 seconds loses the connection.
    public nonisolated func cancel() {
        interrupter.cancel()
    }

    /// Runs blocking work on this thread as one statement: cancellable, watched, and closed down after a loss.
    func supervised<Value>(
        watchdogMilliseconds: Int?, _ work: (LibpqSession) throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        precondition(watchdogMilliseconds.map { $0 > 0 } ?? true, "a watchdog needs time before it bites")
        let interrupter = interrupter
        let result: Result<Value, PostgresError> = await withTaskCancellationHandler {
            supervisedHere(watchdogMilliseconds, work)
        } onCancel: {
            interrupter.cancel()
        }
        return try result.get()
    }

    private func supervisedHere<Value>(
        _ watchdogMilliseconds: Int?, _ work: (LibpqSession) throws(PostgresError) -> Value
    ) -> Result<Value, PostgresError> {
        guard let session else { return .failure(.connectionLost(reason: reasonWithoutSession)) }
        let isWatched = interrupter.statementBegins(watchdogMilliseconds: watchdogMilliseconds)
        let result = Result { () throws(PostgresError) in
            guard isWatched else { throw .connectionLost(reason: "the system has no thread left for the watchdog") }
            // Only now: a cancellation from here on finds the statement announced.
            if Task.isCancelled { throw .cancelled }
            return try work(session)
        }
        let verdict = interrupter.statementEnded()
        noticesOfLastStatement = session.notices.notices
        return result.mapError { error in
            if case .connectionLost(let reason) = error {
                reasonWithoutSession = reason
                self.session = nil
            }
            return told(error, verdict)
        }
    }

    /// An error that we brought about ourselves is told as what it is; what the server did of its own accord stays.
    private func told(_ error: PostgresError, _ verdict: Interrupter.Verdict) -> PostgresError {
        let isOurDoing =
            switch error {
            case .server(let fields): fields.sqlState == "57014"
            case .cancelled, .connectionLost: true
            case .cannotConnect, .watchdog, .undecodable, .unsupportedText: false
            }
        guard isOurDoing else { return error }
        switch verdict {
        case .none: return error
        case .cancelled: return .cancelled
        case .watchdog(let milliseconds): return .watchdog(milliseconds: milliseconds)
        }
    }
}
