/// The server refused a statement in the chain of all ways back that it accepted in the drill of the step alone.
public enum ChainRefused: FindingRule {
    public static let code = FindingCode.chainRefused
    public static let severity = Severity.fail
    public static let ending = Ending.refused
    public static let headline = "a way back runs alone, but not behind those of later steps"
    public static let condition = """
        All ways back were walked in a row, from the last step to the first, and all steps run again. The \
        server refused a statement there that it accepted when the way back of the step was walked alone.
        """
    public static let effect = """
        Going back by more than one step stops half way. The later way back left something behind, or took \
        away something, that this one meets.
        """
    public static let wayOut = """
        Read what the server said and look for the object in the ways back of later steps: one of them does \
        not restore it. Let each way back restore exactly the state before its own step.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- 002 renames clients.mail to email; its way back adds a second column in place of renaming
        ALTER TABLE clients ADD COLUMN mail text;
        -- the way back of 001, which made the index on mail and renamed it to clients_mail_idx
        DROP INDEX clients_mail_idx;
        """)
    public static let goodExample = RuleExample(.sql, "ALTER TABLE clients RENAME COLUMN email TO mail;")
}
