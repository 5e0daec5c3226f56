/// A way back declares the loss of a table or column that there is not.
public enum LossUnknown: FindingRule {
    public static let code = FindingCode.lossUnknown
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a way back declares the loss of what there is not"
    public static let condition = """
        A line of a way back's file declares a loss, and neither before the step nor behind it there is a table or \
        column of that name. A name without a schema is one of schema public. The finding names what is spelled most \
        like it.
        """
    public static let effect = """
        The line excuses nothing, and a reader takes the way back for one whose losses are known.
        """
    public static let wayOut = """
        Write the name as the database has it, with its schema where that is not public, or remove the line.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- pgrehearse: loses documents.yaer reason="it is in the archive"
        ALTER TABLE documents ADD COLUMN year integer;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- pgrehearse: loses documents.year reason="it is in the archive"
        ALTER TABLE documents ADD COLUMN year integer;
        """)
}
