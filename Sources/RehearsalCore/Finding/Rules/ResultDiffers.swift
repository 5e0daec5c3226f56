/// A query gives other rows after a step.
public enum ResultDiffers: FindingRule {
    public static let code = FindingCode.resultDiffers
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a query gives other rows after a step"
    public static let condition = """
        A workload query gives other rows after a step, though no row and no column of its tables changed. \
        Only queries are compared whose rows were the same in two runs of each state.
        """
    public static let effect = """
        The application reads other data than before: rows are missing, doubled or foreign.
        """
    public static let wayOut = """
        Look for a view, a function, a policy or a collation that the step changed. Where the query has \
        LIMIT without an order that tells all rows apart, give it one. Where other rows are wanted, accept \
        the finding.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        CREATE OR REPLACE VIEW open_orders AS SELECT * FROM orders WHERE status <> 'closed';
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        CREATE OR REPLACE VIEW open_orders AS SELECT * FROM orders WHERE status = 'open';
        """)
}
