extension CatalogDifference {
    /// The longest value, in characters, that a summary quotes.
    public static let quotedValueLimit = 80

    /// One line for people: `index public.idx_a is missing`, `column public.t.c type is text, was integer`.
    ///
    /// Reads as seen from the second catalog. Long and multi-line values are not quoted: their attribute "differs".
    public var summary: String {
        let subject = "\(Self.words(kind.rawValue)) \(identity)"
        switch change {
        case .added: return "\(subject) \(addedWords)\(hintWords)"
        case .removed: return "\(subject) \(removedWords)\(hintWords)"
        case .changed: return "\(subject) \(changedWords)\(hintWords)"
        case .renamed: return "\(subject) is renamed, was \(oldIdentity ?? identity)"
        }
    }

    /// A revoked default privilege is a fact of its own, so that its coming is a loss.
    private var isRevocation: Bool { kind == .grant && facts.contains { $0.value == "revoked" } }

    private var addedWords: String {
        if isRevocation { return "is revoked" }
        return kind == .index && facts.value(of: "valid") == "false" ? "is new and invalid" : "is new"
    }

    private var removedWords: String { isRevocation ? "is no longer revoked" : "is missing" }

    private var changedWords: String {
        guard let attribute else { return "differs" }
        let name = Self.words(attribute)
        if let words = layoutWords ?? uniqueIndexWords { return words }
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

    /// The order of columns, their numbers, the file.
    private var layoutWords: String? {
        switch attribute {
        case Self.file: return "was rewritten on disk"
        case Self.columnPositions: return "has other gaps between its columns, in the same order"
        case Self.columnOrder:
            guard let oldValue, let newValue, Self.isShort(oldValue), Self.isShort(newValue) else {
                return "columns stand in another order"
            }
            return "columns stand in the order \(newValue), was \(oldValue)"
        default: return nil
        }
    }

    /// A constraint that became a bare index, or the reverse.
    private var uniqueIndexWords: String? {
        let constraint = "\(facts.value(of: "kind") ?? "unique") constraint"
            .replacing("key constraint", with: "key")
        if hints.contains(.constraintBecameIndex) {
            return "is a bare unique index, was the index of the \(constraint) \(oldValue ?? "")"
        }
        guard hints.contains(.indexBecameConstraint) else { return nil }
        return "is the index of the \(constraint) \(newValue ?? ""), was a bare unique index"
    }

    private var hintWords: String {
        let words = hints.compactMap { hint in
            switch hint {
            case .lineEndingsOnly: "only line endings differ"
            case .whitespaceOnly: "only white space differs"
            case .clockDependent: "only dates and times differ"
            case .mentionsNewName: "it names what was renamed"
            case .followsTable: "it follows \(follows ?? "its table")"
            case .constraintBecameIndex, .indexBecameConstraint: nil
            }
        }
        return words.isEmpty ? "" : " (\(words.joined(separator: "; ")))"
    }

    private static func words(_ name: String) -> String {
        String(name.map { $0 == "_" ? " " : $0 })
    }

    /// The body of a function is never quoted: even a short one is code.
    private static func isShort(_ value: String) -> Bool {
        value.count <= quotedValueLimit && !value.contains { $0.isNewline }
    }
}
