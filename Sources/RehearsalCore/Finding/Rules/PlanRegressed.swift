/// A query got worse by a step.
public enum PlanRegressed: FindingRule {
    public static let code = FindingCode.planRegressed
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a query got worse by a step"
    public static let condition = """
        A workload query takes more after a step than before it, by a class of change that fails: an index \
        lost, a table read whole, a nested loop without an index, partitions no longer pruned, a spill to \
        disk, twice the blocks, a timeout. The thresholds stand in docs/plans.md.
        """
    public static let effect = """
        The query is slower at every call from the moment of the deployment, and takes cache and disk from \
        all others.
        """
    public static let wayOut = """
        Look at the cause that the finding names. Keep the index, change the query along with the schema, or \
        let the step gather statistics; or accept the finding, which holds for this change from one plan to \
        the other alone.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        DROP INDEX orders_status_idx;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- the index is kept until no query asks by status
        CREATE INDEX CONCURRENTLY orders_status_at_idx ON orders (status, made_at);
        """)
}
