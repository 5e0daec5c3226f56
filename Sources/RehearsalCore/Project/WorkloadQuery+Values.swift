extension [WorkloadQuery] {
    /// The words that parameters and session settings are made of: values, and members of arrays of them.
    public var valueWords: Set<String> {
        reduce(into: []) { words, query in
            for text in query.variants.flatMap(\.texts) { words.formUnion(text.valueWords.map { String($0) }) }
        }
    }

    /// The same queries with other values in the places of some, in parameters and session settings. What a query says
    /// in its own words stays.
    public func asking(for counterparts: [String: String]) -> [WorkloadQuery] {
        guard !counterparts.isEmpty else { return self }
        return map { query in
            var query = query
            for number in query.variants.indices {
                query.variants[number] = query.variants[number].asking(for: counterparts)
            }
            return query
        }
    }
}

extension QueryVariant {
    fileprivate var texts: [String] {
        settings.map(\.value)
            + parameters.compactMap { parameter in
                guard case .value(let text) = parameter else { return nil }
                return text
            }
    }

    fileprivate func asking(for counterparts: [String: String]) -> QueryVariant {
        var other = self
        other.settings = settings.map {
            SessionSetting(name: $0.name, value: $0.value.replacingValueWords(by: counterparts))
        }
        other.parameters = parameters.map { parameter in
            guard case .value(let text?) = parameter else { return parameter }
            return .value(text.replacingValueWords(by: counterparts))
        }
        return other
    }
}

extension String {
    /// Letters, digits, `_` and `-`: keys and uuids are one word each.
    fileprivate var valueWords: [Substring] { split { !Self.isOfWord($0) } }

    fileprivate func replacingValueWords(by counterparts: [String: String]) -> String {
        var (text, word) = ("", "")
        for character in self {
            if Self.isOfWord(character) {
                word.append(character)
                continue
            }
            text += (counterparts[word] ?? word) + String(character)
            word = ""
        }
        return text + (counterparts[word] ?? word)
    }

    private static func isOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "-"
    }
}
