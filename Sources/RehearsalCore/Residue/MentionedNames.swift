/// The names that stand in SQL, so that objects can be looked for in it.
///
/// Strings and bodies between dollars are read as SQL, too: a default names its sequence in a string. Names compare
/// unquoted. A name that means something else by chance counts: what is ordered by it is ordered a little too much.
struct MentionedNames {
    private var words: Set<String> = []
    /// Two names with a dot between them.
    fileprivate var pairs: Set<[String]> = []
    /// What stands in strings and bodies, where names need no schema.
    fileprivate var quotedWords: Set<String> = []

    init(_ texts: some Sequence<String>) {
        for text in texts { note(tokens(of: text), isQuoted: false) }
    }

    private mutating func note(_ tokens: [SQLToken], isQuoted: Bool) {
        for (place, token) in tokens.enumerated() {
            if !isQuoted { note(QuotedSQL.body(of: token), isQuoted: true) }
            guard let name = token.name else { continue }
            words.insert(name)
            if isQuoted { quotedWords.insert(name) }
            if place + 2 < tokens.count, tokens[place + 1].text == ".", let next = tokens[place + 2].name {
                pairs.insert([name, next])
            }
        }
    }

    /// True where the object is named; an object that is known by more than a qualified name never is.
    func mention(_ key: ObjectKey) -> Bool {
        switch key.kind.naming {
        case .qualified, .routine:
            let path = IdentityText(IdentityText(key.identity).before("(") ?? key.identity).names
            guard path.count > 1 else { return false }
            return pairs.contains(Array(path.suffix(2))) || (key.kind != .index && quotedWords.contains(path[1]))
        case .column:
            let path = IdentityText(key.identity).names
            guard path.count == 3 else { return false }
            return pairs.contains(Array(path.prefix(2))) && words.contains(path[2])
        case .plain, .onHolder, .written, .grant, .defaultPrivilege: return false
        }
    }

    /// True where the word stands anywhere.
    func mention(word: String) -> Bool { words.contains(word) }
}

/// Many texts by the names that they mention, so that asking who mentions an object does not read all of them.
struct MentionIndex {
    private let names: [MentionedNames]
    private var byPair: [[String]: [Int]] = [:]
    private var byQuotedWord: [String: [Int]] = [:]

    init(_ names: [MentionedNames]) {
        self.names = names
        for (place, mentioned) in names.enumerated() {
            for pair in mentioned.pairs { byPair[pair, default: []].append(place) }
            for word in mentioned.quotedWords { byQuotedWord[word, default: []].append(place) }
        }
    }

    /// The texts that mention the object, in no particular order.
    func places(mentioning key: ObjectKey) -> [Int] {
        let path = IdentityText(IdentityText(key.identity).before("(") ?? key.identity).names
        var found: [Int] = []
        if path.count > 1 {
            let pair = key.kind == .column ? Array(path.prefix(2)) : Array(path.suffix(2))
            found = (byPair[pair] ?? []) + (byQuotedWord[path[1]] ?? [])
        }
        return found.filter { names[$0].mention(key) }
    }
}
