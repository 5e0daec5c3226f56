/// Rows from before a step break a constraint that it adds.
public enum ConstraintBrokenBefore: FindingRule {
    public static let code = FindingCode.constraintBrokenBefore
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "rows from before a step break a constraint that it adds"
    public static let condition = """
        For every CHECK, FOREIGN KEY, PRIMARY KEY, unique index and NOT NULL that a step adds, a query was made \
        from the catalog's definition and run on the rows from before the step, which the drill's clone holds \
        behind the way back. It counts rows, or could not be run. Of rows with equal keys each beyond the \
        first counts.
        """
    public static let effect = """
        Production may have more such rows, or others. A step that does not repair them is refused there; one \
        that does changes that many rows.
        """
    public static let wayOut = """
        Run the query that the finding gives on production before the step; look at the rows, and decide \
        whether the step's repair is what their owners want.
        """
    public static let badExample = RuleExample(
        .sql, "ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0);  -- 12 rows have another amount")
    public static let goodExample = RuleExample(
        .sql, "ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0);  -- every amount is positive already")
}
