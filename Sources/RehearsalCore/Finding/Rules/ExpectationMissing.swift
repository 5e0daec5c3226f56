/// Nothing was accepted to compare with.
public enum ExpectationMissing: FindingRule {
    public static let code = FindingCode.expectationMissing
    public static let severity = Severity.fail
    public static let ending = Ending.notComparable
    public static let headline = "nothing was accepted to compare with"
    public static let condition = """
        The store holds no snapshot for this project, or none for a state that the run reached.
        """
    public static let effect = """
        Nothing: the steps were rehearsed and their ways back were walked. But nobody has said that the \
        result is right, so no regression can be seen.
        """
    public static let wayOut = """
        Read the report; if it is right, accept the run with a reason and commit the store.
        """
    public static let badExample = RuleExample(
        .sh, "pgrehearse run .                 # the first run of a project ends with 6")
    public static let goodExample = RuleExample(
        .sh,
        """
        pgrehearse accept . --reason "reviewed the first run"
        pgrehearse run .
        """)
}
