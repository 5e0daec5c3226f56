/// What one script's observation gives rise to: refusals, timeouts, a lost server, an open transaction, unseen locks;
/// of a way back also statements that met no row.
///
/// Differences between states are judged elsewhere. A script that was not run gives nothing here: the verdict tells.
/// - Parameter folder: the project folder as the user spelled it; the project's own path where nil.
public func judgeScript(
    _ observation: ScriptObservation, of script: RehearsedScript, project: Project, folder: String? = nil,
    server: ServerCondition = ServerCondition()
) -> [Finding] {
    let judge = ScriptJudge(
        observation: observation, rehearsed: script, folder: folder ?? project.folder,
        limitMilliseconds: project.limits.statementMilliseconds, server: server)
    var findings = judge.refusals()
    switch observation.result {
    case .timedOut: findings.append(judge.timeout())
    case .serverLost: findings.append(judge.lostServer())
    case .applied, .refused, .refusedAndContinued, .notRun: break
    }
    if case .wayBack(let step, let script) = script {
        findings += judgeRowsMet(
            RowsMet.told(by: observation, of: script), of: step, by: observation, folder: judge.folder)
    }
    if observation.leftTransactionOpen { findings.append(judge.openTransaction()) }
    return findings + (judge.unseenLocks().map { [$0] } ?? [])
}

/// What a step's way back says without being walked: it is missing, empty, or not meant to be.
public func judgeWayBackFile(of step: Step) -> [Finding] {
    switch step.wayBack {
    case .missing(let expectedFile):
        return [
            RollbackMissing.finding(
                step: step.name, place: start(of: step.upward.file),
                message: FivePartMessage(
                    what: "\(step.name) has no way back", place: "looked for \(expectedFile)",
                    stateNow: "no way back was walked for this step",
                    next: "write \(expectedFile), or name the step under migrations.irreversible with the reason"))
        ]
    case .irreversible(let reason):
        return [
            RollbackIrreversible.finding(
                step: step.name, place: start(of: step.upward.file),
                message: FivePartMessage(
                    what: "\(step.name) is declared irreversible: \(reason)", place: "rehearsal.yaml",
                    stateNow: "no way back was walked for this step", next: "nothing, if the reason still holds"))
        ]
    case .script(let script):
        guard script.statements.isEmpty else { return [] }
        return [
            RollbackEmpty.finding(
                step: step.name, place: start(of: script.file),
                message: FivePartMessage(
                    what: "the way back of \(step.name) holds no statement", place: script.file,
                    stateNow: "no way back was walked for this step",
                    next: "write the statements that take \(step.name) back into \(script.file)"))
        ]
    }
}

private func start(of file: String) -> SourcePlace { SourcePlace(file: file, line: 1, column: 1) }
