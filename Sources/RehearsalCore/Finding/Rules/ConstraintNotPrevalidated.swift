/// Nobody asked whether rows from before a step break its constraints.
public enum ConstraintNotPrevalidated: FindingRule {
    public static let code = FindingCode.constraintNotPrevalidated
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "constraints were not held against the rows from before their step"
    public static let condition = """
        A step adds constraints, and no way back of it was walked to its end: only behind a way back are the \
        rows from before the step there to be asked.
        """
    public static let effect = """
        How many rows the step repairs, and whether production has rows that it would not, is not known from \
        this run.
        """
    public static let wayOut = "Give the step a way back that runs, or count the rows by hand before the deployment."
    public static let badExample = RuleExample(.text, "002_checks adds 3 constraints and is declared irreversible")
    public static let goodExample = RuleExample(.text, "002_checks adds 3 constraints and its way back runs")
}
