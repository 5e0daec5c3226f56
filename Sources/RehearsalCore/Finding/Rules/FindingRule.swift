/// The static words of one finding code, and how much it weighs.
///
/// One type per code, in a file of its own. A rule holds no state; what it says of one case is a ``Finding``.
/// `pgrehearse explain` and docs/findings are made from these words.
public protocol FindingRule: Sendable {
    static var code: FindingCode { get }
    static var severity: Severity { get }
    /// The ending that one finding of the code brings by itself.
    static var ending: Ending { get }
    /// What the code says, in a few words without a full stop.
    static var headline: String { get }
    /// When it is raised.
    static var condition: String { get }
    /// What it means in production.
    static var effect: String { get }
    /// What to do about it.
    static var wayOut: String { get }
    /// What raises it.
    static var badExample: RuleExample { get }
    /// The same, done so that it is not raised.
    static var goodExample: RuleExample { get }
}

extension FindingRule {
    /// One finding of this code with the code's own severity and ending.
    public static func finding(
        step: String? = nil, object: String? = nil, place: SourcePlace? = nil, message: FivePartMessage
    ) -> Finding {
        Finding(
            code: code, severity: severity, ending: ending, step: step, object: object, place: place,
            message: message)
    }
}

/// A short text that shows when a finding is raised and when it is not.
public struct RuleExample: Hashable, Sendable {
    /// What the text is written in; also the language that documentation marks it with.
    public enum Language: String, Hashable, Sendable, CaseIterable { case sql, yaml, sh, text }
    public var language: Language
    public var text: String

    public init(_ language: Language, _ text: String) {
        self.language = language
        self.text = text
    }
}
