/// A way back does not restore the schema.
public enum RollbackSchemaDiffers: FindingRule {
    public static let code = FindingCode.rollbackSchemaDiffers
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a way back does not restore the schema"
    public static let condition = """
        The catalog after the way back was compared with the catalog before the step. A semantic, security \
        or performance fact is missing, new or different: a table, column, constraint, index, view, \
        function, trigger, policy, grant, owner or setting. One note tells of differences that concern only \
        the layout on disk.
        """
    public static let effect = """
        The rollback ends without an error, and the database is not the one from before: an index is gone \
        and a query reads whole tables, a policy is gone and rows are visible to others, or the next attempt \
        of the migration fails on what was left behind.
        """
    public static let wayOut = """
        Restore the object that the finding names in the way back. Where the migration replaced something, \
        the way back has to hold the old definition word for word.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- migration: DROP INDEX clients_by_status; CREATE INDEX clients_by_status_name …;
        DROP INDEX clients_by_status_name;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- migration: DROP INDEX clients_by_status; CREATE INDEX clients_by_status_name …;
        DROP INDEX clients_by_status_name;
        CREATE INDEX clients_by_status ON clients (status);
        """)
}
