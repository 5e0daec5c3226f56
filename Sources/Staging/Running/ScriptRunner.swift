import Postgres
public import RehearsalCore

/// Runs one script in a fresh session of its own and watches what every statement does.
///
/// A second session, of the bootstrap superuser, looks at the first one's locks before each commit; it holds no
/// snapshot while a statement runs. It is kept from one script to the next. Nothing here judges: refusals are part of
/// the observation.
public struct ScriptRunner: Sendable {
    private let session: ConnectionParameters
    private let observer: ConnectionParameters
    private let kept: KeptConnection
    private let limits: Limits

    /// - Parameters:
    ///   - session: how the script's role reaches the database.
    ///   - observer: how the bootstrap superuser reaches the same database.
    ///   - kept: whose session observes.
    init(session: ConnectionParameters, observer: ConnectionParameters, kept: KeptConnection, limits: Limits) {
        self.session = session
        self.observer = observer
        self.kept = kept
        self.limits = limits
    }

    /// Sends the script's statements as its runner says, until its end or the first thing that stops it.
    ///
    /// - Parameter progress: hears each statement before it is sent and when it has ended; of a script that goes as
    ///   one message, each statement when all have ended.
    /// - Throws: ``PostgresError`` when the server cannot be reached, or when the observing session fails: without it
    ///   nothing that is reported would be known.
    public func run(
        _ script: Script, progress: @escaping ProgressListener = { _ in }
    ) async throws -> ScriptObservation {
        try await kept.use(observer) { observer in
            let session: PostgresConnection
            do {
                session = try await PostgresConnection.connect(to: self.session)
            } catch PostgresError.cannotConnect(let reason) {
                return lockedOut(of: script, reason: reason)
            }
            do {
                let observation = try await observation(of: script, in: session, seenBy: observer, progress: progress)
                await session.close()
                return observation
            } catch {
                await session.close()
                throw error
            }
        }
    }

    private func observation(
        of script: Script, in session: PostgresConnection, seenBy observer: PostgresConnection,
        progress: @escaping ProgressListener
    ) async throws -> ScriptObservation {
        switch script.runner {
        case .psql, .singleTransaction:
            var walk = ScriptWalk(
                session: session, observer: observer, watchdogMilliseconds: limits.statementMilliseconds,
                script: script, progress: progress)
            return try await walk.walked()
        case .oneMessage:
            let observation = try await MessageRun(
                session: session, observer: observer, watchdogMilliseconds: limits.statementMilliseconds,
                script: script
            ).run()
            for statement in observation.statements { progress(.statementEnded(statement)) }
            return observation
        }
    }

    /// The server is up, for the observer came in, and the script's role may not: a script before may have seen to
    /// that. The first statement is refused, because no later one can be sent either.
    private func lockedOut(of script: Script, reason: String) -> ScriptObservation {
        let refused = script.statements.prefix(1).map { statement in
            var observation = StatementObservation(unseen: statement, ordinal: 1)
            observation.complaint = ServerComplaint(
                severity: "FATAL", sqlState: ScriptObservation.lockedOutState,
                message: "the script's role cannot log in: \(reason)")
            return observation
        }
        return ScriptObservation(
            file: script.file, result: refused.isEmpty ? .applied : .refused, elapsedMilliseconds: 0,
            statementCount: script.statements.count, statements: refused)
    }
}
