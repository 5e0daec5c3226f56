/// A query could only be explained.
public enum QueryNotRun: FindingRule {
    public static let code = FindingCode.queryNotRun
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "a query could only be explained"
    public static let condition = """
        A workload query could not be run in a state, because the server refused it: its blocks, rows and \
        estimates are unknown there, and only its plan was compared.
        """
    public static let effect = """
        Nothing is known about what the query takes.
        """
    public static let wayOut = """
        Look at what the server says. A query that writes by a function needs '-- writes: yes' in its \
        header.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- name: next number
        SELECT take_number();
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- name: next number
        -- writes: yes
        SELECT take_number();
        """)
}
