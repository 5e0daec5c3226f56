import RehearsalCore
import SnapshotStore

/// The states of an accepted store.
struct StateSeries {
    let store: AcceptedStore
    /// Nil for all projects of the file.
    let project: String?

    private var keys: [SnapshotKey] { store.keys().filter { project == nil || $0.project == project } }

    /// Everything that was accepted, key by key.
    func all() throws -> [AcceptedStates] {
        guard !keys.isEmpty else { throw nothing }
        return try keys.map { key in
            let reasons = store.reasons(for: key)
            let snapshots = try store.expected(for: key).values
            return AcceptedStates(
                key: key, states: snapshots.map { .init(snapshot: $0, reason: reasons[$0.state] ?? "") },
                findings: store.acceptedFindings(project: key.project))
        }
    }

    /// - Parameter historyPath: where the project's runs are recorded; nil for a file outside of a project.
    func state(_ reference: StateReference, historyPath: String?) throws -> FoundState {
        let key = try key(reference)
        let states = store.reasons(for: key).keys.sorted { $0.precedesInTime($1) }
        let name = try chosen(reference.state, among: states, place: store.path)
        guard let snapshot = try store.snapshot(of: name, under: key) else {
            throw StateError.noSuchState(state: reference.state, place: store.path, known: states.map(\.spelled))
        }
        let trail = FoundState.Trail(
            historyPath: historyPath, project: key.project, key: key, state: name, hash: snapshot.hash)
        return FoundState(
            shown: ShownState(name: "\(name), accepted in \(store.path)", snapshot: snapshot), trail: trail)
    }

    private func key(_ reference: StateReference) throws -> SnapshotKey {
        guard let first = keys.first else { throw nothing }
        let labels = keys.map(\.label)
        if case .key(let wanted) = reference.series {
            let meant = keys.filter { $0.label.hasPrefix(wanted) }
            guard let key = meant.first else {
                throw StateError.noSuchKey(key: wanted, place: store.path, known: labels)
            }
            guard meant.count == 1 else { throw StateError.severalKeys(place: store.path, known: meant.map(\.label)) }
            return key
        }
        guard keys.count == 1 else { throw StateError.severalKeys(place: store.path, known: labels) }
        return first
    }

    private var nothing: StateError { .nothingAccepted(place: store.path, project: project ?? "") }
}

/// The states of recorded runs.
struct RunSeries {
    /// The most runs that are looked through.
    static let runLimit = 1000

    let history: RunHistory
    /// Nil for all projects of the file.
    let project: String?

    func state(_ state: String?, ofRun wanted: String) throws -> FoundState {
        let runs = try history.runs(project: project, limit: Self.runLimit)
        guard let run = wanted == "latest" ? runs.first : runs.first(where: { $0.runIdentifier == wanted }) else {
            throw StateError.noSuchRun(run: wanted, place: history.path, known: runs.map(\.runIdentifier))
        }
        let place = "run \(run.runIdentifier) in \(history.path)"
        let name = try chosen(state, among: run.states, place: place)
        guard let snapshot = try history.snapshot(of: name, ofRun: run.runIdentifier) else {
            throw StateError.noSuchState(state: state, place: place, known: run.states.map(\.spelled))
        }
        let trail = FoundState.Trail(
            historyPath: history.path, project: run.project, run: run.runIdentifier, state: name, hash: snapshot.hash)
        return FoundState(
            shown: ShownState(name: "\(name) of run \(run.runIdentifier)", snapshot: snapshot), trail: trail)
    }
}

/// The one state that is meant: by its whole name, or by a beginning of its step's that no other has.
func chosen(_ text: String?, among states: [StateName], place: String) throws(StateError) -> StateName {
    let known = states.map(\.spelled)
    guard let text else { throw .noSuchState(state: nil, place: place, known: known) }
    guard let wanted = StateName(spelled: text) else { throw .noSuchState(state: text, place: place, known: known) }
    if states.contains(wanted) { return wanted }
    let meant = states.filter { $0.step != nil && $0.spelled.hasPrefix(wanted.spelled) }
    guard let first = meant.first else { throw .noSuchState(state: text, place: place, known: known) }
    guard meant.count == 1 else { throw .ambiguousState(state: text, place: place, meant: meant.map(\.spelled)) }
    return first
}

extension StateName {
    /// Reads `after:001_x` as well as `after 001_x`.
    init?(spelled text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let isSpelled = parts.count == 2 && ["after", "down", "again"].contains(parts[0])
        self.init(isSpelled ? "\(parts[0]) \(parts[1])" : text)
    }

    /// The form that needs no quotes in a shell: `after:001_x`.
    var spelled: String {
        switch self {
        case .baseline: "baseline"
        case .after(let step): "after:\(step)"
        case .down(let step): "down:\(step)"
        case .again(let step): "again:\(step)"
        }
    }
}

extension SnapshotKey {
    /// What tells keys of one project apart, short: `15-1f3a9c20-77d0e1b4`.
    var label: String {
        "\(serverMajorVersion)-\(datasetIdentity.prefix(8))-\(settingsIdentity.prefix(8))"
    }
}
