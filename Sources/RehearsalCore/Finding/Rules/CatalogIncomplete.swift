/// Something in the server's catalogs was read by nobody.
public enum CatalogIncomplete: FindingRule {
    public static let code = FindingCode.catalogIncomplete
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "objects lie in the database that no reader knows"
    public static let condition = """
        After a state was read, pg_catalog held rows of users' objects that no reader had visited: a catalog \
        that a newer server added, objects in a schema of PostgreSQL's own, or what the reading role may not see.
        """
    public static let effect = """
        These objects are in no snapshot, so what a step does to them is not seen, and a way back that leaves \
        them behind counts as complete.
        """
    public static let wayOut = """
        Move objects out of pg_catalog and information_schema. For a catalog of a new server version, report \
        which one it is, and accept the finding until a reader knows it.
        """
    public static let badExample = RuleExample(
        .sql, "CREATE TABLE information_schema.client_notes (id bigint PRIMARY KEY, note text);")
    public static let goodExample = RuleExample(
        .sql, "CREATE TABLE crm.client_notes (id bigint PRIMARY KEY, note text);")
}
