/// A parameter of server.conf was replaced.
public enum ParameterReplaced: FindingRule {
    public static let code = FindingCode.parameterReplaced
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "a parameter of server.conf was replaced"
    public static let condition = """
        A parameter of the project's server.conf belongs to the host (addresses, paths, TLS, archiving), \
        would exceed what the rehearsal may use, or is needed by the rehearsal itself. It was left out, \
        capped or set otherwise.
        """
    public static let effect = """
        None. But the rehearsal does not show what this parameter does in production.
        """
    public static let wayOut = """
        Nothing. Remove the line from the project's server.conf if the note is a nuisance.
        """
    public static let badExample = RuleExample(.text, "server.conf: shared_buffers = 64GB")
    public static let goodExample = RuleExample(.text, "server.conf: random_page_cost = 1.1")
}
