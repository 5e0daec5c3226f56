/// Looks at one state by itself: invalid indexes, workload queries that the server will not explain, and objects that
/// no reader knows.
///
/// - Parameters:
///   - earlier: states in which what was wrong has been told: the one before the step and, in a drill, the one
///     behind it.
///   - upward: the step's observation, to find the statement behind.
public func judgeSnapshot(
    _ snapshot: Snapshot, earlier: [Snapshot], upward: ScriptObservation?, project: Project
) -> [Finding] {
    let known = Set(earlier.flatMap { invalidIndexes(in: $0.catalog) })
    let observations = upward.map { [$0] } ?? []
    let indexes = invalidIndexes(in: snapshot.catalog).filter { !known.contains($0) }.map { index in
        invalidIndexFinding(index, snapshot.state, WhoDidIt(observations: observations), project)
    }
    let refusedBefore = Set(earlier.flatMap(\.queryPlans).filter(\.isRefused).map(\.asked))
    let queries = snapshot.queryPlans.filter { $0.isRefused && !refusedBefore.contains($0.asked) }
    let unreadBefore = Set(earlier.flatMap(\.catalog.unread))
    let unread = snapshot.catalog.unread.filter { !unreadBefore.contains($0) }
    return indexes + queries.map { refusedQueryFinding($0, snapshot.state, project) }
        + unread.map { unreadFinding($0, snapshot.state) }
}

private func unreadFinding(_ unread: UnreadObjects, _ state: StateName) -> Finding {
    .raised(
        .catalogIncomplete, step: state.step, object: unread.catalog, place: nil,
        FivePartMessage(
            what: "\(unread.summary): no reader told of them (\(unread.reason.rawValue))", place: state.description,
            stateNow: "they are in no snapshot and were not compared",
            next: "pgrehearse explain \(FindingCode.catalogIncomplete.rawValue)"))
}

/// Identities of indexes that PostgreSQL keeps up but does not use, sorted.
private func invalidIndexes(in catalog: Catalog) -> [String] {
    catalog.section(of: .index).filter { $0.attribute == "valid" && $0.value == "false" }.map(\.identity)
}

private func invalidIndexFinding(
    _ index: String, _ state: StateName, _ search: WhoDidIt, _ project: Project
) -> Finding {
    let statement = search.statement(touching: index, kind: .index)
    return .raised(
        .indexInvalid, step: state.step, object: index, place: statement?.place,
        FivePartMessage(
            what: "index \(index) is INVALID: every write maintains it and no query uses it",
            place: statement.map { "\($0.place), statement \($0.ordinal)" } ?? state.description,
            serverSaid: statement?.complaint?.redacted,
            stateNow: "the index exists and is not valid (\(state))",
            next: "DROP INDEX CONCURRENTLY \(index); repair the cause, create it again; then: pgrehearse run"))
}

extension CapturedQueryPlan {
    fileprivate var isRefused: Bool {
        switch result {
        case .refused: true
        case .plan: false
        }
    }
}

private func refusedQueryFinding(_ capture: CapturedQueryPlan, _ state: StateName, _ project: Project) -> Finding {
    let query = project.query(capture.query)
    guard case .refused(let complaint) = capture.result else { preconditionFailure("only refused captures come here") }
    return .raised(
        .queryRefused, step: state.step, object: capture.asked.identity, place: query?.statement.place,
        FivePartMessage(
            what: "the server will not explain \(capture.asked.words)",
            place: query.map { "\($0.statement.place), state: \(state)" }, serverSaid: complaint.redacted,
            stateNow: "its query plan is unknown in this state",
            next: "correct the query, or the step that broke it"))
}

/// Loading a dataset must leave the schema as the baseline made it.
public func judgeLoading(before: Catalog, after: Catalog) -> [Finding] {
    differences(from: before, to: after).filter(\.factClass.isGated).map { difference in
        .raised(
            .loadChangedSchema, step: nil, object: difference.identity, place: nil,
            FivePartMessage(
                what: "loading the dataset changed the schema: \(difference.summary)", stateNow: "the run went on",
                next: "report this: loading must leave the schema alone"))
    }
}

/// A parameter of server.conf that the rehearsal did not take as it stands.
/// - Parameter used: what holds instead; nil when the parameter was left out.
public func parameterReplacedFinding(_ parameter: ServerParameter, used: String?, reason: String) -> Finding {
    let fate = used.map { "replaced by '\($0)'" } ?? "left out"
    return .raised(
        .parameterReplaced, step: nil, object: parameter.name, place: parameter.place,
        FivePartMessage(
            what:
                "\(parameter.name) = '\(parameter.value)' was \(fate): \(reason)",
            place: parameter.place.description, stateNow: "the rehearsal went on without it", next: "nothing"))
}

/// Something of a state could not be read: what it holds is unknown, and unknown is a failing check.
/// - Parameter said: the reader's words, redacted.
public func readIncompleteFinding(during act: Act, said: String) -> Finding {
    .raised(
        .readIncomplete, step: act.step, object: nil, place: nil,
        FivePartMessage(
            what: "a state could not be read whole", place: act.description, serverSaid: sanitized(said),
            stateNow: "what the state holds is unknown; nothing that needs it was compared",
            next: "let the reading role see everything, then run again"))
}
