/// The acts that loading alone takes: a cluster, the baseline and the dataset.
public func loadingActs(for project: Project) -> [PlannedAct] {
    preparingActs + [PlannedAct(.loadDataset, .prepared)]
}

/// The acts that make files of a slice: a cluster with the baseline, which tells the tables' layout, and the files.
public func slicingActs(for slice: DatasetSlice) -> [PlannedAct] {
    preparingActs + [PlannedAct(.writeSlice(slice), .prepared)]
}

/// A cluster with the baseline and without rows.
public let preparingActs = [Act.provisionCluster, .createDatabase, .applyBaseline].map { PlannedAct($0, .prepared) }

/// The whole run, written down before anything happens.
///
/// The conductor performs a subset of this list plus clean-up and nothing else: the acts of the rehearsal in their
/// order, and those of each drill in theirs.
/// - Parameter written: true for drills in which the application writes as well.
public func acts(for project: Project, written: Bool = false) -> [PlannedAct] {
    var planned = rehearsingActs(for: project, written: written, looksAhead: project.growth != nil)
    planned.append(PlannedAct(.compareWithExpected, .always))
    planned.append(PlannedAct(.recordRun, .always))
    return planned
}

/// What is rehearsed, without the comparison with what was accepted: every step, every way back alone, and the chain.
///
/// - Parameters:
///   - written: true for drills in which the application writes as well.
///   - looksAhead: true to plan the workload as if the data had grown.
public func rehearsingActs(
    for project: Project, written: Bool = false, looksAhead: Bool = false
) -> [PlannedAct] {
    var planned = loadingActs(for: project)
    planned.append(PlannedAct(.restartServer, .prepared))
    planned.append(PlannedAct(.takeSnapshot(.baseline), .prepared))
    let drilled = project.steps.filter { $0.scriptBack != nil }
    if !drilled.isEmpty { planned.append(PlannedAct(.keepBaseline, .prepared)) }
    if looksAhead { planned.append(PlannedAct(.askHorizon(.baseline), .prepared)) }
    for step in project.steps {
        planned += checkActs(.before(step: step.name), .applied, project)
        planned.append(PlannedAct(.runStep(step.name), .applied))
        planned.append(PlannedAct(.takeSnapshot(.after(step: step.name)), .stepSent(step.name)))
        planned += checkActs(.after(step: step.name), .stepApplied(step.name), project)
        if !drilled.isEmpty { planned.append(PlannedAct(.startAnew(before: step.name), .stepRefused(step.name))) }
        planned += drillActs(for: step, project, written: written)
    }
    if looksAhead { planned += lastHorizonActs(for: project) }
    if drilled.isEmpty { return planned }
    let chain = chainActs(for: project)
    planned += chain
    planned.append(PlannedAct(.finishDrills, .always))
    if !chain.isEmpty { planned.append(PlannedAct(.judgeChain, .always)) }
    return planned
}

/// The growth horizon: every step is run once, and the workload is planned before the first and behind the last.
///
/// - Parameter validated: growths at which the dataset is truly loaded as well.
public func horizonActs(for project: Project, validated: [Int] = []) -> [PlannedAct] {
    var planned = loadingActs(for: project)
    planned.append(PlannedAct(.restartServer, .prepared))
    planned.append(PlannedAct(.askHorizon(.baseline), .prepared))
    planned += project.steps.map { PlannedAct(.runStep($0.name), .applied) }
    planned += lastHorizonActs(for: project)
    return planned + validated.map { PlannedAct(.validateHorizon(growth: $0), .applied) }
}

private func lastHorizonActs(for project: Project) -> [PlannedAct] {
    let behind = project.steps.last.map {
        PlannedAct(.askHorizon(.after(step: $0.name)), .stepApplied($0.name))
    }
    return [behind, PlannedAct(.judgeHorizon, .prepared)].compactMap(\.self)
}

/// The drill of one step on its clone: empty where there is no way back to walk.
private func drillActs(for step: Step, _ project: Project, written: Bool) -> [PlannedAct] {
    guard step.scriptBack != nil else { return [] }
    let name = step.name
    let beside =
        (written ? [PlannedAct(.walkWritten(step: name), .stepApplied(name))] : []) + [
            PlannedAct(.cloneState(step: name), .stepApplied(name)),
            PlannedAct(.walkBack(step: name), .cloneStands(name)),
            PlannedAct(.takeSnapshot(.down(step: name)), .wayBackRan(name)),
            PlannedAct(.judgeWayBack(step: name), .wayBackRan(name)),
            PlannedAct(.preValidate(step: name), .wayBackRan(name)),
        ] + checkActs(.wayBack(step: name), .wayBackRan(name), project) + [
            PlannedAct(.runStepAgain(step: name), .wayBackRan(name)),
            PlannedAct(.takeSnapshot(.again(step: name)), .stepRanAgain(name)),
            PlannedAct(.judgeRepeat(step: name), .stepRanAgain(name)),
            PlannedAct(.discardClone(step: name), .cloneStands(name)),
        ]
    return beside.map { PlannedAct($0.act, $0.condition, drill: name) }
}

/// All ways back in a row, from the end to the baseline and up again: empty where it would be one drill once more.
///
/// Where no way back leads on, the chain goes on from the state that should have been reached, made anew.
private func chainActs(for project: Project) -> [PlannedAct] {
    guard project.steps.count > 1 else { return [] }
    var planned: [PlannedAct] = []
    for step in project.steps.reversed() {
        if step.scriptBack != nil {
            planned.append(PlannedAct(.unwind(step: step.name), .chainReached(step.name)))
            planned.append(PlannedAct(.compareUnwound(step: step.name), .unwound(step.name)))
        }
        planned.append(PlannedAct(.unwindAnew(step: step.name), .notUnwound(step.name)))
    }
    for step in project.steps {
        planned.append(PlannedAct(.rewind(step: step.name), .chainReached(step.name)))
        planned.append(PlannedAct(.compareRewound(step: step.name), .rewound(step.name)))
        planned.append(PlannedAct(.rewindAnew(step: step.name), .notRewound(step.name)))
    }
    return planned
}

/// The checks of one moment: empty where none applies.
private func checkActs(_ moment: CheckMoment, _ condition: Condition, _ project: Project) -> [PlannedAct] {
    project.checks.contains { $0.applies(at: moment) } ? [PlannedAct(.runChecks(moment), condition)] : []
}
