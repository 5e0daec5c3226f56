/// One line of a ``PlanTreeDifference``: a node of either plan, or one that stands at the same place in both.
public struct PlanDifferenceLine: Hashable, Sendable {
    /// What stands before the line.
    public enum Gutter: String, Hashable, Sendable, CaseIterable {
        /// In both plans, with the same conditions; its numbers may have moved.
        case same = "="
        /// In both plans and changed; or a wrapper, such as a Sort or a Gather, that came or went.
        case changed = "~"
        /// In the first plan alone.
        case removed = "-"
        /// In the second plan alone.
        case added = "+"
    }

    public var gutter: Gutter
    /// How deep the node stands; a wrapper that came or went stands as deep as what it wraps.
    public var level: Int
    /// The node in the first plan, as ``treeText(_:)`` tells it; nil where it is new.
    public var before: String?
    /// The node in the second plan; nil where it is gone.
    public var after: String?
    /// True for a node that stands in both plans, but at another place.
    public var isMoved = false
    /// Only those that moved, each once: what a line above told with the same numbers is left out.
    public var metrics: [PlanMetricMove] = []
    /// Conditions that are others or are checked elsewhere.
    public var conditions: [PlanConditionMove] = []
}
