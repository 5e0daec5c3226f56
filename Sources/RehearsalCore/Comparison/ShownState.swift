/// A state that somebody named, and what is known of it.
public struct ShownState: Hashable, Sendable {
    /// Where it comes from, for people: `after 001_x, accepted in snapshots/x.sqlite`. Holds no secret.
    public var name: String
    public var catalog: Catalog
    /// Nil for a server, which is read for its schema alone.
    public var snapshot: Snapshot?

    public init(name: String, snapshot: Snapshot) {
        self.name = name
        catalog = snapshot.catalog
        self.snapshot = snapshot
    }

    public init(name: String, catalog: Catalog) {
        self.name = name
        self.catalog = catalog
    }
}

/// What an accepted store holds under one key, in the order of the states.
public struct AcceptedStates: Hashable, Sendable {
    /// One accepted snapshot with the reason that somebody gave.
    public struct State: Hashable, Sendable {
        public var snapshot: Snapshot
        public var reason: String

        public init(snapshot: Snapshot, reason: String) {
            self.snapshot = snapshot
            self.reason = reason
        }
    }

    public var key: SnapshotKey
    public var states: [State]
    /// The findings that were accepted for the key's project.
    public var findings: [AcceptedFinding]

    public init(key: SnapshotKey, states: [State], findings: [AcceptedFinding]) {
        self.key = key
        self.states = states.sorted { $0.snapshot.state.precedesInTime($1.snapshot.state) }
        self.findings = findings
    }
}

extension StateName {
    /// The order of a run as far as names tell it: the baseline, then the steps by number and name, and of each step
    /// the state after it, behind its way back, and after its second run.
    public func precedesInTime(_ other: StateName) -> Bool { timeOrder.lexicographicallyPrecedes(other.timeOrder) }

    private var timeOrder: [String] {
        let step = step ?? ""
        let digits = step.prefix { $0.isASCII && $0.isNumber }
        let padding = String(repeating: "0", count: max(0, 20 - digits.count))
        let stage =
            switch self {
            case .baseline: "0"
            case .after: "1"
            case .down: "2"
            case .again: "3"
            }
        return [stage == "0" ? "0" : "1", padding + step, stage]
    }
}
