//  What of the rows that the application wrote is not there behind the way back.

/// The losses that canary rows tell of, in the order of the findings of `judgeCanaries`.
public func canaryLosses(
    of step: String, presences: [CanaryPresence], upward: ScriptObservation, downward: ScriptObservation?,
    declared: [LossDeclaration] = []
) -> [Loss] {
    CanaryJudge(step: step, upward: upward, downward: downward, declared: declared, folder: "").lost(presences)
        .flatMap(\.losses)
}

/// One finding about what was lost, and what it says in numbers.
struct LostCanaries {
    var finding: Finding
    var losses: [Loss]
}

extension CanaryJudge {
    /// By table, rows before values.
    func lost(_ presences: [CanaryPresence]) -> [LostCanaries] {
        Dictionary(grouping: presences, by: \.table).sorted { $0.key < $1.key }.flatMap { table, presences in
            rowLosses(table, presences) + valueLosses(table, presences)
        }
    }

    /// One finding for the rows of a table, whatever happened to them.
    private func rowLosses(_ table: String, _ presences: [CanaryPresence]) -> [LostCanaries] {
        let gone = presences.filter { $0.state == .gone || $0.state == .tableGone }
        let back = presences.filter { $0.state == .cameBack }
        if gone.isEmpty, back.isEmpty { return [] }
        var words: [String] = []
        if !gone.isEmpty {
            let isTables = gone.allSatisfy { $0.state == .tableGone }
            let reason = isTables ? gone.allSatisfy(\.isTableOfStep) ? " with the table" : ", as the table is" : ""
            words.append("\(counted(gone)) \(gone.count == 1 ? "is" : "are") gone\(reason)")
        }
        if !back.isEmpty {
            let subject = back.count == 1 ? "a row that was deleted" : "\(back.count) rows that were deleted"
            words.append("\(subject) \(rounds(back)) \(back.count == 1 ? "is" : "are") there again")
        }
        let losses = [(Loss.Change.rowsGone, gone.count), (.rowsBack, back.count)].filter { $0.1 > 0 }
            .map { loss(table, nil, $0, $1) }
        return [lost(losses, "in \(table), \(words.joined(separator: "; "))")]
    }

    private func valueLosses(_ table: String, _ presences: [CanaryPresence]) -> [LostCanaries] {
        var byColumn: [String: [(CanaryPresence, CanaryAlteration)]] = [:]
        for presence in presences {
            guard case .altered(let alterations) = presence.state else { continue }
            for alteration in alterations where isLoss(alteration, presence) {
                byColumn[alteration.column, default: []].append((presence, alteration))
            }
        }
        return byColumn.sorted { $0.key < $1.key }.map { column, found in
            let count = found.count == 1 ? "1 value" : "\(found.count) values"
            let written = "\(count) of \(column) written \(rounds(found.map(\.0)))"
            let what: String
            var change = Loss.Change.valuesReplaced
            switch found[0].1.change {
            case .value: what = "\(written) \(found.count == 1 ? "is" : "are") another"
            case .columnGone:
                let by = found[0].1.isColumnOfStep ? ", which \(step) adds" : ""
                what = "\(written) \(found.count == 1 ? "is" : "are") gone with the column\(by)"
                change = .valuesGone
            case .storedOtherwise: what = "\(written) \(found.count == 1 ? "is" : "are") not stored as sent"
            }
            return lost([loss(table, column, change, found.count)], "in \(table), \(what)")
        }
    }

    /// What the migration rewrites, its way back rewrites, too.
    private func isLoss(_ alteration: CanaryAlteration, _ presence: CanaryPresence) -> Bool {
        !(presence.round == .between && alteration.change == .value && alteration.isRewrittenByStep)
    }

    private func loss(_ table: String, _ column: String?, _ change: Loss.Change, _ count: Int) -> Loss {
        Loss(
            drill: .written, table: table, column: column, change: change, count: Int64(count),
            declaration: declared.covering(table: table, column: column))
    }

    private func counted(_ presences: [CanaryPresence]) -> String {
        "\(presences.count == 1 ? "1 row" : "\(presences.count) rows") written \(rounds(presences))"
    }

    private func rounds(_ presences: [CanaryPresence]) -> String {
        CanaryRound.allCases.filter { round in presences.contains { $0.round == round } }.map { round in
            switch round {
            case .before: "before \(step)"
            case .between: "between \(step) and its way back"
            case .after: "after the way back"
            }
        }.joined(separator: " and ")
    }

    /// - Precondition: there is at least one loss, and all are of one object.
    private func lost(_ losses: [Loss], _ what: String) -> LostCanaries {
        let words = "after the way back of \(step), \(what)"
        if let declaration = losses[0].declaration {
            let note = Finding.raised(
                .lossDeclared, step: step, object: losses[0].object, place: declaration.place,
                FivePartMessage(
                    what: "\(words), as declared: \(declaration.reason)", place: declaration.place.description,
                    stateNow: stateNow, next: "nothing"))
            return LostCanaries(finding: note, losses: losses)
        }
        let maker = writer(of: losses[0].table)
        let file = downward?.file ?? "the way back"
        let finding = Finding.raised(
            .canaryLost, step: step, object: losses[0].object, place: maker.place,
            FivePartMessage(
                what: "\(words), in silence", place: maker.words, stateNow: stateNow,
                next: "let \(file) keep what was written meanwhile, or declare the loss there: "
                    + "`\(losses[0].declaring)`, then: pgrehearse run \(folder)"))
        return LostCanaries(finding: finding, losses: losses)
    }
}
