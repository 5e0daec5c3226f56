/// One thing worth a sentence. Accepted and waived by (code, step, object).
public struct Finding: Hashable, Sendable, Codable {
    public var code: FindingCode
    public var severity: Severity
    /// The ending that this finding alone would bring.
    public var ending: Ending
    /// The step it belongs to; nil for the whole run.
    public var step: String?
    /// The identity of the object it is about, as in ``CatalogFact/identity``.
    public var object: String?
    public var place: SourcePlace?
    public var message: FivePartMessage
    /// Why somebody accepted it: an accepted finding is shown and fails no more. Nil while nobody did.
    public var acceptedReason: String?
    /// `until 2026-03-31, which has passed: known` where somebody accepted it for a time that is over; nil otherwise.
    public var expiredAcceptance: String?

    public init(
        code: FindingCode, severity: Severity, ending: Ending, step: String? = nil, object: String? = nil,
        place: SourcePlace? = nil, message: FivePartMessage, acceptedReason: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.ending = ending
        self.step = step
        self.object = object
        self.place = place
        self.message = message
        self.acceptedReason = acceptedReason
    }

    /// True while the finding keeps a run from passing.
    public var failsRun: Bool { severity == .fail && acceptedReason == nil }
}
