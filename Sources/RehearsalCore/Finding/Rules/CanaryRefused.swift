/// The application can no longer write what it wrote before the step.
public enum CanaryRefused: FindingRule {
    public static let code = FindingCode.canaryRefused
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "the application can no longer write to a table"
    public static let condition = """
        An INSERT, UPDATE or DELETE that the application role could commit before the step is refused, or meets no \
        row, behind the migration or behind its way back. Behind the migration the row is made to fit the schema of \
        that moment; behind the way back it has the same columns and values as before, with a key of its own.
        """
    public static let effect = """
        Every such write fails in production from that moment on, although migration and way back reported success.
        """
    public static let wayOut = """
        Read the server's words: a grant, a policy, a default, a trigger, a constraint or an index is left over or \
        missing. Correct the script that the finding names. If the migration takes the right away on purpose, \
        accept the finding with a reason.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- migration: ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';
        ALTER TABLE orders ALTER COLUMN region DROP DEFAULT;  -- the column stays, and no INSERT names it
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- migration: ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';
        ALTER TABLE orders DROP COLUMN region;
        """)
}
