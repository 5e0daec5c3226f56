/// A finding that somebody accepted: it is still shown, and fails no more.
///
/// Holds for one project, whatever the server's version and dataset.
public struct AcceptedFinding: Hashable, Sendable, Codable {
    public var code: FindingCode
    /// Nil for the whole run.
    public var step: String?
    /// As in ``CatalogFact/identity``; nil where the finding names no object.
    public var object: String?
    /// Why, in the words of who accepted it.
    public var reason: String

    public init(code: FindingCode, step: String? = nil, object: String? = nil, reason: String) {
        self.code = code
        self.step = step
        self.object = object
        self.reason = reason
    }

    /// True when this acceptance is about that finding: same code, step and object.
    public func covers(_ finding: Finding) -> Bool {
        code == finding.code && step == finding.step && object == finding.object
    }
}
