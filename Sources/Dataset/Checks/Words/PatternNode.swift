/// What a pattern consists of.
indirect enum PatternNode: Hashable, Sendable {
    case letters(LetterSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// So often at least, and at most; nil for any number of times.
    case repeated(PatternNode, Int, Int?)

    static let anything = PatternNode.repeated(.letters(.printable), 0, nil)
    static let start = PatternNode.letters(LetterSet(letter: LetterSet.start))
    static let end = PatternNode.letters(LetterSet(letter: LetterSet.end))

    /// With every letter in both cases.
    var ignoringCase: PatternNode {
        switch self {
        case .letters(let set): .letters(set.ofBothCases)
        case .sequence(let nodes): .sequence(nodes.map(\.ignoringCase))
        case .choice(let nodes): .choice(nodes.map(\.ignoringCase))
        case .repeated(let node, let low, let high): .repeated(node.ignoringCase, low, high)
        }
    }

    /// A text as it stands.
    static func literal(_ text: String) -> PatternNode {
        .sequence(text.unicodeScalars.map { .letters(LetterSet($0.value...$0.value)) })
    }

    /// What LIKE reads; nil where the pattern ends with its escape.
    static func like(_ pattern: String) -> PatternNode? {
        var nodes: [PatternNode] = [.start]
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            let literal = PatternNode.letters(LetterSet(scalar.value...scalar.value))
            switch (isEscaped, scalar) {
            case (false, "\\"):
                isEscaped = true
                continue
            case (false, "%"): nodes.append(.anything)
            case (false, "_"): nodes.append(.letters(.printable))
            default: nodes.append(literal)
            }
            isEscaped = false
        }
        return isEscaped ? nil : .sequence(nodes + [.end])
    }
}
