/// A check of the project does not hold.
public enum CheckFailed: FindingRule {
    public static let code = FindingCode.checkFailed
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a check does not hold"
    public static let condition = """
        The last statement of a check was answered otherwise than its header expects: with rows where none were \
        expected, without rows where some were, or at all where a refusal was. Rows are counted, never shown.
        """
    public static let effect = """
        What the project says must be true of its database is not true at this moment of the deployment.
        """
    public static let wayOut = """
        Run the check by hand against the state that the finding names (pgrehearse run --keep) and look at \
        the rows. Correct the step, its way back or the check.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- after: 002_invoice_totals
        SELECT id FROM invoices WHERE total_amount <> subtotal + tax_amount  -- 12 rows
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- after: 002_invoice_totals
        SELECT id FROM invoices WHERE total_amount <> subtotal + tax_amount  -- no rows
        """)
}
