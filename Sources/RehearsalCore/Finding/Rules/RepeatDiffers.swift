/// A step run again ends otherwise than the first time.
public enum RepeatDiffers: FindingRule {
    public static let code = FindingCode.repeatDiffers
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a step run again ends otherwise than the first time"
    public static let condition = """
        After up, down and up again, the schema, the data or a query plan is not what it was after the first \
        up. Columns that every run fills anew are left out and told as column-volatile.
        """
    public static let effect = """
        After a rollback the second deployment gives another database than the one that was tested.
        """
    public static let wayOut = """
        Let the way back remove everything that the step adds, and let the step build on nothing that only \
        its first run finds.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- migration; the way back leaves the row in place
        INSERT INTO permissions (id, name) VALUES ('p-1', 'export') ON CONFLICT DO NOTHING;
        UPDATE permissions SET description = coalesce(description, '') || ' exports' WHERE id = 'p-1';
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- migration; the way back says: DELETE FROM permissions WHERE id = 'p-1';
        INSERT INTO permissions (id, name, description) VALUES ('p-1', 'export', 'exports');
        """)
}
