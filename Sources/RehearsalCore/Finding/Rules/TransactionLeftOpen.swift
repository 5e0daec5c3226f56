/// A script ended inside its own transaction.
public enum TransactionLeftOpen: FindingRule {
    public static let code = FindingCode.transactionLeftOpen
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a script ended inside its own transaction"
    public static let condition = """
        The script opened a transaction with BEGIN and ended without COMMIT or ROLLBACK. As with psql, the \
        transaction was rolled back when the session closed.
        """
    public static let effect = """
        psql ends with 0 and prints no error, and the change is not there. The deployment is marked as done.
        """
    public static let wayOut = """
        End the transaction in the same script. Look for a COMMIT that is commented out, or that stands in a \
        file that is no longer included.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        BEGIN;
        ALTER TABLE clients ADD COLUMN nickname text;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        BEGIN;
        ALTER TABLE clients ADD COLUMN nickname text;
        COMMIT;
        """)
}
