/// Reads PostgreSQL's advanced regular expressions, as far as they are regular: no look-around, no back references.
///
/// Characters that cannot be printed, or not in ASCII, are in no set: no text that is made here has them.
struct RegularExpression {
    private let scalars: [Unicode.Scalar]
    private var place = 0

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// Repetitions count to this in PostgreSQL, too.
    private static let mostRepetitions = 255

    /// What the expression consists of; nil where it is not understood.
    static func node(of text: String) -> PatternNode? {
        var reader = RegularExpression(text)
        // Directors such as `***=` and options such as `(?i)` change what the rest means.
        if text.hasPrefix("***") { return nil }
        guard let node = reader.choice(), reader.place == reader.scalars.count else { return nil }
        return node
    }

    private var current: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        place += 1
        return true
    }

    private mutating func choice() -> PatternNode? {
        var branches: [PatternNode] = []
        repeat {
            guard let branch = sequence() else { return nil }
            branches.append(branch)
        } while takes("|")
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() -> PatternNode? {
        var nodes: [PatternNode] = []
        while let scalar = current, scalar != "|", scalar != ")" {
            guard let atom = atom(), let quantified = quantified(atom) else { return nil }
            nodes.append(quantified)
        }
        return .sequence(nodes)
    }

    private mutating func atom() -> PatternNode? {
        guard let scalar = current else { return nil }
        place += 1
        switch scalar {
        case "^": return .start
        case "$": return .end
        case ".": return .letters(.printable)
        case "[": return set().map { .letters($0) }
        case "\\": return escape()
        case "*", "+", "?": return nil
        case "{": return current.map { ("0"..."9").contains($0) } == true ? nil : .literal("{")
        case "(":
            if takes("?"), !takes(":") { return nil }
            guard let inner = choice(), takes(")") else { return nil }
            return inner
        default: return .letters(LetterSet(scalar.value...scalar.value))
        }
    }

    private mutating func escape() -> PatternNode? {
        if takes("A") { return .start }
        if takes("Z") { return .end }
        return escapedSet().map { .letters($0) }
    }

    /// What stands behind a backslash, within brackets or without.
    private mutating func escapedSet() -> LetterSet? {
        guard let scalar = current else { return nil }
        place += 1
        switch scalar {
        case "d": return .digits
        case "w": return .word
        case "s": return .space
        case "D": return .printable.subtracting(.digits)
        case "W": return .printable.subtracting(.word)
        case "S": return .printable.subtracting(.space)
        case "t", "n", "r", "f", "v": return LetterSet.none
        default:
            // Any other letter or digit is a reference, a constraint or a character by its number.
            let set = LetterSet(scalar.value...scalar.value)
            return set.intersection(.alphanumeric).isEmpty ? set : nil
        }
    }

    private mutating func quantified(_ atom: PatternNode) -> PatternNode? {
        var low = 1
        var high: Int? = 1
        switch current {
        case "*": (low, high) = (0, nil)
        case "+": (low, high) = (1, nil)
        case "?": (low, high) = (0, 1)
        case "{":
            guard place + 1 < scalars.count, ("0"..."9").contains(scalars[place + 1]) else { return atom }
            place += 1
            guard let first = number() else { return nil }
            (low, high) = (first, first)
            if takes(",") { high = current == "}" ? nil : number() ?? -1 }
            guard current == "}", high.map({ $0 >= first }) ?? true else { return nil }
        default: return atom
        }
        place += 1
        // A lazy quantifier matches the same texts.
        _ = takes("?")
        if let next = current, ["*", "+", "?"].contains(next) { return nil }
        return .repeated(atom, low, high)
    }

    private mutating func number() -> Int? {
        var value = 0
        var count = 0
        while let scalar = current, ("0"..."9").contains(scalar) {
            value = value * 10 + Int(scalar.value - 0x30)
            count += 1
            place += 1
            if value > Self.mostRepetitions { return nil }
        }
        return count > 0 ? value : nil
    }

    /// What stands between brackets.
    private mutating func set() -> LetterSet? {
        let isNegated = takes("^")
        var found = LetterSet()
        var isFirst = true
        while let scalar = current {
            if scalar == "]", !isFirst {
                place += 1
                return isNegated ? LetterSet.printable.subtracting(found) : found
            }
            isFirst = false
            if scalar == "[", place + 1 < scalars.count, [".", "=", ":"].contains(scalars[place + 1]) {
                guard let named = namedSet() else { return nil }
                found = found.union(named)
                continue
            }
            place += 1
            var first = scalar
            if scalar == "\\" {
                guard let next = current else { return nil }
                guard let set = escapedSet() else { return nil }
                // A class, or a character that may begin a range.
                if "dwsDWStnrfv".unicodeScalars.contains(next) {
                    found = found.union(set)
                    continue
                }
                first = next
            }
            guard let last = rangeEnd(from: first), last.value >= first.value else { return nil }
            found = found.union(LetterSet(first.value...last.value))
        }
        return nil
    }

    /// The character behind a hyphen; the first one where none makes a range.
    private mutating func rangeEnd(from first: Unicode.Scalar) -> Unicode.Scalar? {
        guard current == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else { return first }
        place += 1
        guard let last = current, last != "[" else { return nil }
        place += 1
        guard last == "\\" else { return last }
        guard let escaped = current, escapedSet() != nil, !"dwsDWStnrfv".unicodeScalars.contains(escaped) else {
            return nil
        }
        return escaped
    }

    /// `[:alpha:]` and its like.
    private mutating func namedSet() -> LetterSet? {
        guard scalars[place + 1] == ":" else { return nil }
        place += 2
        var name = ""
        while let scalar = current, scalar != ":" {
            name.unicodeScalars.append(scalar)
            place += 1
        }
        guard takes(":"), takes("]") else { return nil }
        switch name {
        case "alpha": return LetterSet.upper.union(.lower)
        case "digit": return .digits
        case "alnum": return .alphanumeric
        case "upper": return .upper
        case "lower": return .lower
        case "space", "blank": return .space
        case "xdigit": return .digits.union(LetterSet(0x41...0x46)).union(LetterSet(0x61...0x66))
        case "word": return .word
        case "print": return .printable
        case "graph": return .printable.subtracting(.space)
        // What is punctuation is told by the locale: a tilde is in some, and not in others.
        default: return nil
        }
    }
}
