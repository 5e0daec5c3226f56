extension CatalogDifference {
    /// The longest value, in characters, that a summary quotes.
    public static let quotedValueLimit = 80

    /// One line for people: `index public.idx_a is missing`, `column public.t.c type is text, was integer`.
    ///
    /// Reads as seen from the second catalog. Long and multi-line values are not quoted: their attribute "differs".
    public var summary: String {
        let subject = "\(Self.words(kind.rawValue)) \(identity)"
        switch change {
        case .added: return "\(subject) \(addedWords)"
        case .removed: return "\(subject) \(removedWords)"
        case .changed: return "\(subject) \(changedWords)"
        }
    }

    /// A revoked default privilege is a fact of its own, so that its coming is a loss.
    private var isRevocation: Bool { kind == .grant && facts.contains { $0.value == "revoked" } }

    private var addedWords: String { isRevocation ? "is revoked" : "is new" }

    private var removedWords: String { isRevocation ? "is no longer revoked" : "is missing" }

    private var changedWords: String {
        guard let attribute else { return "differs" }
        let name = Self.words(attribute)
        if kind == .index, attribute == "valid" { return newValue == "false" ? "is invalid" : "is valid again" }
        guard let oldValue else {
            guard let newValue, Self.isShort(newValue) else { return "has \(name), had none" }
            return "\(name) is \(newValue), was not set"
        }
        guard let newValue else {
            return Self.isShort(oldValue) ? "has no \(name), was \(oldValue)" : "has no \(name), had one"
        }
        guard Self.isShort(oldValue), Self.isShort(newValue) else { return "\(name) differs" }
        return "\(name) is \(newValue), was \(oldValue)"
    }

    private static func words(_ name: String) -> String {
        String(name.map { $0 == "_" ? " " : $0 })
    }

    /// The body of a function is never quoted: even a short one is code.
    private static func isShort(_ value: String) -> Bool {
        value.count <= quotedValueLimit && !value.contains { $0.isNewline }
    }
}
