/// A finding that somebody accepted: it is still shown, and fails no more.
///
/// Holds for one project, whatever the server's version and dataset.
public struct AcceptedFinding: Hashable, Sendable {
    public var code: FindingCode
    /// Nil for the whole run.
    public var step: String?
    /// As in ``CatalogFact/identity``; nil where the finding names no object.
    public var object: String?
    /// Why, in the words of who accepted it.
    public var reason: String
    /// The last day, in UTC, on which it holds; nil where it holds for good.
    public var until: CivilDate?

    public init(
        code: FindingCode, step: String? = nil, object: String? = nil, reason: String, until: CivilDate? = nil
    ) {
        self.code = code
        self.step = step
        self.object = object
        self.reason = reason
        self.until = until
    }

    /// True from the day behind the last one on.
    public func hasExpired(on today: CivilDate) -> Bool { until.map { $0 < today } ?? false }

    /// True when this acceptance is about that finding: same code, step and object.
    public func covers(_ finding: Finding) -> Bool {
        code == finding.code && step == finding.step && object == finding.object
    }
}
