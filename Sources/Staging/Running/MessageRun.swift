import Postgres
import RehearsalCore

/// Sends a whole script as one message of the simple query protocol, and tells what can be known of it.
///
/// To the server that is one transaction, which it opens and commits itself; nobody can look at its locks in between,
/// and the answers come when all is done. So each statement has its command tag, the refused one its complaint, and
/// the changed objects are given to statements in order (``makers(of:among:commandTags:)``); times per statement and
/// locks are not known, and notices stand with the last statement that was reached.
struct MessageRun {
    let session: PostgresConnection
    let observer: PostgresConnection
    let watchdogMilliseconds: Int
    let script: Script

    func run() async throws -> ScriptObservation {
        let clock = ContinuousClock()
        let start = clock.now
        var result = ScriptResult.applied
        var statements: [StatementObservation] = []
        if !script.statements.isEmpty {
            let message = ScriptMessage(script.statements)
            do {
                let reply = try await session.executeEach(message.text, watchdogMilliseconds: watchdogMilliseconds)
                if reply.refusal != nil { result = .refused }
                statements = told(reply, of: message)
                try await attributeChanges(to: &statements)
            } catch let error as PostgresError {
                switch error {
                case .connectionLost: result = .serverLost
                case .watchdog: result = .timedOut
                case .unsupportedText(let reason):
                    result = .refused
                    var first = StatementObservation(unseen: script.statements[0], ordinal: 1)
                    first.complaint = ServerComplaint(severity: "ERROR", sqlState: "0A000", message: reason)
                    statements = [first]
                case .cannotConnect, .server, .cancelled, .undecodable: throw error
                }
            }
        }
        let status = await session.transactionStatus
        return ScriptObservation(
            file: script.file, result: result, elapsedMilliseconds: (clock.now - start).milliseconds,
            statementCount: script.statements.count, statements: statements,
            leftTransactionOpen: result == .applied && (status == .inTransaction || status == .inFailedTransaction))
    }

    /// The statements that were answered, and the one that was refused.
    private func told(_ reply: MessageReply, of message: ScriptMessage) -> [StatementObservation] {
        var observations = zip(script.statements, reply.commandTags).enumerated().map { index, answered in
            var observation = StatementObservation(unseen: answered.0, ordinal: index + 1)
            observation.commandTag = answered.1
            return observation
        }
        if let refusal = reply.refusal {
            // The server reads the whole message before it runs any of it: a syntax error may lie further on.
            let pointed = refusal.position.flatMap { message.statement(at: $0) }
            let index = pointed?.index ?? min(reply.commandTags.count, script.statements.count - 1)
            var observation = StatementObservation(unseen: script.statements[index], ordinal: index + 1)
            observation.complaint = ServerComplaint(refusal)
            observation.complaint?.position = pointed?.position
            observations.append(observation)
        }
        if let last = observations.indices.last {
            observations[last].notices = reply.notices.prefix(StatementObservation.noticeLimit).map(\.line)
        }
        return observations
    }

    private func attributeChanges(to observations: inout [StatementObservation]) async throws {
        let result = try await observer.repeatedQuery(Bookkeeping.takeChanges)
        var commands: [NotedCommand] = []
        var number: Int64?
        for row in result.rows {
            guard let change = ChangedObject.Change(rawValue: try row.text("change")) else { continue }
            let object = ChangedObject(
                change: change, type: try row.text("object_type"), identity: try row.text("identity"))
            let command = try row.int64("command")
            if command == number {
                commands[commands.count - 1].objects.append(object)
            } else {
                commands.append(NotedCommand(tag: try row.text("tag"), objects: [object]))
                number = command
            }
        }
        let tags = observations.compactMap(\.commandTag)
        for (command, maker) in zip(commands, makers(of: commands, among: script.statements, commandTags: tags)) {
            if let maker { observations[maker].changedObjects += command.objects }
        }
    }
}
