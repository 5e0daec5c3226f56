/// What a row of pg_statistic has in its five slots, as SQL over its alias `s`.
enum StatisticsSlots {
    /// STATISTIC_KIND_… of PostgreSQL's pg_statistic.h.
    enum Kind: Int {
        case none = 0
        case commonValues = 1
        case histogram = 2
        case correlation = 3
    }

    /// The slot's number, 0 where none is of the kind.
    static func slot(of kind: Kind) -> String { choice(kind) { "\($0)" } + " ELSE 0 END" }

    static func numbers(of kind: Kind) -> String { choice(kind) { "s.stanumbers\($0)" } + " END" }

    static func values(of kind: Kind) -> String { choice(kind) { "s.stavalues\($0)" } + " END" }

    static func valueCount(of kind: Kind) -> String {
        choice(kind) { "pg_catalog.array_upper(s.stavalues\($0), 1)" } + " END"
    }

    private static func choice(_ kind: Kind, _ term: (Int) -> String) -> String {
        "CASE \(kind.rawValue) " + (1...5).map { "WHEN s.stakind\($0) THEN \(term($0))" }.joined(separator: " ")
    }
}
