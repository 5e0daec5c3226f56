/// A part of the growth horizon is unknown.
public enum HorizonIncomplete: FindingRule {
    public static let code = FindingCode.horizonIncomplete
    public static let severity = Severity.warn
    public static let ending = Ending.passed
    public static let headline = "a part of the growth horizon is unknown"
    public static let condition = """
        A workload query could not be explained in the stretched database, or growth in rehearsal.yaml names a \
        table or a column that the database has not.
        """
    public static let effect = """
        Nothing is known about the query, or a part of the law holds for nothing.
        """
    public static let wayOut = """
        Look at what the server says, or correct the name.
        """
    public static let badExample = RuleExample(
        .yaml,
        """
        growth:
          tables: { order: fixed }
        """)
    public static let goodExample = RuleExample(
        .yaml,
        """
        growth:
          tables: { orders: fixed }
        """)
}
