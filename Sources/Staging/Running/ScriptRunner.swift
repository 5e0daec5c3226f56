public import Postgres
public import RehearsalCore

/// Runs one script in a fresh session of its own and watches what every statement does.
///
/// A second session of the bootstrap superuser looks at the first one's locks before each commit; it holds no
/// snapshot while a statement runs. Nothing here judges: refusals are part of the observation.
public struct ScriptRunner: Sendable {
    private let session: ConnectionParameters
    private let observer: ConnectionParameters
    private let limits: Limits

    /// - Parameters:
    ///   - session: how the script's role reaches the database.
    ///   - observer: how the bootstrap superuser reaches the same database.
    public init(session: ConnectionParameters, observer: ConnectionParameters, limits: Limits) {
        self.session = session
        self.observer = observer
        self.limits = limits
    }

    /// Sends the script's statements as its runner says, until its end or the first thing that stops it.
    ///
    /// - Throws: ``PostgresError`` when the sessions cannot be opened, or when the observing session fails: without
    ///   it nothing that is reported would be known.
    public func run(_ script: Script) async throws -> ScriptObservation {
        let session = try await PostgresConnection.connect(to: session)
        let observer: PostgresConnection
        do {
            observer = try await PostgresConnection.connect(to: self.observer)
        } catch {
            await session.close()
            throw error
        }
        do {
            let observation = try await observation(of: script, in: session, seenBy: observer)
            await session.close()
            await observer.close()
            return observation
        } catch {
            await session.close()
            await observer.close()
            throw error
        }
    }

    private func observation(
        of script: Script, in session: PostgresConnection, seenBy observer: PostgresConnection
    ) async throws -> ScriptObservation {
        _ = try await observer.execute("SET application_name = 'pgrehearse observer'")
        switch script.runner {
        case .psql, .singleTransaction:
            var walk = ScriptWalk(
                session: session, observer: observer, watchdogMilliseconds: limits.statementMilliseconds,
                script: script)
            return try await walk.walked()
        case .oneMessage:
            return try await MessageRun(
                session: session, observer: observer, watchdogMilliseconds: limits.statementMilliseconds,
                script: script
            ).run()
        }
    }
}
