import RehearsalCore

//  The part of the JSON report that tells how the workload is planned when the data has grown.

func json(_ horizon: HorizonRecord) -> JSONText {
    .object([
        "points": .list(horizon.points.map { .decimal($0) }),
        "states": .list(horizon.states.map { .text($0.description) }),
        "law": json(horizon.law),
        "queries": .list(horizon.queries.map(json)),
        "remarks": .list(horizon.remarks.map { .text($0) }),
        "validations": .list(horizon.validations.map(json)),
    ])
}

private func json(_ law: GrowthLaw) -> JSONText {
    .object([
        "tables": .list(
            law.tables.map { table in
                .object([
                    "name": .text(table.name), "rate": .text(table.rate.words), "origin": .text(table.origin.rawValue),
                ])
            }),
        "windows": .list(
            law.windows.sorted { $0.key < $1.key }.map { column, window in
                .object(["column": .text(column.description), "window": .text(window.rawValue)])
            }),
        "parents": .list(
            law.parents.sorted { $0.key < $1.key }.map { column, parent in
                .object(["column": .text(column.description), "parent": .text(parent.description)])
            }),
        "common": .list(
            law.common.sorted { $0.key < $1.key }.map { column, common in
                .object(["column": .text(column.description), "growth": .text(common.rawValue)])
            }),
    ])
}

private func json(_ query: HorizonQuery) -> JSONText {
    .object([
        "query": .text(query.asked.query), "identity": .text(query.asked.identity),
        "states": .list(query.states.map(json)),
    ])
}

private func json(_ state: HorizonQueryState) -> JSONText {
    .object([
        "state": .text(state.state.description),
        "points": .list(
            state.points.map { point in
                .object([
                    "growth": .decimal(point.growth), "fingerprint": .optional(point.fingerprint),
                    "cost": point.cost.map { .decimal($0) } ?? .null,
                    "rival_ratio": point.rivalRatio.map { .decimal($0) } ?? .null,
                ])
            }),
        "change": state.change.map(json) ?? .null,
    ])
}

private func json(_ change: HorizonChange) -> JSONText {
    .object([
        "above": .decimal(change.above), "at": .decimal(change.at), "verdict": .text(change.verdict.rawValue),
        "words": .text(change.words), "from": .text(change.from), "to": .text(change.to),
        "is_close": .bool(change.isClose),
    ])
}

private func json(_ validation: HorizonValidation) -> JSONText {
    .object([
        "state": .text(validation.state.description), "growth": .decimal(validation.growth),
        "query_count": .count(validation.compared.count), "stable_count": .count(validation.stableCount),
        "agreeing_count": .count(validation.agreeing), "small_agreeing_count": .count(validation.smallAgreeing),
        "changed_count": .count(validation.changed), "flagged_count": .count(validation.flagged),
        "closely_flagged_count": .count(validation.closelyFlagged),
        "false_alarm_count": .count(validation.falseAlarms.count),
        "closely_kept_count": .count(validation.closelyKept),
        "compared": .list(
            validation.compared.map { compared in
                .object([
                    "identity": .text(compared.asked.identity), "fate": .text(compared.fate.rawValue),
                    "is_close": .bool(compared.isClose),
                    "trees": compared.trees.map { trees in
                        .object([
                            "small": .text(trees.small), "foreseen": .text(trees.foreseen), "truly": .text(trees.truly),
                        ])
                    } ?? .null,
                ])
            }),
    ])
}
