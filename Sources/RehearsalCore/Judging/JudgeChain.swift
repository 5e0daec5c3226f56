/// What the chain of all ways back came to at one step, on the way down or up.
public struct ChainLink: Hashable, Sendable {
    public enum Direction: Hashable, Sendable { case down, up }
    public var step: String
    public var direction: Direction
    /// False where the script did not reach its end or the state is not the one that it should be.
    public var holds: Bool
    /// True where the state lacks something that the way back declares to lose: the chain goes on from one made anew.
    public var losesAsDeclared: Bool
    /// What was found there, as the drill of the step alone would tell it.
    public var findings: [Finding]
    /// Columns whose values are others, while their number is the same: a fault, unless a drill finds the column to be
    /// volatile.
    public var changed: [ChangedColumn]

    public init(
        step: String, direction: Direction, holds: Bool, losesAsDeclared: Bool = false, findings: [Finding],
        changed: [ChangedColumn] = []
    ) {
        self.step = step
        self.direction = direction
        self.holds = holds
        self.losesAsDeclared = losesAsDeclared
        self.findings = findings
        self.changed = changed
    }

    /// True where nothing is wrong: what is declared to be lost is none of it.
    public var isRight: Bool { holds || (losesAsDeclared && findings.isEmpty) }

    /// The same without what is no news: see ``madeOtherwise(from:to:)``.
    public func without(_ objects: Set<String>) -> ChainLink {
        var link = self
        link.findings = findings.filter { finding in finding.object.map { !objects.contains($0) } ?? true }
        if link.findings.isEmpty, !findings.isEmpty { link.holds = !losesAsDeclared }
        return link
    }

    public struct ChangedColumn: Hashable, Sendable {
        public var column: VolatileColumn
        public var finding: Finding
    }
}

/// Tells of the chain what the drills of single steps have not told: each fault once, where it shows first.
///
/// A difference that the drill of a step alone has found is not told again for the chain. On the way up, what is not as
/// it was behind the same step on the way down stands already there.
/// - Parameters:
///   - told: what the rehearsal and the drills have found.
///   - volatile: columns that a step fills anew at every run.
/// - Returns: findings, each with the link that it was found at.
public func judgeChain(
    _ links: [ChainLink], told: [Finding], volatile: Set<VolatileColumn>
) -> [(link: ChainLink, finding: Finding)] {
    var known = Set(told.filter { $0.severity == .fail }.map(ToldFault.init))
    var changedBefore: Set<VolatileColumn> = volatile
    var found: [(link: ChainLink, finding: Finding)] = []
    for link in links {
        let changed = link.changed.filter { changedBefore.insert($0.column).inserted }.map(\.finding)
        for finding in link.findings + changed where finding.severity == .fail {
            guard known.insert(ToldFault(finding)).inserted else { continue }
            found.append((link, chainFinding(finding, of: link)))
        }
    }
    return found
}

/// A fault, however it was met: by a drill of a step alone or by the chain.
private struct ToldFault: Hashable {
    private enum Kind: Hashable {
        case refused
        case differs(object: String)
        case other(FindingCode, object: String)
    }

    private let step: String
    private let kind: Kind

    init(_ finding: Finding) {
        step = finding.step ?? ""
        let object = finding.object ?? ""
        switch finding.code {
        case .rollbackRefused, .migrationRefused, .chainRefused: kind = .refused
        case .rollbackSchemaDiffers, .rollbackDataDiffers, .repeatDiffers, .chainDiffers:
            kind = .differs(object: object)
        default: kind = .other(finding.code, object: object)
        }
    }
}

private func chainFinding(_ finding: Finding, of link: ChainLink) -> Finding {
    switch finding.code {
    case .rollbackSchemaDiffers, .rollbackDataDiffers, .repeatDiffers: break
    default: return finding
    }
    var message = finding.message
    let way = link.direction == .down ? "all later ways back" : "all ways back and up again"
    message.what = "in the chain, behind \(way): \(finding.message.what)"
    let side = link.direction == .down ? "before" : "after"
    message.stateNow =
        "the drill of \(link.step) alone does not show it; the chain went on from the state \(side) "
        + "\(link.step), made anew"
    return .raised(.chainDiffers, step: link.step, object: finding.object, place: finding.place, message)
}

/// Compares where the chain stands behind a step's way back with the state before the step.
///
/// - Parameter lineage: unknown behind a state that was made anew: objects have other numbers there.
public func judgeUnwound(
    of step: Step, before: Snapshot, unwound: Snapshot, upward: ScriptObservation, downward: ScriptObservation,
    folder: String, lineage: CatalogLineage
) -> ChainLink {
    let judgement = judgeWayBack(
        of: step, before: before.withoutQueryPlans, down: unwound.withoutQueryPlans, upward: upward,
        downward: downward, folder: folder, lineage: lineage)
    let losesAsDeclared = judgement.losses.contains { $0.declaration != nil }
    let restores = judgement.schemaRestored == .yes && judgement.dataRestored == .yes
    return ChainLink(
        step: step.name, direction: .down, holds: restores && !losesAsDeclared, losesAsDeclared: losesAsDeclared,
        findings: judgement.findings.filter { $0.severity == .fail })
}

/// The objects that are otherwise in a state that was made anew than when it was read first, as findings name them.
///
/// Steps that ask a clock or a random source do not come to the same state twice. That is told of them; the way back of
/// a later step, from which the chain goes on, has nothing to do with it.
public func madeOtherwise(from first: Snapshot, to anew: Snapshot) -> Set<String> {
    let catalog = differences(from: first.catalog, to: anew.catalog, lineage: .unknown)
    return Set(catalog.map(\.identity) + differences(from: first.digests, to: anew.digests).map(\.object))
}

/// Compares where the chain stands behind a step that was run again with the state after its first run.
///
/// - Parameter lineage: as in ``judgeUnwound(of:before:unwound:upward:downward:folder:lineage:)``.
public func judgeRewound(
    of step: Step, after: Snapshot, rewound: Snapshot, upward: ScriptObservation, folder: String,
    lineage: CatalogLineage
) -> ChainLink {
    let (after, rewound) = (after.withoutQueryPlans, rewound.withoutQueryPlans)
    let changes = differences(from: after.digests, to: rewound.digests).filter { $0.change == .valuesChanged }
    let columns = changes.compactMap { change in
        change.column.map { VolatileColumn(table: change.table, column: $0) }
    }
    let findings = judgeAgain(
        of: step, after: after, again: rewound, volatile: columns.sorted(), upward: upward, folder: folder,
        lineage: lineage)
    let judge = RepeatJudge(step: step, upward: upward, folder: folder)
    return ChainLink(
        step: step.name, direction: .up, holds: findings.isEmpty, findings: findings,
        changed: zip(columns, changes).map { ChainLink.ChangedColumn(column: $0, finding: judge.finding($1)) })
}

/// A step that was applied and is refused when it runs again from the same state: nothing behind it could be looked at.
///
/// - Parameter act: what it was run again for.
public func judgeNotRepeated(
    _ step: Step, _ observation: ScriptObservation, during act: Act, folder: String
) -> [Finding] {
    let refused = observation.statements.last { $0.complaint != nil } ?? observation.statements.last
    let place = refused?.place ?? SourcePlace(file: observation.file, line: 1, column: 1)
    let words = refused.map { ", statement \($0.ordinal) of \(observation.statementCount)" } ?? ""
    return [
        .raised(
            .repeatDiffers, step: step.name, object: nil, place: place,
            FivePartMessage(
                what: "\(step.name) was applied, and did not reach its end when it ran again from a copy of the same "
                    + "state",
                place: "\(place)\(words)",
                serverSaid: refused?.complaint?.redacted ?? observation.commitComplaint?.redacted,
                stateNow: "it was run again to: \(act); what comes behind that was not done",
                next: "make \(observation.file) run the same every time, then: pgrehearse run \(folder)"))
    ]
}

extension Snapshot {
    /// The schema and the rows: what the chain compares.
    var withoutQueryPlans: Snapshot {
        Snapshot(
            state: state, catalog: catalog, queryPlans: [], digests: digests, volatileColumns: volatileColumns)
    }
}
