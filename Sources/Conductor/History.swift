public import RehearsalCore
public import SnapshotStore

/// The latest runs of a project, newest first.
public func history(project: Project, historyFolder: String, limit: Int) throws -> [RecordedRun] {
    try RunHistory.open(historyFolder + "/history.sqlite").runs(project: project.name, limit: limit)
}

/// How one query was planned in the latest runs of a project.
/// - Parameter state: the one state that is meant, as the user spells it; nil for all.
/// - Throws: ``StateError`` where neither the project nor a run has the query, or no run the state; `StoreError`.
public func queryHistory(
    project: Project, historyFolder: String, query: String, state: String?, limit: Int
) throws -> QueryHistory {
    let path = historyFolder + "/history.sqlite"
    guard let history = try RunHistory.openForReading(path) else { return QueryHistory(of: query, runs: []) }
    var runs: [(run: String, snapshots: [Snapshot])] = []
    var known = Set(project.workload.map(\.name))
    var states: [StateName] = []
    for run in try history.runs(project: project.name, limit: limit) {
        let snapshots = try history.snapshots(ofRun: run.runIdentifier)
        known.formUnion(snapshots.flatMap(\.queryPlans).map(\.query))
        states += run.states.filter { !states.contains($0) }
        runs.append((run.runIdentifier, snapshots))
    }
    guard known.contains(query) else {
        throw StateError.noSuchQuery(query: query, place: path, known: known.sorted())
    }
    if let state {
        let wanted = try chosen(state, among: states, place: path)
        for place in runs.indices { runs[place].snapshots.removeAll { $0.state != wanted } }
    }
    return QueryHistory(of: query, runs: runs)
}
