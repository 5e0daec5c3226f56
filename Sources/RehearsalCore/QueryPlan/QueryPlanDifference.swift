/// One workload query whose plan differs between two states.
public struct QueryPlanDifference: Hashable, Comparable, Sendable {
    /// What happened on the way from the first state to the second.
    public enum Change: String, Hashable, Sendable, Codable, CaseIterable {
        /// The tree has another shape.
        case changed
        /// The tree has the same shape and other conditions; no gate judges by it.
        case conditions
        /// The plan is the same and touched another number of blocks; no gate judges by it.
        case blocks
        /// The query was captured in the second state only.
        case added
        /// The query was captured in the first state only.
        case removed
        /// The server explained the query before and refuses it now.
        case refused
        /// The server refused the query before and explains it now.
        case accepted
        /// The server refuses the query for another reason than before.
        case refusedOtherwise = "refused_otherwise"
    }

    public var asked: AskedQuery
    public var change: Change
    /// The tree, or the server's words, in the first state; nil where the query was not captured.
    public var before: String?
    /// The same in the second state.
    public var after: String?

    public init(asked: AskedQuery, change: Change, before: String?, after: String?) {
        self.asked = asked
        self.change = change
        self.before = before
        self.after = after
    }

    public static func < (left: QueryPlanDifference, right: QueryPlanDifference) -> Bool {
        left.asked < right.asked
    }

    /// One line for people.
    public var summary: String {
        let subject = asked.words
        switch change {
        case .changed: return "\(subject) has another query plan"
        case .conditions: return "\(subject) has the same query plan with other conditions"
        case .blocks: return "\(subject) has the same query plan and touches another number of blocks"
        case .added: return "\(subject) is new"
        case .removed: return "\(subject) is missing"
        case .refused: return "\(subject) is refused: \(after ?? "")"
        case .accepted: return "\(subject) is no longer refused"
        case .refusedOtherwise: return "\(subject) is refused for another reason: \(after ?? "")"
        }
    }
}
