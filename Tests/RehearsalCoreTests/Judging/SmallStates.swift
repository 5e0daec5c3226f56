import RehearsalCore

/// Small values that tests of judgements are made from.
enum Small {
    static let today = CivilDate(daysSince1970: 20_000)

    static func place(_ file: String, _ line: Int) -> SourcePlace { SourcePlace(file: file, line: line, column: 1) }

    static func statement(
        _ ordinal: Int, _ text: String, in file: String, tag: String? = nil, changed: [String] = []
    ) -> StatementObservation {
        StatementObservation(
            ordinal: ordinal, place: place(file, ordinal), excerpt: maskedExcerpt(of: text, limit: 200),
            elapsedMilliseconds: 1, commandTag: tag ?? text.split(separator: " ").first.map(String.init), notices: [],
            complaint: nil, locks: .observed([]),
            changedObjects: changed.map { ChangedObject(change: .defined, type: "object", identity: $0) })
    }

    static func observation(
        _ file: String, _ statements: [StatementObservation] = [], result: ScriptResult = .applied
    ) -> ScriptObservation {
        ScriptObservation(
            file: file, result: result, elapsedMilliseconds: 1, statementCount: statements.count,
            statements: statements)
    }

    static func script(_ file: String, _ texts: [String] = ["SELECT 1"]) -> Script {
        Script(
            file: file, statements: texts.enumerated().map { Statement(text: $1, place: place(file, $0 + 1)) },
            runner: .psql(onErrorStop: true))
    }

    static func step(_ name: String = "001_a", wayBack: WayBack? = nil) -> Step {
        Step(
            name: name, phase: "all", upward: script("migrations/\(name).sql"),
            wayBack: wayBack ?? .script(script("rollbacks/\(name).sql")))
    }

    static func project(_ steps: [Step]) -> Project {
        Project(
            name: "small", folder: "/small",
            server: ServerRequest(majorVersion: 15, parameters: [], extensions: [], locale: ServerLocale()),
            roles: Roles(owner: RoleRequest(name: "small_owner"), application: nil),
            clock: RehearsalClock(epochSeconds: 0),
            dataset: DatasetRequest(shapeFile: "shape.yaml", seed: 1, scaleThousandths: 1000), baseline: [],
            phases: [Phase(name: "all", risk: .low, steps: steps.map(\.name))], steps: steps, workload: [],
            limits: Limits(), store: "small.sqlite")
    }

    static func index(_ name: String, valid: Bool = true) -> [CatalogFact] {
        [
            CatalogFact(
                kind: .index, identity: name, attribute: "definition", value: "btree", factClass: .semantic),
            CatalogFact(
                kind: .index, identity: name, attribute: "valid", value: "\(valid)", factClass: .performance),
        ]
    }

    static func fact(_ kind: FactKind, _ identity: String, _ value: String, _ factClass: FactClass) -> CatalogFact {
        CatalogFact(kind: kind, identity: identity, attribute: "value", value: value, factClass: factClass)
    }

    static func digest(_ table: String, rows: Int64 = 10, _ sums: [String: String]) -> TableDigest {
        TableDigest(
            table: table, rowCount: rows, rowSum: sums.sorted { $0.key < $1.key }.map(\.value).joined(separator: "+"),
            columns: sums.sorted { $0.key < $1.key }.map {
                ColumnDigest(name: $0.key, nonNullCount: rows, sum: $0.value)
            })
    }

    static func snapshot(
        _ state: StateName, _ facts: [CatalogFact] = [], _ digests: [TableDigest] = [],
        plans: [CapturedQueryPlan] = [], volatile: [VolatileColumn] = []
    ) -> Snapshot {
        Snapshot(
            state: state, catalog: Catalog(facts: facts), queryPlans: plans, digests: digests,
            volatileColumns: volatile)
    }

    static func refusedQuery(_ name: String = "q") -> CapturedQueryPlan {
        CapturedQueryPlan(
            query: name, role: .owner,
            result: .refused(ServerComplaint(severity: "ERROR", sqlState: "42P01", message: "no such table")))
    }

    static func outcome(
        steps: [(String, ScriptResult)] = [], findings: [Finding] = [], failureEnding: Ending? = nil
    ) -> Outcome {
        var outcome = Outcome(toolVersion: "0", runIdentifier: "r", project: "small", folder: ".")
        outcome.steps = steps.map { name, result in
            StepRecord(
                name: name, phase: "all", risk: .low,
                upward: observation("migrations/\(name).sql", result: result), drill: DrillRecord())
        }
        outcome.findings = findings
        outcome.failureEnding = failureEnding
        if failureEnding != nil { outcome.failure = FivePartMessage(what: "it failed", stateNow: "gone", next: "run") }
        return outcome
    }

    static func finding(
        _ code: FindingCode, step: String? = "001_a", object: String? = nil
    ) -> Finding {
        Finding(
            code: code, severity: code.rule.severity, ending: code.rule.ending, step: step, object: object,
            message: FivePartMessage(what: "w", stateNow: "s", next: "n"))
    }
}
