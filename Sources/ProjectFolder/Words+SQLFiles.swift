//  What is said of files of the workload and of the checks.

extension HeaderFault {
    var words: (what: String, next: String) {
        switch self {
        case .unknownKey(let key, let suggestion, let known):
            (
                "the header `\(shown(key))` is unknown",
                (didYouMean(suggestion) ?? "known are \(list(known))")
                    + "; a remark at the top must not have a colon"
            )
        case .duplicateKey(let key): ("the header `\(key)` stands here more than once", "keep one of them")
        case .badValue(let key, let found, let expected):
            ("`\(key)` has to be \(expected), and here is `\(shown(found))`", "write \(expected)")
        case .duplicateName(let key, let name):
            ("`\(key)` names `\(shown(name))` more than once", "keep one of them")
        case .noApplicationRole:
            (
                "the file is about the application, and the project has no such role",
                "add `roles.application` to rehearsal.yaml"
            )
        case .unknownSession(let name, let suggestion, let known):
            (
                "there is no session `\(shown(name))`",
                didYouMean(suggestion)
                    ?? (known.isEmpty ? "add it under `sessions` of rehearsal.yaml" : "known are \(list(known))")
            )
        }
    }
}

extension WorkloadFault {
    var words: (what: String, next: String) {
        switch self {
        case .unknownValue(let name, let suggestion, let known):
            (
                "no session has a value `\(shown(name))`",
                (didYouMean(suggestion)
                    ?? (known.isEmpty ? "add it to `values` of a session" : "known are \(list(known))"))
                    + "; the text in braces itself is written {{\(shown(name))}}"
            )
        case .lackingValue(let name, let sessions):
            (
                "\(sessions.count == 1 ? "the session" : "the sessions") \(list(sessions)) "
                    + "\(sessions.count == 1 ? "has" : "have") no value `\(name)`",
                "add `\(name)` to its `values` in rehearsal.yaml, or take the session out of `-- sessions:`"
            )
        case .valueWithoutSession(let name):
            (
                "`{\(name)}` stands for a session's value, and the query names no session",
                "write `-- sessions:` with the sessions that it is asked in; "
                    + "the text in braces itself is written {{\(name)}}"
            )
        case .malformedReference(let text):
            (
                "`\(shown(text))` names no value of a column's statistics",
                "write {mcv(TABLE.COLUMN, 1)}, {rare(TABLE.COLUMN)}, {absent(TABLE.COLUMN)} or "
                    + "{quantile(TABLE.COLUMN, 0.99)}; a schema other than public stands before the table"
            )
        case .statementCount(let count):
            ("a file of the workload holds one query, and here are \(count)", "give each query a file of its own")
        case .parameterCount(let needed, let given):
            (
                "the query has \(needed) parameters, and \(given) are given",
                "write `-- parameters: [ … ]` with \(needed) values"
            )
        case .duplicateParameterSet(let name):
            (
                name.map { "the query has two sets of parameters named `\(shown($0))`" }
                    ?? "the query has two sets of parameters without a name",
                "give each a name of its own: `-- parameters: rare = [ … ]`"
            )
        case .duplicateName(let name, let other):
            (
                "the query `\(shown(name))` of `\(shown(other))` has the same name",
                "give one of them another `-- name:`"
            )
        }
    }
}

extension CheckFault {
    var words: (what: String, next: String) {
        switch self {
        case .noMoment:
            (
                "the check does not say when it runs",
                "write `-- before: STEP`, `-- after: STEP` or `-- from: STEP` at the top"
            )
        case .noStatement: ("the check holds no statement", "write the query whose rows are judged")
        case .transactionControl:
            (
                "a check runs in one transaction that is rolled back, and here is a statement that begins or ends one",
                "remove it; a SAVEPOINT may stand"
            )
        case .duplicateName(let name, let other):
            ("the check `\(shown(name))` of `\(shown(other))` has the same name", "give one of them another `-- name:`")
        }
    }
}
