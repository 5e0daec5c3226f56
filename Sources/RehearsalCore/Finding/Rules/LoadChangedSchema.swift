/// Loading the dataset changed the schema.
public enum LoadChangedSchema: FindingRule {
    public static let code = FindingCode.loadChangedSchema
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "loading the dataset changed the schema"
    public static let condition = """
        The catalog after loading is not the catalog that the baseline made. For speed, foreign keys and \
        indexes are dropped before loading and made again from their own definitions behind it; one of them \
        did not come back the same.
        """
    public static let effect = """
        Nothing in production: the dataset is made for the rehearsal. But the steps were rehearsed on a \
        schema that is not yours.
        """
    public static let wayOut = """
        Report it with the definition of the object that the finding names. Until then, look at event \
        triggers of the baseline that act on CREATE INDEX or ALTER TABLE.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- baseline: an event trigger that gives every new index another tablespace or name
        """)
    public static let goodExample = RuleExample(
        .sql, "-- baseline: event triggers that leave indexes and constraints alone")
}
