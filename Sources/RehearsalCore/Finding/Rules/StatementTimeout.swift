/// A statement outlived the watchdog.
public enum StatementTimeout: FindingRule {
    public static let code = FindingCode.statementTimeout
    public static let severity = Severity.fail
    public static let ending = Ending.infrastructure
    public static let headline = "a statement outlived the watchdog"
    public static let condition = """
        A statement of a step or way back ran longer than `limits.statement` of rehearsal.yaml, and the \
        client cancelled it. The watchdog is the tool's own: SET statement_timeout inside a script does not \
        move it.
        """
    public static let effect = """
        The statement takes at least that long here, with fsync off and nobody else on the server. In \
        production it takes longer, and holds its locks for the whole time.
        """
    public static let wayOut = """
        Divide the statement (batches, NOT VALID and VALIDATE, CONCURRENTLY). If the time is agreed on, \
        raise the limit.
        """
    public static let badExample = RuleExample(.sql, "UPDATE documents SET search = to_tsvector('english', file_name);")
    public static let goodExample = RuleExample(
        .sql,
        """
        -- in batches, each its own transaction
        UPDATE documents SET search = to_tsvector('english', file_name) WHERE id BETWEEN 'd-1' AND 'd-2';
        """)
}
