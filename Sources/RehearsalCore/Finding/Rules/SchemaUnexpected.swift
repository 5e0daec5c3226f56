/// The schema is not the accepted one.
public enum SchemaUnexpected: FindingRule {
    public static let code = FindingCode.schemaUnexpected
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "the schema is not the accepted one"
    public static let condition = """
        A semantic, security or performance fact of a state differs from the accepted snapshot of the same \
        state, under the same key. A difference that stays is told where it appears first.
        """
    public static let effect = """
        Somebody changed a migration after it was reviewed, or the change does more than was agreed on.
        """
    public static let wayOut = """
        If the difference is wanted, accept it with a reason. If not, correct the step that the finding \
        names.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- accepted: CHECK (amount >= 0)
        ALTER TABLE invoices ADD CONSTRAINT invoices_amount_check CHECK (amount > 0);
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- accepted: CHECK (amount >= 0)
        ALTER TABLE invoices ADD CONSTRAINT invoices_amount_check CHECK (amount >= 0);
        """)
}
