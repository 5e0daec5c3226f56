/// A step brings the day nearer on which a query gets worse.
public enum HorizonNearer: FindingRule {
    public static let code = FindingCode.horizonNearer
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "the steps bring the growth nearer at which a query gets worse"
    public static let condition = """
        A workload query gets worse with growth, by a class that fails, and did not before the first step, or \
        only when the data was larger. Where the next plan costs as much, the choice is close and nothing is raised.
        """
    public static let effect = """
        The deployment passes every test on today's data, and the query slows down months later, when nobody \
        thinks of the deployment any more.
        """
    public static let wayOut = """
        Keep what the query will need, although it does not use it yet: an index that looks unused on little \
        data is the one that counts on much. Or accept the finding, which holds for this change alone.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- "never used": the table is still so small that it is read whole
        DROP INDEX orders_customer_id_idx;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- kept: pgrehearse horizon shows that it is used from 12 times the data on
        """)
}
