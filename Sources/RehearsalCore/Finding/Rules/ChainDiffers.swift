/// The chain of all ways back comes to another state than the drill of the step alone.
public enum ChainDiffers: FindingRule {
    public static let code = FindingCode.chainDiffers
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "a way back restores alone, but not behind those of later steps"
    public static let condition = """
        All ways back were walked in a row, from the last step to the first, and all steps run again. Schema, \
        rows or sequences there are not those from before the step (or, on the way up, from after it), and \
        the drill of the step alone does not tell this difference.
        """
    public static let effect = """
        Going back by one step works and going back by two does not: what a later way back leaves behind, or \
        does not bring back, is carried through the ways back of earlier steps.
        """
    public static let wayOut = """
        Look at the findings of later steps first: what is wrong there is often what is wrong here. Otherwise \
        let the way back name what it restores, in place of whatever it happens to find.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- the way back of 001 restores from a table that the way back of 002 has refilled
        UPDATE clients SET status = (SELECT status FROM status_before WHERE status_before.id = clients.id);
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- each step keeps what it overwrites in a table of its own
        UPDATE clients AS c SET status = b.status FROM status_before_001 AS b WHERE b.id = c.id;
        """)
}
