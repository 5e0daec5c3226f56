import RehearsalCore

//  The part of the JSON report that tells what checks said. Rows are counted, never shown.

func json(_ record: CheckRecord) -> JSONText {
    var rowCount = JSONText.null
    var statement = JSONText.null
    var complaint = JSONText.null
    switch record.answer {
    case .rows(let count): rowCount = .integer(count)
    case .refused(let said, let ordinal):
        statement = .count(ordinal)
        complaint = json(said)
    case .timedOut(let ordinal), .serverLost(let ordinal): statement = .count(ordinal)
    }
    return .object([
        "check": .text(record.check), "file": .text(record.file), "moment": .text(record.moment.description),
        "step": .text(record.moment.step), "role": .text(record.role.rawValue), "session": .optional(record.session),
        "expected": .text(record.expectation.description), "held": .bool(record.held),
        "result": .text(record.answer.key), "row_count": rowCount, "stopped_at_statement": statement,
        "complaint": complaint, "elapsed_milliseconds": .decimal(record.elapsedMilliseconds),
    ])
}

extension CheckAnswer {
    fileprivate var key: String {
        switch self {
        case .rows: "answered"
        case .refused: "refused"
        case .timedOut: "timed_out"
        case .serverLost: "server_lost"
        }
    }
}
