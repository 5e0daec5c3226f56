/// A way back does not restore the data.
public enum RollbackDataDiffers: FindingRule {
    public static let code = FindingCode.rollbackDataDiffers
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a way back does not restore the data"
    public static let condition = """
        Row counts, column digests or sequence positions after the way back are not those from before the \
        step, and no line of the way back's file declares what is missing. The finding says how many rows or values.
        """
    public static let effect = """
        Rows are lost or altered for good, without an error: the loss is noticed when somebody looks for \
        them.
        """
    public static let wayOut = """
        Let the migration keep what it overwrites or deletes, in a table of its own, and let the way back \
        put it back. If the loss is wanted, declare it in the way back's file: \
        `-- pgrehearse: loses TABLE.COLUMN reason="…"`.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- migration: UPDATE clients SET status = 'active' WHERE status = 'open';
        UPDATE clients SET status = 'open' WHERE status = 'active';
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- the migration kept the old values in clients_status_before (id, status)
        UPDATE clients AS c SET status = b.status FROM clients_status_before AS b WHERE b.id = c.id;
        DROP TABLE clients_status_before;
        """)
}
