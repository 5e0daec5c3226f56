/// An IF EXISTS of a way back hit nothing while something stays.
public enum RollbackMissed: FindingRule {
    public static let code = FindingCode.rollbackMissed
    // What stays fails by itself, as rollback-schema-differs or rollback-data-differs: this says why.
    public static let severity = Severity.warn
    public static let ending = Ending.passed
    public static let headline = "an IF EXISTS of a way back hit nothing while something stays"
    public static let condition = """
        The server said of a name in the way back that it does not exist and was skipped, and the state \
        behind the way back is not the one from before the step. The finding names what exists and is \
        spelled most like it. It warns only, because what stays is a finding that fails.
        """
    public static let effect = """
        IF EXISTS turns a misspelled name into success: the rollback drops nothing and says nothing.
        """
    public static let wayOut = """
        Write the name as the migration does, and leave IF EXISTS out of ways back: they know what is there.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- the migration made clients_by_status
        DROP INDEX IF EXISTS client_by_status;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- the migration made clients_by_status
        DROP INDEX clients_by_status;
        """)
}
