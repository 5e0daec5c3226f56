/// What was accepted belongs to another key.
public enum ExpectationNotComparable: FindingRule {
    public static let code = FindingCode.expectationNotComparable
    public static let severity = Severity.fail
    public static let ending = Ending.notComparable
    public static let headline = "what was accepted belongs to another key"
    public static let condition = """
        The store holds accepted snapshots of this project, but under another PostgreSQL major version, \
        another dataset (shape, seed, scale, clock, generator) or other settings (planner settings, locale, \
        statistics target).
        """
    public static let effect = """
        Nothing by itself. Comparing across keys would report differences that no migration made, so nothing \
        was compared.
        """
    public static let wayOut = """
        Undo the change of the key, or accept the run under its new key with a reason.
        """
    public static let badExample = RuleExample(
        .yaml,
        """
        # accepted with seed 42
        dataset: { shape: shape.yaml, seed: 43 }
        """)
    public static let goodExample = RuleExample(
        .yaml,
        """
        # accepted with seed 42
        dataset: { shape: shape.yaml, seed: 42 }
        """)
}
