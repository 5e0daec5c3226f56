/// A constraint is left NOT VALID while rows break it.
public enum ConstraintNotValidated: FindingRule {
    public static let code = FindingCode.constraintNotValidated
    public static let severity = Severity.warn
    public static let ending = Ending.passed
    public static let headline = "a constraint is left NOT VALID while rows break it"
    public static let condition = """
        A step adds a CHECK or a foreign key NOT VALID and does not validate it, and rows after the step break it.
        """
    public static let effect = """
        The constraint is no promise about the table, and the planner does not use it. The application's next \
        UPDATE of such a row is refused, whatever it changes.
        """
    public static let wayOut = "Repair the rows and validate the constraint, in this step or in the next one."
    public static let badExample = RuleExample(
        .sql, "ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;")
    public static let goodExample = RuleExample(
        .sql,
        """
        ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;
        UPDATE orders SET amount = abs(amount) WHERE amount < 0;
        ALTER TABLE orders VALIDATE CONSTRAINT positive;
        """)
}
