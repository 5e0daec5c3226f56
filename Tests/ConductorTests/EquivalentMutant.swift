import RehearsalCore

/// Statements of ways back whose absence no drill can see, and why that is so.
struct EquivalentMutant {
    /// nil for every step.
    var step: String?
    /// What the statement begins with.
    var opening: String
    var reason: String

    static let all: [EquivalentMutant] = [
        EquivalentMutant(opening: "SET lock_timeout", reason: "a limit: in a drill nobody else holds a lock"),
        EquivalentMutant(opening: "SET statement_timeout", reason: "a limit: the session has none of its own"),
        EquivalentMutant(opening: "RESET", reason: "the session ends with the script"),
        EquivalentMutant(opening: "DROP FUNCTION pg_temp.", reason: "goes with the session"),
        EquivalentMutant(opening: "DROP TABLE pg_temp.", reason: "goes with the session"),
        EquivalentMutant(opening: "LOCK TABLE", reason: "keeps others out: in a drill there are none"),
        EquivalentMutant(opening: "ANALYZE", reason: "statistics are gathered anew before they are looked at"),
        EquivalentMutant(
            step: "003_scalability_partitioning", opening: "ALTER TABLE IF EXISTS",
            reason: "the table is dropped behind it: key by key takes fewer locks at once"),
    ]

    func isTold(by mutant: WayBackMutant) -> Bool {
        (step ?? mutant.step) == mutant.step && mutant.missing.text.hasPrefix(opening)
    }
}
