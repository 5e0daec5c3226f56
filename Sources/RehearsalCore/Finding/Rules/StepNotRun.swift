/// A step was not run.
public enum StepNotRun: FindingRule {
    public static let code = FindingCode.stepNotRun
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a step was not run"
    public static let condition = """
        Something before the step failed, so that it was never sent. Nothing is known about it, and what was \
        not checked counts as failed.
        """
    public static let effect = "Unknown."
    public static let wayOut = "Correct what failed first, then run again."
    public static let badExample = RuleExample(.text, "001 refused at statement 3; 002 was not run")
    public static let goodExample = RuleExample(.text, "001 applied; 002 applied")
}
