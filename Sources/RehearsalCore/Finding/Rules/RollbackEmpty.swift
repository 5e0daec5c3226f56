/// A way back holds no statement.
public enum RollbackEmpty: FindingRule {
    public static let code = FindingCode.rollbackEmpty
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a way back holds no statement"
    public static let condition = """
        The file of the way back is there, but holds nothing except comments and blanks.
        """
    public static let effect = """
        An empty rollback succeeds and changes nothing: tools report that the change was taken back, and it \
        is still there.
        """
    public static let wayOut = """
        Write the statements that take the step back, or delete the file and call the step irreversible in \
        rehearsal.yaml, with the reason.
        """
    public static let badExample = RuleExample(.sql, "-- nothing to do here")
    public static let goodExample = RuleExample(.sql, "ALTER TABLE clients DROP COLUMN nickname;")
}
