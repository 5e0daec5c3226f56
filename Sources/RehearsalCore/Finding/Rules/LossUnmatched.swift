/// A way back declares a loss that no drill meets.
public enum LossUnmatched: FindingRule {
    public static let code = FindingCode.lossUnmatched
    // It hides nothing: what is lost besides is told by itself.
    public static let severity = Severity.warn
    public static let ending = Ending.passed
    public static let headline = "a way back declares a loss that it does not make"
    public static let condition = """
        A line of a way back's file declares that a table or column is lost, the table or column is there, and \
        nothing of it was lost in the drill. A note only where the step itself adds it and the application did not \
        write in this drill, so that nothing of it could be lost.
        """
    public static let effect = """
        The line is out of date: the next loss of that table or column, by another mistake, would pass for wanted.
        """
    public static let wayOut = """
        Remove the line. If the loss is real and the dataset holds no such rows or values, let the shape make some; if \
        only what the application writes meanwhile is lost, drill with --written.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- migration: CREATE INDEX documents_by_year ON documents (year);
        -- pgrehearse: loses documents.year reason="left from an earlier form of this step"
        DROP INDEX documents_by_year;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- migration: CREATE INDEX documents_by_year ON documents (year);
        DROP INDEX documents_by_year;
        """)
}
