/// A way back ran and changed nothing.
public enum RollbackChangedNothing: FindingRule {
    public static let code = FindingCode.rollbackChangedNothing
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a way back ran and changed nothing"
    public static let condition = """
        Every statement of the way back was accepted and none changed anything, while the step had changed \
        the schema or rows. It read only, or its IF EXISTS and WHERE met nothing.
        """
    public static let effect = """
        The rollback ends with success, tools report that the change was taken back, and all of it is still \
        there.
        """
    public static let wayOut = """
        Write statements that take back what the other findings of the step name. The JSON report holds them \
        as SQL, under the drill's `mending`.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- migration: CREATE INDEX clients_by_status ON clients (status);
        DROP INDEX IF EXISTS client_by_status;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- migration: CREATE INDEX clients_by_status ON clients (status);
        DROP INDEX clients_by_status;
        """)
}
