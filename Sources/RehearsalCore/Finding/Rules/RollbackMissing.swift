/// A step has no way back.
public enum RollbackMissing: FindingRule {
    public static let code = FindingCode.rollbackMissing
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a step has no way back"
    public static let condition = """
        There is no file for the way back where one was looked for, and rehearsal.yaml does not call the \
        step irreversible.
        """
    public static let effect = """
        When the change goes wrong there is nothing prepared; a way back is then written in a hurry, against \
        production.
        """
    public static let wayOut = """
        Write the file that the finding names. If the step truly cannot be taken back, say so in \
        rehearsal.yaml with the reason.
        """
    public static let badExample = RuleExample(
        .text,
        """
        migrations/003_split_names.sql
        rollbacks/                       no 003_split_names.sql
        """)
    public static let goodExample = RuleExample(
        .text,
        """
        migrations/003_split_names.sql
        rollbacks/003_split_names.sql
        """)
}
