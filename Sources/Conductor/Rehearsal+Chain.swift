import RehearsalCore
import Staging

/// What the chain of all ways back has come to so far.
struct Chain: Sendable {
    var links: [ChainLink] = []
    /// What the scripts of steps did in the chain: their ways back, and their runs behind all ways back.
    var observed: [ChainLink.Direction: [String: ScriptObservation]] = [:]
    /// Unknown once a state was made anew: what steps make has other numbers there than in the states read before.
    var lineage = CatalogLineage.oneDatabase
    /// What is otherwise in the state that was made anew last on the way down: it is no news at the steps before.
    var madeOtherwise: Set<String> = []
    /// What was not as it was after the first run at some step on the way up: it is no news at the steps behind it.
    var carried: Set<String> = []
    /// True where a state could not be made anew, so that nothing leads on.
    var isBroken = false

    func reachedTheEnd(of step: String, _ direction: ChainLink.Direction) -> Bool {
        observed[direction]?[step]?.reachedItsEnd ?? false
    }

    func holds(_ step: String, _ direction: ChainLink.Direction) -> Bool {
        links.last { $0.step == step && $0.direction == direction }?.holds ?? false
    }
}

extension Rehearsal {
    /// True where the database is as a refused step left it, because the server is kept for looking at that.
    var staysAsRefused: Bool {
        options.keepsServer
            && outcome.steps.contains { $0.upward.result != .notRun && !applied.contains($0.name) }
    }

    /// The chain leads through the steps that were applied, from a state that is known to be clean.
    func chainHolds(_ condition: Condition) -> Bool {
        guard isPrepared, states != nil, !chain.isBroken, !staysAsRefused else { return false }
        switch condition {
        case .chainReached(let step): return applied.contains(step)
        case .unwound(let step): return chain.reachedTheEnd(of: step, .down)
        case .notUnwound(let step):
            // Where the step before has no way back either, nothing begins in the state between them.
            let earlier = appliedSteps(before: step).last
            let isNeeded = earlier.map { $0.scriptBack != nil } ?? true
            return applied.contains(step) && !chain.holds(step, .down) && isNeeded
        case .rewound(let step): return chain.reachedTheEnd(of: step, .up)
        case .notRewound(let step):
            // Nothing follows the last one, unless somebody is to look at it.
            let isNeeded = options.keepsServer || project.steps.last { applied.contains($0.name) }?.name != step
            return applied.contains(step) && !chain.holds(step, .up) && isNeeded
        default: preconditionFailure("not the chain's: \(condition)")
        }
    }

    mutating func performInChain(_ act: Act) async throws {
        do {
            switch act {
            case .unwind(let name):
                let step = step(named: name)
                guard let script = step.scriptBack else {
                    preconditionFailure("only ways back that are there are walked")
                }
                try await walk(.unwinding(step, script), of: step, .down)
            case .compareUnwound(let name): try await compareUnwound(step(named: name))
            case .unwindAnew(let name): try await unwindAnew(name)
            case .rewind(let name): try await walk(.rewinding(step(named: name)), of: step(named: name), .up)
            case .compareRewound(let name): try await compareRewound(step(named: name))
            case .rewindAnew(let name): try await goOn(from: appliedSteps(before: name) + [step(named: name)])
            default: preconditionFailure("not the chain's: \(act)")
            }
        } catch {
            chain.isBroken = true
            throw error
        }
    }

    /// Goes on from the state before the step, and looks what is otherwise there because steps do not come to the same
    /// state twice.
    private mutating func unwindAnew(_ name: String) async throws {
        let earlier = appliedSteps(before: name)
        try await goOn(from: earlier)
        guard !earlier.isEmpty, let first = previousState(of: name).flatMap({ snapshots[$0] }) else { return }
        chain.madeOtherwise = RehearsalCore.madeOtherwise(
            from: first, to: try await chainSnapshot(.down(step: name)))
    }

    /// Leaves the database behind and goes on in a clean one, in which the steps were run.
    mutating func goOn(from steps: [Step]) async throws {
        guard let states else { preconditionFailure("the baseline was kept before") }
        let fresh = try await states.stage(after: steps)
        let left = cluster
        cluster = fresh.database.cluster
        stage = fresh
        chain.lineage = .unknown
        await left?.dismissed()
    }

    private mutating func walk(_ script: RehearsedScript, of step: Step, _ direction: ChainLink.Direction) async throws
    {
        guard case .ran(let observation, let findings) = try await standing.run(script) else { return }
        chain.observed[direction, default: [:]][step.name] = observation
        if observation.reachedItsEnd { return }
        add(ChainLink(step: step.name, direction: direction, holds: false, findings: findings))
    }

    private mutating func compareUnwound(_ step: Step) async throws {
        let unwound = try await chainSnapshot(.down(step: step.name))
        guard let before = previousState(of: step.name).flatMap({ snapshots[$0] }),
            let downward = chain.observed[.down]?[step.name]
        else { return }
        add(
            judgeUnwound(
                of: step, before: before, unwound: unwound, upward: record(of: step.name).upward, downward: downward,
                folder: options.spelledFolder, lineage: chain.lineage
            ).without(chain.madeOtherwise))
    }

    private mutating func compareRewound(_ step: Step) async throws {
        let rewound = try await chainSnapshot(.again(step: step.name))
        guard let after = snapshots[.after(step: step.name)] else { return }
        var link = judgeRewound(
            of: step, after: after, rewound: rewound, upward: record(of: step.name).upward,
            folder: options.spelledFolder, lineage: chain.lineage)
        let objects = link.findings.compactMap(\.object)
        link.findings = link.findings.filter { finding in finding.object.map { !chain.carried.contains($0) } ?? true }
        link.holds = link.findings.isEmpty
        chain.carried.formUnion(objects)
        add(link)
    }

    private mutating func chainSnapshot(_ state: StateName) async throws -> Snapshot {
        guard var stage else { preconditionFailure("a database was created before") }
        let snapshot = try await stage.readSnapshot(state, explains: false)
        self.stage = stage
        return snapshot
    }

    /// What the chain has found, now that the drills have told what is volatile and what is wrong without it.
    mutating func takeChain() {
        for (link, finding) in judgeChain(chain.links, told: outcome.findings, volatile: volatileColumns) {
            outcome.findings.append(finding)
            if link.direction == .up { record(link.step) { $0.drill.sameInChain = .no } }
        }
    }

    private mutating func add(_ link: ChainLink) {
        chain.links.append(link)
        record(link.step) {
            switch link.direction {
            case .down: $0.drill.restoredInChain = link.isRight ? .yes : .no
            case .up: $0.drill.sameInChain = link.holds ? .yes : .no
            }
        }
    }
}
