/// A query is planned badly until ANALYZE.
public enum StatisticsMissing: FindingRule {
    public static let code = FindingCode.statisticsMissing
    public static let severity = Severity.warn
    public static let ending = Ending.passed
    public static let headline = "a query is planned badly until ANALYZE"
    public static let condition = """
        On statistics as the step left them a workload query has another plan than on fresh ones, and takes \
        more by it; or an index-only scan has to visit the heap until VACUUM.
        """
    public static let effect = """
        Between the deployment and the next run of autovacuum the query is slow; on a partitioned table, \
        which autovacuum does not analyze, for good.
        """
    public static let wayOut = """
        Let the step end with ANALYZE, or VACUUM (ANALYZE), of what it filled, rewrote or indexed by an \
        expression.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        CREATE TABLE orders_by_day AS SELECT made_at::date AS day, count(*) FROM orders GROUP BY 1;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        CREATE TABLE orders_by_day AS SELECT made_at::date AS day, count(*) FROM orders GROUP BY 1;
        ANALYZE orders_by_day;
        """)
}
