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
        var walk = ScriptWalk(
            session: session, observer: observer, watchdogMilliseconds: limits.statementMilliseconds, script: script)
        do {
            let observation = try await walk.walked()
            await session.close()
            await observer.close()
            return observation
        } catch {
            await session.close()
            await observer.close()
            throw error
        }
    }
}

/// One walk through one script: the state between two statements.
struct ScriptWalk {
    let session: PostgresConnection
    let observer: PostgresConnection
    let watchdogMilliseconds: Int
    let script: Script
    private var observations: [StatementObservation] = []
    /// Locks already told for the transaction that is open now.
    private var locksTold: Set<RelationLock> = []
    /// Observations before this index have been given the objects they changed.
    private var attributed = 0

    init(session: PostgresConnection, observer: PostgresConnection, watchdogMilliseconds: Int, script: Script) {
        self.session = session
        self.observer = observer
        self.watchdogMilliseconds = watchdogMilliseconds
        self.script = script
    }

    mutating func walked() async throws -> ScriptObservation {
        let clock = ContinuousClock()
        let start = clock.now
        _ = try await observer.execute("SET application_name = 'pgrehearse observer'")
        var result = ScriptResult.applied
        if case .singleTransaction = script.runner { _ = try await session.execute("BEGIN") }
        for index in script.statements.indices {
            let step = try await sent(script.statements[index], ordinal: index + 1)
            try await attributeChanges()
            switch step {
            case .accepted: continue
            case .refused:
                if case .psql(onErrorStop: false) = script.runner {
                    result = .refusedAndContinued
                    continue
                }
                result = .refused
            case .lost: result = .serverLost
            case .timedOut: result = .timedOut
            }
            break
        }
        let leftOpen = try await ended(&result)
        return ScriptObservation(
            file: script.file, result: result, elapsedMilliseconds: (clock.now - start).milliseconds,
            statementCount: script.statements.count, statements: observations, leftTransactionOpen: leftOpen)
    }

    private enum Answer { case accepted, refused, lost, timedOut }

    /// Commits a single transaction, or looks whether the script left one of its own open.
    private mutating func ended(_ result: inout ScriptResult) async throws -> Bool {
        guard result != .serverLost, result != .timedOut else { return false }
        switch script.runner {
        case .singleTransaction:
            guard result == .applied else {
                _ = try await session.execute("ROLLBACK")
                return false
            }
            guard await session.transactionStatus != .idle else { return false }
            if try await committed() == .refused { result = .refused }
            try await attributeChanges()
            return false
        case .psql:
            let status = await session.transactionStatus
            return (status == .inTransaction || status == .inFailedTransaction) && result != .refused
        }
    }

    /// The COMMIT of a single transaction belongs to the last statement: deferred constraints speak here.
    private mutating func committed() async throws -> Answer {
        do {
            _ = try await session.execute("COMMIT", watchdogMilliseconds: watchdogMilliseconds)
            return .accepted
        } catch {
            guard case .server(let fields) = error, var last = observations.popLast() else { throw error }
            last.complaint = ServerComplaint(fields)
            last.commandTag = nil
            observations.append(last)
            return .refused
        }
    }

    private mutating func sent(_ statement: Statement, ordinal: Int) async throws -> Answer {
        let clock = ContinuousClock()
        let start = clock.now
        var attempt = try await attempted(statement)
        attempt.observation.ordinal = ordinal
        attempt.observation.elapsedMilliseconds = (clock.now - start).milliseconds
        observations.append(attempt.observation)
        if await session.transactionStatus == .idle { locksTold = [] }
        return attempt.answer
    }

    private struct Attempt {
        var observation: StatementObservation
        var answer: Answer
    }

    private func blank(_ statement: Statement) -> StatementObservation {
        StatementObservation(
            ordinal: 0, place: statement.place, excerpt: maskedExcerpt(of: statement.text, limit: 200),
            elapsedMilliseconds: 0, commandTag: nil, notices: [], complaint: nil, locks: .notObserved,
            changedObjects: [])
    }

    /// Sends a statement, inside a transaction of ours where that changes nothing but what can be seen.
    ///
    /// - Parameter mayWrap: false for the second attempt at a statement that will not run inside a transaction block.
    private mutating func attempted(_ statement: Statement, mayWrap: Bool = true) async throws -> Attempt {
        let isIdle = await session.transactionStatus == .idle
        let isOurs = mayWrap && isIdle && executionMode(of: statement) == .wrapped
        var observation = blank(statement)
        do {
            if isOurs { _ = try await session.execute("BEGIN") }
            let result = try await answer(to: statement)
            observation.commandTag = result.commandTag
            observation.notices = Array(result.notices.prefix(20).map { "\($0.severity): \($0.message)" })
            if await session.transactionStatus == .inTransaction {
                observation.locks = .observed(try await freshLocks())
            } else if transactionControl(of: statement) != .unrelated {
                observation.locks = .observed([])
            }
            if isOurs { _ = try await session.execute("COMMIT", watchdogMilliseconds: watchdogMilliseconds) }
            return Attempt(observation: observation, answer: .accepted)
        } catch let error as PostgresError {
            switch error {
            case .server(let fields):
                if isOurs { try await rolledBack() }
                if isOurs && ["25001", "2D000"].contains(fields.sqlState) {
                    return try await attempted(statement, mayWrap: false)
                }
                observation.complaint = ServerComplaint(fields)
                observation.commandTag = nil
                return Attempt(observation: observation, answer: .refused)
            case .connectionLost: return Attempt(observation: observation, answer: .lost)
            case .watchdog: return Attempt(observation: observation, answer: .timedOut)
            case .unsupportedText(let reason):
                if isOurs { try await rolledBack() }
                observation.complaint = ServerComplaint(severity: "ERROR", sqlState: "0A000", message: reason)
                observation.commandTag = nil
                return Attempt(observation: observation, answer: .refused)
            case .cannotConnect, .cancelled, .undecodable: throw error
            }
        }
    }

    private func rolledBack() async throws {
        if await session.transactionStatus != .idle { _ = try await session.execute("ROLLBACK") }
    }

    private func answer(to statement: Statement) async throws -> (commandTag: String, notices: [ServerErrorFields]) {
        if let data = statement.copyData {
            let copied = try await session.copyIn(
                statement.text, watchdogMilliseconds: watchdogMilliseconds
            ) { sink in
                try data.withUnsafeBytes { try sink.write($0) }
            }
            return ("COPY \(copied.rowCount)", [])
        }
        let result = try await session.execute(statement.text, watchdogMilliseconds: watchdogMilliseconds)
        return (result.commandTag, result.notices)
    }

    /// Locks on relations that existed before, which no earlier statement of the open transaction has told.
    private mutating func freshLocks() async throws -> [RelationLock] {
        let result = try await observer.query(Bookkeeping.relationLocks, [String(session.backendProcessID)])
        var fresh: [RelationLock] = []
        for row in result.rows {
            guard let mode = LockMode(rawValue: try row.text("mode")) else { continue }
            let lock = RelationLock(relation: try row.text("relation"), mode: mode)
            if locksTold.insert(lock).inserted { fresh.append(lock) }
        }
        return fresh
    }

    /// Gives committed changes to the statements that made them, in order.
    private mutating func attributeChanges() async throws {
        guard await session.transactionStatus == .idle, attributed < observations.count else { return }
        let result = try await observer.query(Bookkeeping.takeChanges)
        for row in result.rows {
            let text = try row.text("statement")
            let maker = observations.indices[attributed...].first {
                script.statements[observations[$0].ordinal - 1].text == text
            }
            guard let maker, let change = ChangedObject.Change(rawValue: try row.text("change")) else { continue }
            observations[maker].changedObjects.append(
                ChangedObject(change: change, type: try row.text("object_type"), identity: try row.text("identity")))
        }
        attributed = observations.count
    }
}
