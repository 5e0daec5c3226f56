import RehearsalCore

/// Statements of ways back whose absence no drill can see, and why that is so.
struct EquivalentMutant {
    /// nil for every step.
    var step: String?
    /// What the statement begins with.
    var opening: String
    /// nil for every statement that begins so; otherwise 1-based numbers in the way back.
    var ordinals: Set<Int>?
    var reason: String

    /// In any project.
    static let everywhere: [EquivalentMutant] = [
        EquivalentMutant(opening: "SET lock_timeout", reason: "a limit: in a drill nobody else holds a lock"),
        EquivalentMutant(opening: "SET statement_timeout", reason: "a limit: the session has none of its own"),
        EquivalentMutant(opening: "SET DateStyle", reason: "the server's own, unless production sets another"),
        EquivalentMutant(opening: "RESET", reason: "the session ends with the script"),
        EquivalentMutant(opening: "DROP FUNCTION pg_temp.", reason: "goes with the session"),
        EquivalentMutant(opening: "DROP TABLE pg_temp.", reason: "goes with the session"),
        EquivalentMutant(opening: "LOCK TABLE", reason: "keeps others out: in a drill there are none"),
        EquivalentMutant(opening: "ANALYZE", reason: "statistics are gathered anew before they are looked at"),
    ]

    /// In the reference project.
    static let reference: [EquivalentMutant] = [
        EquivalentMutant(
            step: "003_scalability_partitioning", opening: "ALTER TABLE IF EXISTS",
            reason: "the table is dropped behind it: key by key takes fewer locks at once"),
        EquivalentMutant(
            step: "003_scalability_partitioning", opening: "DROP TABLE IF EXISTS", ordinals: [9, 10, 11],
            reason: "clears up behind a step that stopped half way, which a drill's step did not"),
        EquivalentMutant(
            step: "003_scalability_partitioning", opening: "COMMIT", ordinals: [22, 27],
            reason: "the next COMMIT takes both along: the same rows and schema, under longer locks"),
    ]

    func isTold(by mutant: WayBackMutant) -> Bool {
        (step ?? mutant.step) == mutant.step && (ordinals?.contains(mutant.ordinal) ?? true)
            && mutant.missing.text.hasPrefix(opening)
    }
}
