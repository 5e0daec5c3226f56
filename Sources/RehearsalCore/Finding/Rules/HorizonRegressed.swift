/// A query will get worse as the data grows.
public enum HorizonRegressed: FindingRule {
    public static let code = FindingCode.horizonRegressed
    public static let severity = Severity.warn
    public static let ending = Ending.passed
    public static let headline = "a query will be planned worse when the data has grown"
    public static let condition = """
        At a growth that was looked at, a workload query has another plan than today, which is worse by the \
        classes of query plans: a large table read whole, a condition that only filters, a nested loop without \
        an index, a new sort. The plan is what the server makes of its own statistics, stretched by the law \
        that is printed with it; nothing was loaded. Where the next plan costs as much, the choice is close and \
        nothing is raised.
        """
    public static let effect = """
        The query slows down by itself, without any deployment, when the data is about as large as the finding \
        says.
        """
    public static let wayOut = """
        Look at the law first, and correct it under growth in rehearsal.yaml. Then give the query what it lacks \
        in time: an index, a limit, statistics. pgrehearse horizon --validate loads the data truly and tells \
        how far to trust the forecast.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- today 2,000 orders, read whole and sorted; a million next year
        SELECT * FROM orders ORDER BY placed_at DESC LIMIT 20;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        CREATE INDEX orders_placed_at_idx ON orders (placed_at DESC);
        """)
}
