/// Texts with an object's own name, its holder's name and the names of its unnamed parts taken out.
///
/// Two objects of one content have the same texts, whatever they and their tables are called.
struct NameFreeText {
    /// The object's own names without quotes, outermost first.
    var own: [String]
    /// The holder's; empty where there is none.
    var holder: [String]
    /// Names of what PostgreSQL names after a table: indexes, constraints, sequences.
    var parts: Set<ExactText>

    private static let ownMark = "\u{1}", holderMark = "\u{2}", partMark = "\u{3}"

    /// The text's tokens with one space between them.
    func text(_ value: String) -> String {
        let found = tokens(of: value).map(NameToken.init)
        var words: [String] = []
        words.reserveCapacity(found.count)
        var index = 0
        while index < found.count {
            let (word, count) = word(in: found, at: index)
            words.append(word)
            index += count
        }
        return words.joined(separator: " ")
    }

    /// What stands for the tokens at a place, and how many they are.
    private func word(in found: [NameToken], at index: Int) -> (String, Int) {
        let token = found[index]
        guard let name = token.name else {
            if token.kind == .string, Self.isReference(found, at: index) {
                return (text(String(token.text.dropFirst().dropLast())), 1)
            }
            return (token.text, 1)
        }
        for (path, mark) in [(own, Self.ownMark), (holder, Self.holderMark)] where !path.isEmpty {
            if FollowedText.stands(path, in: found, at: index) { return (mark, path.count * 2 - 1) }
            if let last = path.last, ExactText(last) == ExactText(name) { return (mark, 1) }
        }
        if index + 2 < found.count, found[index + 1].text == ".", let last = found[index + 2].name,
            parts.contains(ExactText(last))
        {
            return (Self.partMark, 3)
        }
        if parts.contains(ExactText(name)) { return (Self.partMark, 1) }
        return (token.text, 1)
    }

    /// True for a string that is cast to `regclass` or another type of names.
    private static func isReference(_ found: [NameToken], at index: Int) -> Bool {
        index + 2 < found.count && found[index + 1].text == "::" && found[index + 2].text.hasPrefix("reg")
    }
}
