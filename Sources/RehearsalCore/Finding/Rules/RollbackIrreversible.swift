/// A step is declared irreversible.
public enum RollbackIrreversible: FindingRule {
    public static let code = FindingCode.rollbackIrreversible
    public static let severity = Severity.note
    public static let ending = Ending.passed
    public static let headline = "a step is declared irreversible"
    public static let condition = """
        rehearsal.yaml names the step under `migrations.irreversible` with a reason, so that no way back is \
        walked.
        """
    public static let effect = """
        Once the step is applied in production, only a backup or a new migration leads back. Nothing about \
        going back was rehearsed.
        """
    public static let wayOut = """
        Nothing, if the reason still holds. Otherwise write a way back and remove the entry.
        """
    public static let badExample = RuleExample(
        .yaml,
        """
        migrations:
          irreversible:
            004_purge_sessions: "deletes rows that nobody may restore"
        """)
    public static let goodExample = RuleExample(
        .text, "rollbacks/004_purge_sessions.sql, and no entry under irreversible")
}
