/// The server will not explain a workload query.
public enum QueryRefused: FindingRule {
    public static let code = FindingCode.queryRefused
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "the server will not explain a workload query"
    public static let condition = """
        EXPLAIN of a workload query was answered with an error in a state, and not in the state before: the \
        step breaks the query, or the query was never right.
        """
    public static let effect = "The application's query fails from the moment of the deployment."
    public static let wayOut = """
        If the step renames or removes what the query uses, deploy the application first, or keep the old \
        name for a while. If the query file is wrong, correct it.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- workload: SELECT name FROM clients WHERE organization_id = $1
        ALTER TABLE clients RENAME COLUMN name TO business_name;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        ALTER TABLE clients ADD COLUMN business_name text GENERATED ALWAYS AS (name) STORED;
        """)
}
