/// Locks of some statements were not observed.
public enum LocksNotObserved: FindingRule {
    public static let code = FindingCode.locksNotObserved
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "locks of some statements were not observed"
    public static let condition = """
        Statements of the script cannot run inside a transaction block (CONCURRENTLY, VACUUM, CALL and the \
        like), or the runner `one_message` sent all of them at once, so that nobody could look at their locks \
        before they committed. One note per script says how many.
        """
    public static let effect = """
        The report's strongest lock does not speak for these statements. CREATE INDEX CONCURRENTLY takes \
        SHARE UPDATE EXCLUSIVE and waits for every older transaction.
        """
    public static let wayOut = """
        Nothing; read PostgreSQL's manual for the locks of the statements concerned.
        """
    public static let badExample = RuleExample(
        .sql, "CREATE INDEX CONCURRENTLY clients_status_idx ON clients (status);")
    public static let goodExample = RuleExample(.sql, "CREATE INDEX clients_status_idx ON clients (status);")
}
