/// What a drill's comparison of the state before a step with the state after its way back says.
public struct WayBackJudgement: Hashable, Sendable {
    public var schemaRestored: DrillRecord.Answer
    public var dataRestored: DrillRecord.Answer
    public var plansRestored: DrillRecord.Answer
    /// What of the schema is other than it was, with what the way back lacks.
    public var residues: [Residue]
    /// What of the rows and values from before the step is not there any more.
    public var losses: [Loss]
    public var findings: [Finding]
}

/// Compares the state before a step with the state after its way back.
///
/// Every difference in semantic, security and performance facts, in sequences and in rows is a finding that fails, but
/// for rows and values that the way back declares to lose: they are notes.
/// Physical differences are told together in one note. Nothing is volatile here: both states stem from one database.
/// - Parameters:
///   - after: the state after the step, from which the way back began; where it is not known, whether the way back
///     changed anything is told by what its statements did.
///   - folder: the project folder as the user spelled it, for the commands that findings suggest.
public func judgeWayBack(
    of step: Step, before: Snapshot, down: Snapshot, upward: ScriptObservation, downward: ScriptObservation,
    folder: String, after: Snapshot? = nil, lineage: CatalogLineage = .oneDatabase
) -> WayBackJudgement {
    let judge = WayBackJudge(step: step, upward: upward, downward: downward, folder: folder)
    let comparison = comparison(from: before.catalog, to: down.catalog, lineage: lineage)
    let catalog = comparison.differences
    let occupied = down.digests.filter { $0.rowCount > 0 }.map(\.table)
    let residues = residues(
        of: comparison, before: before.catalog, down: down.catalog, upward: upward, occupied: Set(occupied))
    let schema = zip(catalog.filter(\.isResidue), residues).filter { $0.0.factClass.isGated }
        .map { judge.schemaFinding($0, $1) }
    let positions = catalog.filter { $0.factClass == .data }.map { judge.positionFinding($0) }
    let rows = differences(from: before.digests, to: down.digests).map { difference in
        let loss = Loss(
            difference, in: .quiet, before: before.digests, after: down.digests, declared: step.declaredLosses)
        return (difference, loss)
    }
    let losses = rows.compactMap(\.1)
    let declared = losses.filter { $0.declaration != nil }
    let data = positions + rows.filter { $0.1?.declaration == nil }.map { judge.dataFinding($0, $1) }
    let plans = differences(from: before.queryPlans, to: down.queryPlans).map { judge.planFinding($0) }
    let physical = catalog.filter { $0.factClass == .physical && !$0.tellsOfGainedStatistics }
    let notes = judge.physicalNote(physical).map { [$0] } ?? []
    var silent: [Finding] = []
    if !(schema + data).isEmpty {
        let isUnchanged = after.map(down.isSame) ?? downward.changedNothing
        if isUnchanged { silent.append(judge.nothingChanged()) }
        silent += missedNames(in: downward, residues: residues, down: down.catalog).map(judge.missed)
    }
    return WayBackJudgement(
        schemaRestored: schema.isEmpty ? .yes : .no, dataRestored: data.isEmpty ? .yes : .no,
        plansRestored: plans.isEmpty ? .yes : .no, residues: residues, losses: losses,
        findings: silent + schema + data + plans + notes + declared.map { declaredLoss($0, of: step) })
}

/// Words and places for one step's way back.
private struct WayBackJudge {
    let step: Step
    let upward: ScriptObservation
    let downward: ScriptObservation
    let folder: String

    private var stateNow: String {
        "the clone was thrown away; the rehearsal went on from the state after \(step.name)"
    }

    private typealias Maker = (place: SourcePlace, words: String)

    /// The way back's statement if it touched the object, else the migration's: the one is wrong, the other forgotten.
    private func maker(of identity: String, kind: FactKind) -> Maker {
        blamed { $0.statement(touching: identity, kind: kind) } ?? (start, downward.file)
    }

    /// For rows: a statement that wrote them comes before one that changed their table.
    private func writer(of table: String) -> Maker {
        blamed { $0.statement(writing: table) } ?? maker(of: table, kind: .table)
    }

    private func maker(of difference: CatalogDifference) -> Maker {
        blamed { $0.statement(behind: difference) } ?? (start, downward.file)
    }

    private func blamed(_ search: (WhoDidIt) -> StatementObservation?) -> Maker? {
        if let statement = search(WhoDidIt(observations: [downward])) {
            return (statement.place, "\(statement.place), statement \(statement.ordinal) of \(downward.statementCount)")
        }
        guard let statement = search(WhoDidIt(observations: [upward])) else { return nil }
        let words = "\(statement.place), statement \(statement.ordinal) of \(upward.statementCount)"
        return (statement.place, "\(words); \(downward.file) does not touch it")
    }

    private var start: SourcePlace { SourcePlace(file: downward.file, line: 1, column: 1) }

    /// One thing that the way back left other than it was, with what to do about it.
    private func finding(
        _ code: FindingCode, _ object: String, _ maker: Maker, _ summary: String, remedy: String
    ) -> Finding {
        .raised(
            code, step: step.name, object: object, place: maker.place,
            FivePartMessage(
                what: "after the way back, \(summary)", place: maker.words, stateNow: stateNow,
                next: "\(remedy), then: pgrehearse run \(folder)"))
    }

    /// Names the cause, the statements behind it, and what the way back lacks.
    func schemaFinding(_ difference: CatalogDifference, _ residue: Residue) -> Finding {
        var maker = maker(of: difference)
        if let made = residue.madeBy, made.place != maker.place {
            maker.words += "; changed by \(made.place), statement \(made.ordinal) of \(upward.statementCount)"
        }
        return finding(
            .rollbackSchemaDiffers, difference.identity, maker, "\(difference.summary): \(residue.cause.words)",
            remedy: remedy(for: residue))
    }

    /// The longest statements, in characters, that a finding holds; longer ones stand in the JSON report.
    private static let remedyLimit = 300

    private func remedy(for residue: Residue) -> String {
        let reason = residue.reason.map { " (\($0))" } ?? ""
        guard let first = residue.mending.first else { return "correct \(downward.file)\(reason)" }
        let statements = residue.mending.joined(separator: " ")
        if statements.count <= Self.remedyLimit, !statements.contains(where: \.isNewline) {
            return "add to \(downward.file): `\(statements)`\(reason)"
        }
        let line = first.prefix { !$0.isNewline }.prefix(Self.remedyLimit)
        let count = residue.mending.count == 1 ? "a statement" : "\(residue.mending.count) statements"
        return "add to \(downward.file) \(count), in the JSON report under `residues`: `\(line) …`\(reason)"
    }

    /// The way back ran, and all that the step did is still there.
    func nothingChanged() -> Finding {
        .raised(
            .rollbackChangedNothing, step: step.name, object: nil, place: start,
            FivePartMessage(
                what: "the way back ran and changed nothing: what \(step.name) did is still there",
                place: downward.file, stateNow: stateNow,
                next: "let \(downward.file) take back what the findings below name, then: pgrehearse run \(folder)"))
    }

    /// IF EXISTS hid that a name was wrong.
    func missed(_ name: MissedName) -> Finding {
        let meant = name.nearest.map { "; did you mean \($0)?" } ?? ""
        return .raised(
            .rollbackMissed, step: step.name, object: name.name, place: name.statement.place,
            FivePartMessage(
                what: "IF EXISTS hit nothing: there is no \(name.kind) \(name.name)\(meant)",
                place: "\(name.statement.place), statement \(name.statement.ordinal) of \(downward.statementCount)",
                serverSaid: name.notice, stateNow: stateNow,
                next: "name in \(downward.file) what the step made, then: pgrehearse run \(folder)"))
    }

    func positionFinding(_ difference: CatalogDifference) -> Finding {
        finding(
            .rollbackDataDiffers, difference.identity, maker(of: difference), difference.summary,
            remedy: "restore the sequence in \(downward.file)")
    }

    /// - Parameter loss: what of it is lost; nil where there is more than before.
    func dataFinding(_ difference: DigestDifference, _ loss: Loss?) -> Finding {
        let maker =
            difference.change.isStructural ? maker(of: difference.table, kind: .table) : writer(of: difference.table)
        guard let loss else {
            return finding(
                .rollbackDataDiffers, difference.object, maker, difference.summary,
                remedy: "restore the rows in \(downward.file)")
        }
        return finding(
            .rollbackDataDiffers, difference.object, maker, "\(difference.summary): \(loss.words), in silence",
            remedy: "restore the rows in \(downward.file), or declare the loss there: `\(loss.declaring)`")
    }

    func planFinding(_ difference: QueryPlanDifference) -> Finding {
        finding(
            .rollbackPlanDiffers, difference.asked.identity, (start, downward.file), difference.summary,
            remedy: "look for what the way back did not restore (findings above)")
    }

    /// What lies elsewhere on disk but is the same by every definition: told once, with the first few by name.
    func physicalNote(_ differences: [CatalogDifference]) -> Finding? {
        guard let first = differences.first else { return nil }
        let more = differences.count == 1 ? "" : " and \(differences.count - 1) more like it"
        let maker = maker(of: first)
        return Finding(
            code: .rollbackSchemaDiffers, severity: .note, ending: .passed, step: step.name, object: first.identity,
            place: maker.place,
            message: FivePartMessage(
                what: "the way back restores every definition, but not the physical layout: \(first.summary)\(more)",
                place: maker.words, stateNow: stateNow, next: "nothing, unless something relies on it"))
    }
}

extension DigestDifference.Change {
    /// True where a table or a column came or went, which no INSERT or UPDATE brings about.
    var isStructural: Bool {
        switch self {
        case .tableMissing, .tableAdded, .columnMissing, .columnAdded: true
        case .rowsLost, .rowsGained, .valuesLost, .valuesGained, .valuesChanged, .valuesSwapped: false
        }
    }
}
