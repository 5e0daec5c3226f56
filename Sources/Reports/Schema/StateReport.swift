public import RehearsalCore

/// What of a state is shown.
public struct StateView: Hashable, Sendable {
    public var selection: CatalogSelection
    public var showsDigests: Bool
    public var showsQueryPlans: Bool

    public init(
        selection: CatalogSelection = CatalogSelection(), showsDigests: Bool = false, showsQueryPlans: Bool = false
    ) {
        self.selection = selection
        self.showsDigests = showsDigests
        self.showsQueryPlans = showsQueryPlans
    }
}

/// A state as text: its schema as SQL, then digests and query plans where they are asked for.
public func stateReport(_ state: ShownState, _ view: StateView) -> String {
    let blocks =
        unreadBlock(state) + schemaBlocks(state.catalog, view.selection).map(\.text)
        + snapshotBlocks(state.snapshot, view).map { $0.lines.joined(separator: "\n") }
    return printed(blocks.map { $0 + "\n" }.joined(separator: "\n"))
}

/// What the reading passed over: a hole is told before all that was read.
func unreadBlock(_ state: ShownState) -> [String] {
    let lines = state.catalog.unread.map { "-- \($0.reason.rawValue): \(SQLText.onOneLine($0.summary))" }
    return lines.isEmpty ? [] : [lines.joined(separator: "\n")]
}

/// Blocks of what a snapshot holds beside its catalog, each under a name that tells it from every other one.
func snapshotBlocks(_ snapshot: Snapshot?, _ view: StateView) -> [(name: String, lines: [String])] {
    guard let snapshot else { return [] }
    let digests = view.showsDigests ? snapshot.digests : []
    let plans = view.showsQueryPlans ? snapshot.queryPlans : []
    return digests.map { ("rows \($0.table)", digestBlock($0, volatile: snapshot.volatileColumns)) }
        + plans.map { ("query_plan \($0.asked.identity)", queryPlanBlock($0)) }
}

/// Everything that an accepted store holds, for people and for `git diff`: under each key the first state in full, and
/// of every later one what differs from the state that it came from, each changed block in full.
public func storeReport(_ series: [AcceptedStates], _ view: StateView) -> String {
    printed(series.map { seriesText($0, view) }.joined(separator: "\n"))
}

private func seriesText(_ series: AcceptedStates, _ view: StateView) -> String {
    let key = series.key
    var parts = [
        """
        -- accepted: project \(SQLText.onOneLine(key.project)), PostgreSQL \(key.serverMajorVersion)
        -- dataset \(SQLText.onOneLine(key.datasetIdentity))
        -- settings \(SQLText.onOneLine(key.settingsIdentity))
        """
    ]
    parts += series.findings.map { finding in
        let place = [finding.step, finding.object].compactMap(\.self).map { " \(SQLText.onOneLine($0))" }.joined()
        let end = finding.until.map { " until \($0.text)" } ?? ""
        return "-- accepted finding\(end): \(finding.code.rawValue)\(place): \(SQLText.onOneLine(finding.reason))"
    }
    var told = ToldStates()
    for state in series.states {
        let snapshot = state.snapshot
        let blocks =
            schemaBlocks(snapshot.catalog, view.selection)
            .map { ("\($0.key.kind.rawValue) \($0.key.identity)", $0.text) }
            + snapshotBlocks(snapshot, view).map { ($0.name, $0.lines.joined(separator: "\n")) }
        let head = "-- ======== \(SQLText.onOneLine(snapshot.state.description)): \(SQLText.onOneLine(state.reason))"
        if let before = told.state(before: snapshot.state) {
            let changes = changes(from: before.blocks, to: blocks)
            let name = SQLText.onOneLine(before.name.description)
            parts.append(head + (changes.isEmpty ? "\n-- nothing differs from " : "\n-- what differs from ") + name)
            parts += changes
        } else {
            parts.append(head)
            parts += blocks.map(\.1)
        }
        told.tell((snapshot.state, blocks))
    }
    return parts.map { $0 + "\n" }.joined(separator: "\n")
}

/// What later states are told against: a step's against the one before the step, behind its way back against the same,
/// for there nothing should differ, and after its second run against the first run's.
private struct ToldStates {
    typealias State = (name: StateName, blocks: [(name: String, text: String)])

    private var last: State?
    private var lastButOne: State?

    /// Nil for the first state.
    func state(before name: StateName) -> State? {
        switch name {
        case .baseline, .after, .again: last
        case .down(let step): last?.name == .after(step: step) ? lastButOne ?? last : last
        }
    }

    mutating func tell(_ state: State) {
        switch state.name {
        case .down, .again: return
        case .baseline, .after: (lastButOne, last) = (last, state)
        }
    }
}

/// Blocks that are new or changed, in full, behind a line for each that is gone.
private func changes(from old: [(name: String, text: String)], to new: [(name: String, text: String)]) -> [String] {
    let before = Dictionary(old.map { (Array($0.name.utf8), $0.text) }, uniquingKeysWith: { first, _ in first })
    let names = Set(new.map { Array($0.name.utf8) })
    let gone = old.filter { !names.contains(Array($0.name.utf8)) }.map { "-- gone: \(SQLText.onOneLine($0.name))" }
    let changed = new.filter { block in before[Array(block.name.utf8)].map { !$0.isExactly(block.text) } ?? true }
    return (gone.isEmpty ? [] : [gone.joined(separator: "\n")]) + changed.map(\.text)
}

/// The text as it goes to a terminal. Everything in it is escaped where it is written; this is the belt to the braces.
func printed(_ text: String) -> String { sanitized(text, keepingNewlines: true, keepingTabs: true) }
