/// The formats in which verbs give their results.
public enum OutputFormat: String, Hashable, Sendable, CaseIterable {
    /// For people.
    case text
    /// For programs: versioned, see docs/json.md.
    case json
}
