/// A statement of a way back that writes rows met none.
public enum RollbackMetNoRow: FindingRule {
    public static let code = FindingCode.rollbackMetNoRow
    // Nothing is known to be wrong: it is only not known to be right.
    public static let severity = Severity.warn
    public static let ending = Ending.passed
    public static let headline = "a statement of a way back met no row, which proves nothing"
    public static let condition = """
        An UPDATE, DELETE, MERGE or INSERT … SELECT of a way back was accepted, and the server says that it wrote no \
        row. Rows that a statement in a DO block, a function or a WITH clause meets are not told by the server.
        """
    public static let effect = """
        The condition may be wrong, and the drill cannot see it: in production, where there are such rows, the way \
        back may leave them, or take others.
        """
    public static let wayOut = """
        Let the shape make rows that the migration changes and that this statement meets. If there can be none, remove \
        the statement.
        """
    public static let badExample = RuleExample(
        .sql,
        """
        -- migration: UPDATE clients SET status = 'active' WHERE status = 'open'; the shape makes no open client
        UPDATE clients AS c SET status = b.status FROM clients_before AS b WHERE b.id = c.id;
        """)
    public static let goodExample = RuleExample(
        .sql,
        """
        -- the same, and the shape says: status: { one_of: { active: 80%, open: 20% } }
        UPDATE clients AS c SET status = b.status FROM clients_before AS b WHERE b.id = c.id;
        """)
}
