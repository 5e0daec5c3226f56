/// A row that the application wrote is not there any more, or not as it was written.
public enum CanaryLost: FindingRule {
    public static let code = FindingCode.canaryLost
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "what the application wrote is lost behind the way back"
    public static let condition = """
        A row that the application role committed before the migration, or between it and its way back, is gone or \
        altered behind the way back, or a row that it deleted is there again. A value written into a column or table \
        that only the migration made is lost with it, and told by that column or table. No loss is a value of a \
        column that the migration rewrites in the rows that it finds, nor what the way back's file declares to be lost.
        """
    public static let effect = """
        Whatever customers did between the deployment and its way back is undone without an error.
        """
    public static let wayOut = """
        Let the way back work on the rows that are there, and not on a copy that was made by the migration. If the \
        loss is wanted, declare it in the way back's file: `-- pgrehearse: loses TABLE reason="…"`.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- migration: CREATE TABLE orders_before AS SELECT * FROM orders; UPDATE orders SET state = 'open';
        TRUNCATE orders;
        INSERT INTO orders SELECT * FROM orders_before;  -- orders that came meanwhile are gone
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- migration: CREATE TABLE orders_before AS SELECT id, state FROM orders; UPDATE orders SET state = 'open';
        UPDATE orders AS o SET state = b.state FROM orders_before AS b WHERE b.id = o.id;
        """)
}
