/// How a call of the tool ends; the raw value is the exit status.
public enum Ending: Int32, Hashable, Sendable, Codable, CaseIterable {
    /// Everything ran and no unaccepted finding fails.
    case passed = 0
    /// The run reached its end with at least one unaccepted finding that fails.
    case failed = 1
    /// The server refused a statement of the baseline, a step or a way back.
    case refused = 2
    /// A cluster could not be started, a server was lost, a disk is full, or a watchdog fired.
    case infrastructure = 3
    /// A guard refused.
    case guarded = 4
    /// The store cannot be used.
    case storeUnusable = 5
    /// There is no comparable expectation: missing, or recorded under another key; or no run is recorded.
    case notComparable = 6
    /// Wrong usage, wrong configuration, or refused constructs in project files.
    case usage = 64
    case interrupted = 130
    case terminated = 143

    /// The order in which the worst ending wins, worst first.
    private static let worstFirst: [Ending] = [
        .interrupted, .terminated, .storeUnusable, .usage, .guarded, .infrastructure, .refused, .failed,
        .notComparable, .passed,
    ]

    /// The worst of several endings; `passed` for none.
    public static func worst(of endings: some Sequence<Ending>) -> Ending {
        let seen = Set(endings)
        return worstFirst.first { seen.contains($0) } ?? .passed
    }
}
