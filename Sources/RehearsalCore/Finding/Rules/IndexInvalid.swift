/// An index is INVALID.
public enum IndexInvalid: FindingRule {
    public static let code = FindingCode.indexInvalid
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "an index is INVALID"
    public static let condition = """
        After a step or a way back the catalog holds an index that is not valid and that was not so before. \
        CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY leave one behind when they fail.
        """
    public static let effect = """
        Every write maintains the index and no query uses it. A later CREATE INDEX IF NOT EXISTS finds the \
        name taken, does nothing and reports success. An INVALID unique index does not vouch for the rows \
        that were there before it.
        """
    public static let wayOut = """
        Drop the index with DROP INDEX CONCURRENTLY, repair the cause (duplicate rows, a lock timeout), and \
        build it again without IF NOT EXISTS.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- two users share an e-mail address: this fails and leaves an INVALID index
        CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (lower(email));
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- duplicates repaired in a step before
        DROP INDEX CONCURRENTLY IF EXISTS users_email_key;
        CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (lower(email));
        """)
}
