/// A table that the application may write was not written.
public enum CanaryNotMade: FindingRule {
    public static let code = FindingCode.canaryNotMade
    public static let severity = Severity.warn
    public static let ending = Ending.passed
    public static let headline = "no row could be written to a table that the application may write"
    public static let condition = """
        The application role has the privilege to INSERT, UPDATE or DELETE, and none of the rows that were tried, in \
        none of the sessions that the project names, was accepted before the step. One finding per table names the \
        verbs.
        """
    public static let effect = "Whether the application can write there behind the step and its way back is unknown."
    public static let wayOut = """
        Name a session under sessions in rehearsal.yaml in which the application writes to the table, or take the \
        privilege away if the application never uses it.
        """
    public static let badExample = RuleExample(
        .yaml,
        """
        sessions: {}   # and a policy asks for current_setting('app.tenant')
        """)
    public static let goodExample = RuleExample(
        .yaml,
        """
        sessions:
          large: { settings: { app.tenant: t1 } }
        """)
}
