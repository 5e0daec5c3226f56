/// A query changes its plan from one ANALYZE to the next.
public enum PlanUnstable: FindingRule {
    public static let code = FindingCode.planUnstable
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "a query changes its plan from one ANALYZE to the next"
    public static let condition = """
        The plan of a workload query is another one on another sample of the same rows. Its shape is then \
        not held against a step; blocks, rows and results still are.
        """
    public static let effect = """
        The query changes between a good and a bad plan by chance, whenever autovacuum gathers statistics.
        """
    public static let wayOut = """
        Raise the statistics target of the columns that the query asks about, or add extended statistics or \
        an index that makes one plan the clear choice.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- target 100 over millions of rows: a rare value is in the sample or not
        SELECT * FROM orders WHERE customer_id = 7;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        ALTER TABLE orders ALTER customer_id SET STATISTICS 1000;
        """)
}
