/// Queries are planned otherwise by a step.
public enum PlanChanged: FindingRule {
    public static let code = FindingCode.planChanged
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "queries are planned otherwise by a step"
    public static let condition = """
        Workload queries have another plan after a step, and take as much as before or less. One note tells \
        of all of them; one more tells of parallel workers that came or went, of a cost from which on queries \
        are compiled, and of prepared statements that will change to their generic plan.
        """
    public static let effect = """
        Nothing, as long as production's data is like the rehearsal's.
        """
    public static let wayOut = """
        Nothing. Where a step was written to make a query faster, look whether the query is among them.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        CREATE INDEX orders_status_idx ON orders (status);
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        CREATE INDEX orders_never_asked_idx ON orders (note);
        """)
}
