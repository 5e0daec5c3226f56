/// A check was not run where it should have been.
public enum CheckNotRun: FindingRule {
    public static let code = FindingCode.checkNotRun
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a check was not run"
    public static let condition = """
        A moment at which the check runs was not reached: its step was refused or not run, or its way back was \
        not walked to its end. One finding per check names all such moments.
        """
    public static let effect = "Unknown."
    public static let wayOut = "Correct what failed first, then run again."
    public static let badExample = RuleExample(.text, "002 refused at statement 3; its check after 002 was not run")
    public static let goodExample = RuleExample(.text, "002 applied; its check after 002 held")
}
