/// A query is planned otherwise after a way back.
public enum RollbackPlanDiffers: FindingRule {
    public static let code = FindingCode.rollbackPlanDiffers
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a query is planned otherwise after a way back"
    public static let condition = """
        The query plan of a workload query after the way back has another shape than before the step, \
        although statistics were gathered anew in both states.
        """
    public static let effect = """
        The rollback leaves the application slower or faster than before, usually because an index, a \
        statistics target or a setting was not restored.
        """
    public static let wayOut = """
        Look at the other findings of the step first: a schema difference is the usual cause. If the schema \
        is the same, look for settings and extended statistics.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- the step set it for its own use, the way back forgets it
        ALTER ROLE app_user SET random_page_cost = 1.1;
        """)
    public static let goodExample = RuleExample(.sql, "ALTER ROLE app_user RESET random_page_cost;")
}
