/// The server refused a check.
public enum CheckRefused: FindingRule {
    public static let code = FindingCode.checkRefused
    public static let severity = Severity.fail
    public static let ending = Ending.failed
    public static let headline = "the server refused a check"
    public static let condition = """
        A statement of a check was answered with an error that its header does not expect, took longer than \
        limits.statement, or lost the connection. Where a refusal is expected without an SQLSTATE, a misspelt \
        name or a READ ONLY transaction is none: it would refuse anything.
        """
    public static let effect = """
        Whether what the check asserts is true is unknown, and what is unknown counts as failed. If the step \
        renames or removes what the check uses, the application may fail alike.
        """
    public static let wayOut = """
        Read the server's words. Correct the check, give its role the privilege that it lacks, or write \
        `-- writes: yes` where it writes.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- roles: application
        -- after: 004_tenants
        -- expect: refused
        INSERT INTO invoces (id) VALUES (1)  -- refused, because the name is misspelt
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- roles: application
        -- after: 004_tenants
        -- expect: refused 42501
        -- writes: yes
        INSERT INTO invoices (id, organization_id) VALUES (1, 'another tenant')
        """)
}
