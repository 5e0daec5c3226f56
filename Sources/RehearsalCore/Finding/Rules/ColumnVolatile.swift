/// A column gets other values at every run.
public enum ColumnVolatile: FindingRule {
    public static let code = FindingCode.columnVolatile
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "a column gets other values at every run"
    public static let condition = """
        A step filled the column with other values when it was run a second time from the same state: from a \
        clock, a random source or a sequence that was not restored. Its row count and NULLs are compared, \
        its values are not.
        """
    public static let effect = """
        None by itself; but the values that the step writes into this column were not checked.
        """
    public static let wayOut = """
        Nothing, if the column is meant to hold a time or a random value. Otherwise write values that depend \
        on the rows alone.
        """
    public static let badExample = RuleExample(.sql, "UPDATE clients SET imported_at = clock_timestamp();")
    public static let goodExample = RuleExample(.sql, "UPDATE clients SET imported_at = created_at;")
}
