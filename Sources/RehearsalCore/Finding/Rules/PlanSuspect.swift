/// A query may have got worse by a step.
public enum PlanSuspect: FindingRule {
    public static let code = FindingCode.planSuspect
    public static let severity = Severity.warn
    public static let ending = Ending.passed
    public static let headline = "a query may have got worse by a step"
    public static let condition = """
        A workload query changed in a way that is often a regression and does not have to be: some more \
        blocks or rows, a new sort, estimates further from the truth, another index that finds more rows to \
        throw away, more WAL or trigger calls, a generic plan that will take over.
        """
    public static let effect = """
        The query may be slower, for some of its parameters or as the data grows.
        """
    public static let wayOut = """
        Look at both plans. Give the step what it lacks (an index, extended statistics, ANALYZE), or leave \
        it.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- the rows are the same, the statistics about both columns together are gone
        DROP STATISTICS orders_status_region;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- kept: queries ask for both columns together
        """)
}
