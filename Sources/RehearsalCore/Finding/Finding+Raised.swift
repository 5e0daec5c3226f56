extension Finding {
    /// A finding with its code's own severity and ending.
    static func raised(
        _ code: FindingCode, step: String?, object: String?, place: SourcePlace?, _ message: FivePartMessage
    ) -> Finding {
        Finding(
            code: code, severity: code.rule.severity, ending: code.rule.ending, step: step, object: object,
            place: place,
            message: message)
    }
}
