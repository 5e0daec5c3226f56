/// The data is not the accepted data.
public enum DataUnexpected: FindingRule {
    public static let code = FindingCode.dataUnexpected
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "the data is not the accepted data"
    public static let condition = """
        The row count of a table, the digest of a column or the position of a sequence differs from the \
        accepted snapshot of the same state, under the same key.
        """
    public static let effect = "A data repair touches other rows than those that were reviewed."
    public static let wayOut = """
        Look at the statements that write to the table. If the new result is wanted, accept it with a \
        reason.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- accepted: the repair of clients that were deleted before 2020
        UPDATE clients SET status = 'inactive' WHERE deleted_at IS NOT NULL;
        """)
    public static let goodExample = RuleExample(
        .sql, "UPDATE clients SET status = 'inactive' WHERE deleted_at < '2020-01-01';")
}
