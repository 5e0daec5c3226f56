/// The server refused a statement of a migration.
public enum MigrationRefused: FindingRule {
    public static let code = FindingCode.migrationRefused
    public static let severity = Severity.fail
    public static let ending = Ending.refused
    public static let headline = "the server refused a statement of a migration"
    public static let condition = """
        The server answered a statement of a step, of the baseline, or of a step that is run a second time \
        behind its way back, with an error. The place is the error's own position where the server gave one, \
        otherwise the beginning of the statement.
        """
    public static let effect = """
        The deployment stops in the middle. Without a surrounding transaction everything before the \
        statement stays, everything behind it is missing, and the application meets a schema that nobody has \
        tested.
        """
    public static let wayOut = """
        Read what the server said, correct the file at the place named, and run again. If the statement \
        cannot run inside a transaction block (SQLSTATE 25001), take away the BEGIN around it or use the \
        runner `psql`.
        """
    public static let badExample = RuleExample(
        .sql, "CREATE INDEX CONCURRENTLY clients_status_idx ON clients (statsu);")
    public static let goodExample = RuleExample(
        .sql, "CREATE INDEX CONCURRENTLY clients_status_idx ON clients (status);")
}
