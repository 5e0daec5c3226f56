/// A way back loses what its file says that it loses.
public enum LossDeclared: FindingRule {
    public static let code = FindingCode.lossDeclared
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "a way back loses what it declares to lose"
    public static let condition = """
        Rows or values that stood before the step, or that the application wrote meanwhile, are not there behind the \
        way back, and a line of its file names their table or column with the reason. A table's name speaks of its \
        rows and of all values in it, a column's of its values alone; a name without a schema is one of schema \
        public. The finding says how many there are. It takes the place of rollback-data-differs and canary-lost. \
        What the loss brings along is judged as ever: another schema, another query plan, a write that is refused.
        """
    public static let effect = """
        Going back costs these rows or values. Whoever decides to go back knows it beforehand.
        """
    public static let wayOut = """
        Nothing, if the reason still holds. Otherwise let the migration keep them and the way back put them back, \
        and remove the line.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- migration: ALTER TABLE documents DROP COLUMN year;
        -- pgrehearse: loses documents.year reason="it is in the archive, and nobody asks for it"
        ALTER TABLE documents ADD COLUMN year integer;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- migration: ALTER TABLE documents RENAME COLUMN year TO year_unused;
        ALTER TABLE documents RENAME COLUMN year_unused TO year;
        """)
}
