/// A part of a state could not be read.
public enum ReadIncomplete: FindingRule {
    public static let code = FindingCode.readIncomplete
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a part of a state could not be read"
    public static let condition = """
        The catalog, a query plan or a digest of a state could not be read in full: the reader was not \
        allowed to, or the server answered with an error.
        """
    public static let effect = """
        Unknown. What was not read was not compared, so a difference there would not be seen. A check that \
        could not happen counts as failed.
        """
    public static let wayOut = """
        Read what the server said. Usually a function in an index or a view raises an error, or the read \
        outlived its limit.
        """
    public static let badExample = RuleExample(.sql, "CREATE VIEW active_clients AS SELECT 1 / 0 AS broken;")
    public static let goodExample = RuleExample(
        .sql, "CREATE VIEW active_clients AS SELECT id FROM clients WHERE deleted_at IS NULL;")
}
