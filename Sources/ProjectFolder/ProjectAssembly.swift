import RehearsalCore

/// Turns rehearsal.yaml into a ``Project`` by reading the files that it names.
struct ProjectAssembly {
    let file: ProjectFile
    let files: ProjectFiles
    /// False where a shape is yet to be written.
    var needsShape = true

    private var problems: ProblemList { files.problems }

    /// Nil, or something incomplete, after reporting what is wrong.
    func project() -> Project? {
        if needsShape { _ = files.resolve(file.shapeFile.value, namedAt: file.shapeFile.place) }
        let baseline = baseline()
        let layout = PlainLayout(file.migrations, in: files)
        let phases = layout.map { self.phases(of: $0) } ?? []
        let steps = layout.map { self.steps(of: $0, in: phases) } ?? []
        return Project(
            name: file.project, folder: files.root, server: server(), roles: file.roles, clock: file.clock,
            dataset: file.dataset, baseline: baseline, phases: phases, steps: steps, sessions: file.sessions,
            workload: workload(steps: layout?.migrations.map(\.step) ?? []), planThresholds: file.plans,
            growth: file.growth, checks: checks(of: layout?.migrations.map(\.step) ?? []), limits: file.limits,
            store: file.store)
    }

    private func server() -> ServerRequest {
        ServerRequest(
            majorVersion: file.majorVersion, parameters: parameters(), extensions: file.extensions,
            locale: file.locale)
    }

    private func parameters() -> [ServerParameter] {
        guard let named = file.parametersFile,
            let text = files.text(of: named.value, limitBytes: YAMLDocument.limitBytes, namedAt: named.place)
        else { return [] }
        return serverParameters(in: text, file: trimmed(named.value), problems: problems)
    }

    private func baseline() -> [Script] {
        let directory = trimmed(file.baseline.value)
        let names = files.scriptNames(in: directory, namedAt: file.baseline.place) ?? []
        return names.compactMap { name in
            script(files.joined(directory, name), runner: .psql(onErrorStop: true))
        }
    }

    private func workload(steps: [String]) -> [WorkloadQuery] {
        let directory = trimmed(file.workload?.value ?? "workload")
        guard file.workload != nil || files.exists(directory) else { return [] }
        return WorkloadReader(files: files, contexts: contexts, steps: steps)
            .queries(in: directory, namedAt: file.workload?.place)
    }

    private func checks(of steps: [String]) -> [Check] {
        let directory = trimmed(file.checks?.value ?? "checks")
        guard file.checks != nil || files.exists(directory) else { return [] }
        return ChecksReader(files: files, contexts: contexts, steps: steps)
            .checks(in: directory, namedAt: file.checks?.place)
    }

    private var contexts: Contexts {
        Contexts(hasApplicationRole: file.roles.application != nil, sessions: file.sessions)
    }

    /// - Parameter isWayBack: false for what is walked up, where nothing may be declared to be lost.
    private func script(_ path: String, runner: Runner, isWayBack: Bool = false) -> Script? {
        // PostgreSQL cuts a longer name, and so does the rehearsal.
        let session = ScriptSession(
            database: String(file.project.prefix(63)), user: file.roles.owner.name, majorVersion: file.majorVersion)
        let script = ScriptReader(files: files, session: session)
            .script(path, runner: runner, namedAt: SourcePlace(file: path, line: 1, column: 1))
        for declaration in script?.declaredLosses ?? [] where !isWayBack {
            problems.report(.declaration(.noWayBack), at: declaration.place)
        }
        return script
    }

    /// The phases with every step in exactly one of them, in the order of the steps' numbers.
    private func phases(of layout: PlainLayout) -> [Phase] {
        let names = layout.migrations.map(\.step)
        guard let entries = file.phases else { return [Phase(name: "migrations", risk: .medium, steps: names)] }
        var seen: Set<String> = []
        var latest: Int?
        for step in entries.value.flatMap(\.steps) {
            guard let index = names.firstIndex(of: step.value) else {
                if let near = reportUnknown(step, among: names) { seen.insert(near) }
                continue
            }
            if !seen.insert(step.value).inserted {
                problems.report(.layout(.stepTwice(step.value)), at: step.place)
            } else if let latest, index < latest {
                problems.report(.layout(.stepOutOfOrder(step.value, before: names[latest])), at: step.place)
            }
            latest = max(latest ?? index, index)
        }
        if entries.value.allSatisfy(\.hasSteps) {
            for migration in layout.migrations where !seen.contains(migration.step) {
                problems.report(.layout(.stepInNoPhase(migration.step)), at: entries.place)
            }
        }
        return entries.value.map { Phase(name: $0.name, risk: $0.risk, steps: $0.steps.map(\.value)) }
    }

    private func steps(of layout: PlainLayout, in phases: [Phase]) -> [Step] {
        let irreversible = irreversible(in: layout)
        return layout.migrations.compactMap { migration in
            let phase = phases.first { $0.steps.contains(migration.step) }
            let upward = script(migration.file, runner: file.migrations.runner)
            let wayBack = wayBack(of: migration, irreversible: irreversible)
            guard let phase, let upward, let wayBack else { return nil }
            return Step(name: migration.step, phase: phase.name, upward: upward, wayBack: wayBack)
        }
    }

    /// The reasons by step, for the steps that there are.
    private func irreversible(in layout: PlainLayout) -> [String: String] {
        var reasons: [String: String] = [:]
        for (step, reason) in file.migrations.irreversible {
            guard let migration = layout.migrations.first(where: { $0.step == step.value }) else {
                reportUnknown(step, among: layout.migrations.map(\.step))
                continue
            }
            if migration.hasRollback {
                let fault = LayoutFault.irreversibleWithWayBack(step: step.value, file: migration.rollbackFile)
                problems.report(.layout(fault), at: step.place)
            }
            reasons[step.value] = reason
        }
        return reasons
    }

    private func wayBack(of migration: PlainLayout.Migration, irreversible: [String: String]) -> WayBack? {
        if migration.hasRollback {
            return script(migration.rollbackFile, runner: file.migrations.runner, isWayBack: true)
                .map(WayBack.script)
        }
        if let reason = irreversible[migration.step] { return .irreversible(reason: reason) }
        return .missing(expectedFile: migration.rollbackFile)
    }

    /// Reports a step that there is not, and gives the one that was probably meant.
    @discardableResult
    private func reportUnknown(_ step: Located<String>, among names: [String]) -> String? {
        let near = NearestName.suggestion(for: step.value, among: names)
        problems.report(.layout(.unknownStep(step.value, suggestion: near)), at: step.place)
        return near
    }
}
