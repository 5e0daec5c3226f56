/// What canary rows tell of one step and its way back.
///
/// - A write that was done before the step and is not behind the migration or behind the way back: `canary-refused`,
///   object `schema.table/verb/round`.
/// - A row that is gone or back behind the way back: `canary-lost`, object `schema.table`; a value that is: object
///   `schema.table.column`.
///
/// A table that does not exist between migration and way back under the name it had is not written there, and nothing
/// is said of that. What was never written is ``judgeUnmadeCanaries(_:)``'s.
/// - Parameters:
///   - records: of all three rounds, or of as many as were reached.
///   - presences: as found behind the way back; empty where it was not walked to its end.
///   - downward: nil where the way back was not run.
///   - declared: what the way back says that it loses: a note, `loss-declared`, in place of `canary-lost`.
///   - folder: the project folder as the user spelled it, for the commands that findings suggest.
/// - Returns: sorted by code, then by object.
public func judgeCanaries(
    of step: String, records: [CanaryRecord], presences: [CanaryPresence], upward: ScriptObservation,
    downward: ScriptObservation?, declared: [LossDeclaration] = [], folder: String
) -> [Finding] {
    let judge = CanaryJudge(step: step, upward: upward, downward: downward, declared: declared, folder: folder)
    let done = Set(records.filter { $0.round == .before && $0.answer.isDone }.map(CanaryWrite.init))
    let refused = records.filter { $0.round != .before && done.contains(CanaryWrite($0)) }.compactMap(judge.refused)
    let findings = refused + judge.lost(presences).map(\.finding)
    return findings.sorted { ($0.code.rawValue, $0.object ?? "") < ($1.code.rawValue, $1.object ?? "") }
}

/// Tables that the application may write and into which no canary was written before any step: one finding for each.
///
/// - Parameter records: of all steps of a run; what a later step's round could write is not told.
/// - Returns: sorted by table.
public func judgeUnmadeCanaries(_ records: [CanaryRecord]) -> [Finding] {
    let done = Set(records.filter { $0.answer.isDone }.map(CanaryWrite.init))
    let known = Set(records.filter { $0.round == .before }.map(\.table))
    let unmade = records.filter { record in
        let isFirst = record.round == .before || (record.round == .between && !known.contains(record.table))
        return isFirst && !done.contains(CanaryWrite(record)) && record.answer.unmadeWords != nil
    }
    return Dictionary(grouping: unmade, by: \.table).sorted { $0.key < $1.key }.map { table, records in
        var told: [CanaryVerb: CanaryRecord] = [:]
        for record in records where told[record.verb] == nil { told[record.verb] = record }
        let first = told.sorted { $0.key < $1.key }.map(\.value)
        let words = first.map { "\($0.verb.keyword): \($0.answer.unmadeWords ?? "")" }.joined(separator: "; ")
        return .raised(
            .canaryNotMade, step: nil, object: table, place: nil,
            FivePartMessage(
                what: "\(first[0].role) may write to \(table), and no canary was written: \(words)",
                serverSaid: first.lazy.compactMap(\.answer.complaint).first?.redacted,
                stateNow: "whether the application can write there behind a step and its way back is unknown",
                next: "name a session under sessions in rehearsal.yaml in which the application writes to \(table)"))
    }
}

/// One kind of write to one table.
private struct CanaryWrite: Hashable {
    var table: String
    var verb: CanaryVerb

    init(_ record: CanaryRecord) {
        table = record.table
        verb = record.verb
    }
}

extension CanaryAnswer {
    var isDone: Bool {
        if case .done = self { return true }
        return false
    }

    /// What the server said, where it said something.
    fileprivate var complaint: ServerComplaint? {
        switch self {
        case .refused(let complaint): complaint
        case .notMade(let obstacle): obstacle.complaint
        case .done, .withoutEffect, .timedOut: nil
        }
    }

    /// Why nothing was written, where nothing is known of what should be; nil for what was done.
    fileprivate var unmadeWords: String? {
        switch self {
        case .done: nil
        case .refused(let complaint): "it is refused (\(complaint.sqlState))"
        case .withoutEffect: CanaryObstacle.hidden.description
        case .timedOut: "it takes longer than limits.statement"
        case .notMade(let obstacle): obstacle.description
        }
    }
}

/// Words and places for one step's canaries.
struct CanaryJudge {
    let step: String
    let upward: ScriptObservation
    let downward: ScriptObservation?
    let declared: [LossDeclaration]
    let folder: String

    /// Nil for what was done, and for what nobody could try because there was no row to try it on.
    func refused(_ record: CanaryRecord) -> Finding? {
        let what: String
        switch record.answer {
        case .done, .notMade(.noRow): return nil
        case .refused: what = "is refused"
        case .withoutEffect: what = "meets no row"
        case .timedOut: what = "takes longer than limits.statement"
        case .notMade(let obstacle): what = "cannot be made: \(obstacle)"
        }
        let complaint = record.answer.complaint
        let isAfter = record.round == .after
        let blamed = maker(of: record.table, complaint, isAfter ? [downward, upward] : [upward])
        let session = record.session.map { " in session \($0)" } ?? ""
        let moment = isAfter ? "after the way back of \(step)" : "after \(step)"
        return .raised(
            .canaryRefused, step: step, object: "\(record.table)/\(record.verb.rawValue)/\(record.round.rawValue)",
            place: blamed.place,
            FivePartMessage(
                what: "\(moment), \(record.verb.keyword) on \(record.table) as \(record.role)\(session) \(what); "
                    + "before \(step) it was done",
                place: blamed.words, serverSaid: complaint?.redacted, stateNow: stateNow,
                next: "correct \(blamed.place.file), then: pgrehearse run \(folder)"))
    }

    var stateNow: String { "the canaries' database was thrown away; the rehearsal's own was not written to" }

    typealias Maker = (place: SourcePlace, words: String)

    /// The statement behind a refusal: by the constraint and the function that the server names, then by the table.
    private func maker(
        of table: String, _ complaint: ServerComplaint?, _ observations: [ScriptObservation?]
    ) -> Maker {
        let names = [complaint?.constraint, complaint?.functionName].compactMap(\.self)
        let present = observations.compactMap(\.self)
        for observation in present {
            let search = WhoDidIt(observations: [observation])
            for name in names {
                if let found = search.statement(naming: name) { return maker(found, in: observation) }
            }
        }
        for observation in present {
            let search = WhoDidIt(observations: [observation])
            let found = search.statement(touching: table, kind: .table) ?? search.statement(writing: table)
            if let found { return maker(found, in: observation) }
        }
        let file = present.first?.file ?? upward.file
        return (SourcePlace(file: file, line: 1, column: 1), file)
    }

    private func maker(_ statement: StatementObservation, in observation: ScriptObservation) -> Maker {
        (statement.place, "\(statement.place), statement \(statement.ordinal) of \(observation.statementCount)")
    }

    /// For rows: the way back's statement that wrote them or changed their table, else the migration's.
    func writer(of table: String) -> Maker {
        for observation in [downward, upward].compactMap(\.self) {
            let search = WhoDidIt(observations: [observation])
            let found = search.statement(writing: table) ?? search.statement(touching: table, kind: .table)
            if let found { return maker(found, in: observation) }
        }
        return maker(of: table, nil, [downward, upward])
    }
}

extension ServerComplaint {
    /// The PL/pgSQL function that the context names first, without schema and arguments.
    fileprivate var functionName: String? {
        guard let line = context?.split(separator: "\n").first(where: { $0.hasPrefix("PL/pgSQL function ") }),
            let call = IdentityText(String(line.dropFirst("PL/pgSQL function ".count))).before("(")
        else { return nil }
        return WhoDidIt.bareName(of: call)
    }
}
