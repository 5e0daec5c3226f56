/// Words and places for what happened in one script.
struct ScriptJudge {
    let observation: ScriptObservation
    let rehearsed: RehearsedScript
    let folder: String
    let limitMilliseconds: Int
    let server: ServerCondition

    /// The most refusals of one script that are told one by one.
    static let refusalLimit = 20

    private var script: Script { rehearsed.script }
    private var runAgain: String { "correct \(fileToCorrect), then: \(runCommand)" }

    /// A migration that ran the first time and is refused the second meets what its way back left behind.
    private var fileToCorrect: String {
        switch rehearsed {
        case .baseline, .upward, .wayBack, .unwinding: return observation.file
        case .again(let step), .rewinding(let step):
            guard case .script(let script) = step.wayBack else { return observation.file }
            return "\(script.file), which left behind what this statement meets"
        }
    }

    private var refusalRule: any FindingRule.Type {
        switch rehearsed {
        case .baseline, .upward, .again: MigrationRefused.self
        case .wayBack: RollbackRefused.self
        case .unwinding, .rewinding: ChainRefused.self
        }
    }

    /// One finding per refused statement, but not for statements that were refused only because of one before them.
    func refusals() -> [Finding] {
        let refused = observation.statements.filter { statement in
            guard let complaint = statement.complaint else { return false }
            return complaint.sqlState != "25P02" || statement.ordinal == firstRefused?.ordinal
        }
        let leftOut = refused.count - Self.refusalLimit
        let told = refused.prefix(Self.refusalLimit).enumerated().map { index, statement in
            let isLastTold = index == Self.refusalLimit - 1 && leftOut > 0
            return refusal(statement, more: isLastTold ? "; \(leftOut) more in this file" : "")
        }
        return told + (observation.commitComplaint.map { [refusedCommit($0)] } ?? [])
    }

    /// The COMMIT that the runner adds stands nowhere: the place is that of the statement before it.
    private func refusedCommit(_ complaint: ServerComplaint) -> Finding {
        let last = lastPlace()
        return refusalRule.finding(
            step: rehearsed.step, place: last.place,
            message: FivePartMessage(
                what: "the server refused the COMMIT that ends \(rehearsed.words)",
                place: "behind \(last.words), the last one", serverSaid: complaint.redacted,
                stateNow: "nothing of the script was kept: its transaction was rolled back; \(rehearsed.consequence)",
                next: runAgain))
    }

    private var firstRefused: StatementObservation? { observation.statements.first { $0.complaint != nil } }

    private func refusal(_ statement: StatementObservation, more: String) -> Finding {
        let place = errorPlace(of: statement)
        let shown = maskedExcerpt(of: statement.excerpt, limit: 60)
        if statement.complaint?.sqlState == diskFullState {
            return DiskFull.finding(
                step: rehearsed.step, place: place,
                message: FivePartMessage(
                    what: "the disk was full at statement \(statement.ordinal) of \(rehearsed.words): \(shown)\(more)",
                    place: words(for: place, statement), serverSaid: statement.complaint?.redacted,
                    stateNow: diskWords + stateAfterRefusal(of: statement), next: roomAdvice))
        }
        return refusalRule.finding(
            step: rehearsed.step, place: place,
            message: FivePartMessage(
                what: "the server refused statement \(statement.ordinal)\(orTheCommit(statement)) of "
                    + "\(rehearsed.words): \(shown)\(more)",
                place: words(for: place, statement), serverSaid: statement.complaint?.redacted,
                stateNow: stateAfterRefusal(of: statement), next: advice(for: statement) ?? runAgain))
    }

    /// The server commits a message behind its last statement before it answers that statement.
    private func orTheCommit(_ statement: StatementObservation) -> String {
        guard script.runner == .oneMessage, statement.ordinal == script.statements.count,
            statement.complaint?.position == nil
        else { return "" }
        return ", or the commit behind it,"
    }

    /// The error's own position where the server gave one, else the statement's beginning.
    private func errorPlace(of statement: StatementObservation) -> SourcePlace {
        let index = statement.ordinal - 1
        guard let position = statement.complaint?.position, script.statements.indices.contains(index) else {
            return statement.place
        }
        return place(ofPosition: position, in: script.statements[index])
    }

    private func words(for place: SourcePlace, _ statement: StatementObservation) -> String {
        let number = "statement \(statement.ordinal) of \(observation.statementCount)"
        guard place != statement.place else { return "\(place), \(number)" }
        return "\(place), in \(number), which begins at \(statement.place.line):\(statement.place.column)"
    }

    private func stateAfterRefusal(of statement: StatementObservation) -> String {
        let isLast = statement.ordinal == observation.statements.last?.ordinal
        guard observation.result != .refusedAndContinued, isLast else {
            return "the script went on behind it, as its runner or ON_ERROR_STOP says; \(rehearsed.consequence)"
        }
        return "\(kept(before: statement)); \(rehearsed.consequence)"
    }

    /// What stays of a script that stopped at a statement, by the transactions that the script made itself.
    private func kept(before statement: StatementObservation) -> String {
        switch script.runner {
        case .singleTransaction: return "nothing of the script was kept: its transaction was rolled back"
        case .oneMessage:
            guard let commit = lastCommit(before: statement.ordinal) else {
                return "nothing of the script was kept: its message is one transaction, which was rolled back"
            }
            return "what ran up to the commit of statement \(commit) is committed, the rest was rolled back"
        case .psql: break
        }
        guard let begin = openingStatement(before: statement.ordinal) else {
            guard statement.ordinal > 1 else { return "nothing was committed before it" }
            return "what ran before it is committed (\(statement.ordinal - 1) of \(observation.statementCount))"
        }
        return "the transaction that statement \(begin) opened was rolled back"
            + (begin > 1 ? "; what ran before that is committed" : "")
    }

    /// The 1-based number of the BEGIN that a statement stands behind; nil outside of a transaction.
    private func openingStatement(before ordinal: Int) -> Int? {
        var opened: Int?
        for (index, statement) in script.statements.prefix(max(0, ordinal - 1)).enumerated() {
            switch transactionControl(of: statement) {
            case .begins: opened = opened ?? index + 1
            case .ends: opened = nil
            case .endsAndBegins: opened = index + 1
            case .savepoint, .unrelated: break
            }
        }
        return opened
    }

    /// The 1-based number of the last COMMIT before a statement; nil where there is none.
    private func lastCommit(before ordinal: Int) -> Int? {
        script.statements.prefix(max(0, ordinal - 1)).lastIndex { statement in
            let word = tokens(of: statement.text).first { $0.kind != .comment }?.keyword
            switch transactionControl(of: statement) {
            case .ends, .endsAndBegins: return word == "commit" || word == "end"
            case .begins, .savepoint, .unrelated: return false
            }
        }.map { $0 + 1 }
    }

    /// For a few refusals the next thing to do is not in the statement itself.
    private func advice(for statement: StatementObservation) -> String? {
        switch statement.complaint?.sqlState {
        case "25001" where script.runner == .oneMessage:
            "a message of several statements is one transaction: put the statement alone into a step of its own, "
                + "then: \(runCommand)"
        case "25001":
            "take the statement out of the transaction (BEGIN, or runner kind single_transaction), then: \(runCommand)"
        case "42501": "give the owner what it lacks in rehearsal.yaml (roles, server.extensions), then: \(runCommand)"
        case ScriptObservation.lockedOutState:
            "let the step before leave the owner LOGIN, CONNECT and connections to the database, then: \(runCommand)"
        default: nil
        }
    }

    var runCommand: String { "pgrehearse run \(shellWord(folder))" }
}

extension ScriptJudge {
    /// The last statement that was sent: the one that was neither accepted nor refused.
    var lastSent: StatementObservation? { observation.statements.last }

    func lastPlace() -> (place: SourcePlace, words: String) {
        guard let lastSent else {
            let place = SourcePlace(file: observation.file, line: 1, column: 1)
            return (place, place.description)
        }
        return (lastSent.place, words(for: lastSent.place, lastSent))
    }

    func timeout() -> Finding {
        let last = lastPlace()
        let number = lastSent.map { " \($0.ordinal)" } ?? ""
        return StatementTimeout.finding(
            step: rehearsed.step, place: last.place,
            message: FivePartMessage(
                what: "statement\(number) of \(rehearsed.words) was cancelled after \(limitWords)", place: last.words,
                stateNow: "the client cancelled the statement; \(rehearsed.consequence)",
                next: "make the statement shorter, or raise limits.statement in rehearsal.yaml, then: \(runCommand)"))
    }

    private var limitWords: String {
        if limitMilliseconds % 60_000 == 0 { return "\(limitMilliseconds / 60_000) min" }
        return limitMilliseconds % 1000 == 0 ? "\(limitMilliseconds / 1000) s" : "\(limitMilliseconds) ms"
    }

    func openTransaction() -> Finding {
        let begin = openingStatement(before: observation.statementCount + 1)
        let opened = begin.map { script.statements[$0 - 1].place }
        return TransactionLeftOpen.finding(
            step: rehearsed.step, place: opened ?? SourcePlace(file: observation.file, line: 1, column: 1),
            message: FivePartMessage(
                what: "\(rehearsed.words) ends inside a transaction that it opened itself",
                place: opened.map { "\($0), statement \(begin ?? 0) of \(observation.statementCount)" }
                    ?? observation.file,
                stateNow: "the transaction was rolled back, as psql does; \(rehearsed.consequence)", next: runAgain))
    }

    /// One note per script that production will see; a second run says nothing that the first did not.
    func unseenLocks() -> Finding? {
        switch rehearsed {
        case .baseline, .again, .unwinding, .rewinding: return nil
        case .upward, .wayBack: break
        }
        let unseen = observation.statements.filter { $0.locks == .notObserved && $0.commandTag != nil }
        guard let first = unseen.first else { return nil }
        return LocksNotObserved.finding(
            step: rehearsed.step, place: first.place,
            message: FivePartMessage(
                what: "\(unseen.count) of \(observation.statementCount) statements of \(rehearsed.words) "
                    + "\(reasonNobodyLooked): their locks were not observed",
                place: "\(first.place), statement \(first.ordinal) of \(observation.statementCount), is the first",
                stateNow: "the strongest lock in the report leaves them out", next: "nothing"))
    }
}

extension ScriptJudge {
    private var reasonNobodyLooked: String {
        switch script.runner {
        case .psql, .singleTransaction: "cannot run inside a transaction"
        case .oneMessage: "ran in one message"
        }
    }
}

/// A word as a POSIX shell reads it back.
func shellWord(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || "/._-+@%,".utf8.contains(byte)
    }
    if isPlain && !text.isEmpty && !text.hasPrefix("-") { return text }
    return "'\(text.replacing(scalar: "'", with: "'\\''"))'"
}
