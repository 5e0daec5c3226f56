import RehearsalCore

/// What a server answered about one query, before it is read.
struct RawCapture: Sendable {
    let asked: AskedQuery
    let plan: QueryAsker.Answer<String>
    var generic: QueryAsker.Answer<String>?
    var parallel: QueryAsker.Answer<String>?
    var run = RawRun.notRun

    /// True where an answer was a refusal, which leaves the transaction unusable.
    var hasFailed: Bool {
        [plan, generic, parallel].contains { answer in
            if case .refused? = answer { true } else { false }
        }
    }

    /// Reads the answers.
    /// - Throws: `QueryPlanDecodingError`.
    func captured(_ names: PlanNames, limitMilliseconds: Int) throws -> CapturedQueryPlan {
        guard case .value(let json) = plan else {
            guard case .refused(let complaint) = plan else { preconditionFailure("there are two kinds of answer") }
            return CapturedQueryPlan(asked, result: .refused(complaint))
        }
        // What running the query printed holds its plan as well.
        var shown = json
        if case .ran(let json, _) = run { shown = json }
        var captured = CapturedQueryPlan(asked, result: .plan(try decodeQueryPlan(json: shown, names: names)))
        // What says the same as the plan itself is not kept.
        if generic != nil || parallel != nil {
            let shape = captured.plan?.shapeFingerprint
            captured.views.generic = try tree(generic, names).flatMap { $0.shapeFingerprint == shape ? nil : $0 }
            captured.views.parallel = try tree(parallel, names).flatMap { $0.shapeFingerprint == shape ? nil : $0 }
        }
        switch run {
        case .notRun: break
        case .refused(let complaint):
            captured.run =
                complaint.tellsOfTimeout ? .timedOut(milliseconds: limitMilliseconds) : .refused(complaint)
        case .ran(_, let rows): captured.run = .ran(rows: rows)
        }
        let tables = Set(captured.plan?.root.all.compactMap(\.table) ?? [])
        captured.tables = tables.compactMap { names.sizes[$0] }.sorted()
        return captured
    }

    private func tree(_ answer: QueryAsker.Answer<String>?, _ names: PlanNames) throws -> QueryPlan? {
        guard case .value(let json)? = answer else { return nil }
        return try decodeQueryPlan(json: json, names: names)
    }
}

/// What became of running a query.
enum RawRun: Sendable {
    case notRun
    case ran(json: String, rows: ResultRows?)
    case refused(ServerComplaint)
}
