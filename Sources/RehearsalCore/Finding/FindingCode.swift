/// The codes of all findings. The raw value is what users type, waive and look up, and names the page in docs/findings.
public enum FindingCode: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case migrationRefused = "migration-refused"
    case rollbackRefused = "rollback-refused"
    case rollbackMissing = "rollback-missing"
    case rollbackEmpty = "rollback-empty"
    case rollbackChangedNothing = "rollback-changed-nothing"
    case rollbackMissed = "rollback-missed"
    case rollbackMetNoRow = "rollback-met-no-row"
    case rollbackIrreversible = "rollback-irreversible"
    case rollbackSchemaDiffers = "rollback-schema-differs"
    case rollbackDataDiffers = "rollback-data-differs"
    case rollbackPlanDiffers = "rollback-plan-differs"
    case lossDeclared = "loss-declared"
    case lossUnmatched = "loss-unmatched"
    case lossUnknown = "loss-unknown"
    case repeatDiffers = "repeat-differs"
    case chainRefused = "chain-refused"
    case chainDiffers = "chain-differs"
    case indexInvalid = "index-invalid"
    case schemaUnexpected = "schema-unexpected"
    case dataUnexpected = "data-unexpected"
    case planUnexpected = "plan-unexpected"
    case expectationMissing = "expectation-missing"
    case expectationNotComparable = "expectation-not-comparable"
    case planRegressed = "plan-regressed"
    case planSuspect = "plan-suspect"
    case planChanged = "plan-changed"
    case planUnstable = "plan-unstable"
    case resultDiffers = "result-differs"
    case statisticsMissing = "statistics-missing"
    case queryRefused = "query-refused"
    case queryNotRun = "query-not-run"
    case horizonRegressed = "horizon-regressed"
    case horizonNearer = "horizon-nearer"
    case horizonIncomplete = "horizon-incomplete"
    case checkFailed = "check-failed"
    case checkRefused = "check-refused"
    case checkNotRun = "check-not-run"
    case canaryRefused = "canary-refused"
    case canaryLost = "canary-lost"
    case canaryNotMade = "canary-not-made"
    case constraintBrokenBefore = "constraint-broken-before"
    case constraintNotValidated = "constraint-not-validated"
    case constraintNotPrevalidated = "constraint-not-prevalidated"
    case readIncomplete = "read-incomplete"
    case catalogIncomplete = "catalog-incomplete"
    case loadChangedSchema = "load-changed-schema"
    case transactionLeftOpen = "transaction-left-open"
    case serverLost = "server-lost"
    case diskFull = "disk-full"
    case statementTimeout = "statement-timeout"
    case stepNotRun = "step-not-run"
    case locksNotObserved = "locks-not-observed"
    case columnVolatile = "column-volatile"
    case parameterReplaced = "parameter-replaced"

    public static func < (left: FindingCode, right: FindingCode) -> Bool { left.rawValue < right.rawValue }
}

/// How much a finding weighs.
public enum Severity: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case fail, warn, note

    private var rank: Int {
        switch self {
        case .fail: 0
        case .warn: 1
        case .note: 2
        }
    }

    /// Worst first.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}
