public import RehearsalCore

/// States for programs, as `pgrehearse/show/1`. Every key stands in docs/json.md.
public func stateJSONReport(_ states: [ShownState], _ view: StateView) -> String {
    JSONText.object([
        "schema": .text("pgrehearse/show/1"),
        "states": .list(states.map { json($0, view) }),
    ]).rendered
}

/// The states of a store for programs, with what each was accepted for.
public func storeJSONReport(_ series: [AcceptedStates], _ view: StateView) -> String {
    let states = series.flatMap { series in
        series.states.map { state in
            var members = members(
                of: ShownState(name: state.snapshot.state.description, snapshot: state.snapshot), view)
            members["key"] = .object([
                "project": .text(series.key.project), "server_major_version": .count(series.key.serverMajorVersion),
                "dataset_identity": .text(series.key.datasetIdentity),
                "settings_identity": .text(series.key.settingsIdentity),
            ])
            members["reason"] = .text(state.reason)
            return JSONText.object(members)
        }
    }
    return JSONText.object(["schema": .text("pgrehearse/show/1"), "states": .list(states)]).rendered
}

private func json(_ state: ShownState, _ view: StateView) -> JSONText { .object(members(of: state, view)) }

private func members(of state: ShownState, _ view: StateView) -> [String: JSONText] {
    var members: [String: JSONText] = [
        "name": .text(state.name), "state": .optional(state.snapshot?.state.description),
        "hash": .optional(state.snapshot?.hash), "unread": json(state.catalog.unread),
        "facts": .list(view.selection.facts(of: state.catalog).facts.map(json)),
    ]
    if view.showsDigests { members["digests"] = .list(state.snapshot?.digests.map(json) ?? []) }
    if view.showsQueryPlans { members["query_plans"] = .list(state.snapshot?.queryPlans.map(json) ?? []) }
    return members
}

func json(_ unread: [UnreadObjects]) -> JSONText {
    .list(
        unread.map {
            .object([
                "catalog": .text($0.catalog), "reason": .text($0.reason.rawValue),
                "count": $0.count.map { .count($0) } ?? .null, "names": .list($0.names.map { .text($0) }),
            ])
        })
}

func json(_ fact: CatalogFact) -> JSONText {
    .object([
        "kind": .text(fact.kind.rawValue), "identity": .text(fact.identity), "attribute": .text(fact.attribute),
        "value": .text(fact.value), "class": .text(fact.factClass.rawValue),
    ])
}

private func json(_ digest: TableDigest) -> JSONText {
    .object([
        "table": .text(digest.table), "row_count": .integer(digest.rowCount), "row_sum": .text(digest.rowSum),
        "columns": .list(
            digest.columns.map {
                .object([
                    "name": .text($0.name), "non_null_count": .integer($0.nonNullCount), "sum": .text($0.sum),
                ])
            }),
    ])
}

private func json(_ plan: CapturedQueryPlan) -> JSONText {
    var members: [String: JSONText] = [
        "query": .text(plan.query), "role": .text(plan.role.rawValue), "session": .optional(plan.session),
    ]
    switch plan.result {
    case .plan(let tree):
        members["fingerprint"] = .text(tree.shapeFingerprint)
        members["tree"] = .text(treeText(tree))
        members["complaint"] = .null
    case .refused(let complaint):
        members["fingerprint"] = .null
        members["tree"] = .null
        members["complaint"] = json(complaint)
    }
    return .object(members)
}
