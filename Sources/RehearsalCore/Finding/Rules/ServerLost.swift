/// The connection was lost during a script.
public enum ServerLost: FindingRule {
    public static let code = FindingCode.serverLost
    public static let severity = Severity.fail
    public static let ending = Ending.infrastructure
    public static let headline = "the connection was lost during a script"
    public static let condition = """
        The connection broke while a statement ran: the server crashed, was stopped, or was killed by the \
        system. This is not an SQL error, and the statement's own result is unknown.
        """
    public static let effect = """
        If the statement itself brought the server down, it will do so in production. If the machine ran out \
        of memory or disk, the rehearsal says nothing about the change.
        """
    public static let wayOut = """
        Read the server's last log lines in the finding, see to memory and disk, and run again. If the same \
        statement loses the server twice, it is the statement.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- calls a C function that writes outside its memory
        SELECT broken_extension_function();
        """)
    public static let goodExample = RuleExample(.sql, "SELECT corrected_extension_function();")
}
