/// A query is planned otherwise than accepted.
public enum PlanUnexpected: FindingRule {
    public static let code = FindingCode.planUnexpected
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a query is planned otherwise than accepted"
    public static let condition = """
        The query plan of a workload query in some state has another shape than in the accepted snapshot of \
        the same state, under the same key.
        """
    public static let effect = """
        A query that used an index may now read the whole table, at every call, from the moment of the \
        deployment.
        """
    public static let wayOut = """
        Compare the two shapes that the finding names. If the new query plan is better or wanted, accept it \
        with a reason; if not, look for the index, the statistics or the setting behind it.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- the query asks for lower(email): no longer served by this index
        CREATE INDEX users_email_idx ON users (email);
        """)
    public static let goodExample = RuleExample(.sql, "CREATE INDEX users_email_idx ON users (lower(email));")
}
