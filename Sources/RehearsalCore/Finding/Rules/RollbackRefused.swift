/// The server refused a statement of a way back.
public enum RollbackRefused: FindingRule {
    public static let code = FindingCode.rollbackRefused
    public static let severity = Severity.fail
    public static let ending = Ending.refused
    public static let headline = "the server refused a statement of a way back"
    public static let condition = """
        A step was applied, its way back was walked on a clone, and the server answered one of its \
        statements with an error.
        """
    public static let effect = """
        On the night when the rollback is needed it stops half way: the change is neither in force nor taken \
        back.
        """
    public static let wayOut = """
        Correct the way back at the place named. Drop what depends on an object before the object, and name \
        every object as the migration made it.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- the migration made clients_status_idx
        DROP INDEX client_status_idx;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- the migration made clients_status_idx
        DROP INDEX clients_status_idx;
        """)
}
