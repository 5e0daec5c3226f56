import Postgres
import RehearsalCore

/// One walk through one script: the state between two statements.
struct ScriptWalk {
    let session: PostgresConnection
    let observer: PostgresConnection
    let watchdogMilliseconds: Int
    let script: Script
    let progress: ProgressListener
    private var observations: [StatementObservation] = []
    /// Locks already told for the transaction that is open now.
    private var locksTold: Set<RelationLock> = []
    /// Observations before this index have been given the objects they changed.
    private var attributed = 0
    private var commitComplaint: ServerComplaint?

    init(
        session: PostgresConnection, observer: PostgresConnection, watchdogMilliseconds: Int, script: Script,
        progress: @escaping ProgressListener
    ) {
        self.session = session
        self.observer = observer
        self.watchdogMilliseconds = watchdogMilliseconds
        self.script = script
        self.progress = progress
    }

    mutating func walked() async throws -> ScriptObservation {
        let clock = ContinuousClock()
        let start = clock.now
        var result = ScriptResult.applied
        if case .singleTransaction = script.runner { _ = try await session.execute("BEGIN") }
        for index in script.statements.indices {
            progress(.statementBegan(number: index + 1, of: script.statements.count))
            let step = try await sent(script.statements[index], ordinal: index + 1)
            try await attributeChanges()
            switch step {
            case .accepted: continue
            case .refused where goesOn(behind: script.statements[index]):
                result = .refusedAndContinued
                continue
            case .refused: result = .refused
            case .lost: result = .serverLost
            case .timedOut: result = .timedOut
            }
            break
        }
        let leftOpen = try await ended(&result)
        return ScriptObservation(
            file: script.file, result: result, elapsedMilliseconds: (clock.now - start).milliseconds,
            statementCount: script.statements.count, statements: observations, leftTransactionOpen: leftOpen,
            commitComplaint: commitComplaint)
    }

    /// What the script said itself with `\set ON_ERROR_STOP` comes before its runner.
    private func goesOn(behind statement: Statement) -> Bool {
        switch script.runner {
        case .psql(let onErrorStop): !(statement.onErrorStop ?? onErrorStop)
        case .singleTransaction, .oneMessage: false
        }
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
            commitComplaint = try await complaintAtCommit()
            if commitComplaint != nil { result = .refused }
            try await attributeChanges()
            return false
        case .psql, .oneMessage:
            let status = await session.transactionStatus
            return (status == .inTransaction || status == .inFailedTransaction) && result != .refused
        }
    }

    /// Deferred constraints speak at the COMMIT of a single transaction; nil where it was accepted.
    private func complaintAtCommit() async throws -> ServerComplaint? {
        do {
            _ = try await session.execute("COMMIT", watchdogMilliseconds: watchdogMilliseconds)
            return nil
        } catch {
            guard case .server(let fields) = error else { throw error }
            return ServerComplaint(fields)
        }
    }

    private mutating func sent(_ statement: Statement, ordinal: Int) async throws -> Answer {
        let clock = ContinuousClock()
        let start = clock.now
        var attempt = try await attempted(statement)
        attempt.observation.ordinal = ordinal
        attempt.observation.elapsedMilliseconds = (clock.now - start).milliseconds
        observations.append(attempt.observation)
        progress(.statementEnded(attempt.observation))
        if await session.transactionStatus == .idle { locksTold = [] }
        return attempt.answer
    }

    private struct Attempt {
        var observation: StatementObservation
        var answer: Answer
    }

    /// Sends a statement, inside a transaction of ours where that changes nothing but what can be seen.
    ///
    /// - Parameter mayWrap: false for the second attempt at a statement that will not run inside a transaction block.
    private mutating func attempted(_ statement: Statement, mayWrap: Bool = true) async throws -> Attempt {
        let isIdle = await session.transactionStatus == .idle
        let isOurs = mayWrap && isIdle && executionMode(of: statement) == .wrapped
        var observation = StatementObservation(unseen: statement)
        do {
            if isOurs { _ = try await session.execute("BEGIN") }
            let result = try await answer(to: statement)
            observation.commandTag = result.commandTag
            observation.notices = result.notices.prefix(StatementObservation.noticeLimit).map(\.line)
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
        let reply = try await session.executeEach(statement.text, watchdogMilliseconds: watchdogMilliseconds)
        if let refusal = reply.refusal { throw PostgresError.server(refusal) }
        return (reply.commandTags.last ?? "", reply.notices)
    }

    /// Locks on relations that existed before, which no earlier statement of the open transaction has told.
    private mutating func freshLocks() async throws -> [RelationLock] {
        let result = try await observer.repeatedQuery(Bookkeeping.relationLocks, [String(session.backendProcessID)])
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
        let result = try await observer.repeatedQuery(Bookkeeping.takeChanges)
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

extension StatementObservation {
    /// How many notices of a statement are told.
    static let noticeLimit = 20

    /// A statement of which nothing is known yet but where it stands.
    init(unseen statement: Statement, ordinal: Int = 0) {
        self.init(
            ordinal: ordinal, place: statement.place, excerpt: maskedExcerpt(of: statement.text, limit: 200),
            elapsedMilliseconds: nil, commandTag: nil, notices: [], complaint: nil, locks: .notObserved,
            changedObjects: [])
    }
}

extension ServerErrorFields {
    /// A notice as a report shows it.
    var line: String { "\(severity): \(message)" }
}
