/// The facts of one object, handed out one by one to whoever writes its statements.
///
/// What nobody took is told in comments: so a fact that no statement has a word for, one with a value that nobody has
/// foreseen, and one of a kind that only a later version reads are in the text all the same.
struct FactSheet {
    let key: ObjectKey
    /// The object's name as SQL; nil where the identity is none.
    let name: String?
    private let wanted: Set<FactClass>
    private var left: [CatalogFact]
    /// Attributes that every object of the kind has, but not this one.
    private var missing: [String] = []

    init(key: ObjectKey, facts: some Sequence<CatalogFact>, wanted: Set<FactClass>) {
        self.key = key
        self.wanted = wanted
        left = Array(facts)
        name = SQLText.fragment(key.identity)
    }

    var identity: String { key.identity }

    /// The last part of a dotted name, or the name before ` ON `.
    var ownName: String? {
        let text = IdentityText(identity)
        return SQLText.fragment(text.before(" ON ") ?? text.afterLast(".") ?? identity)
    }

    /// The value of an attribute that stands there once.
    func value(_ attribute: String) -> String? {
        let found = left.filter { $0.attribute == attribute }
        return found.count == 1 ? found[0].value : nil
    }

    /// The attributes that begin with these bytes, sorted; all of them for an empty text.
    func attributes(beginningWith beginning: String) -> [String] {
        left.map(\.attribute).filter { $0.utf8.starts(with: beginning.utf8) }
    }

    /// Takes a value as it is.
    mutating func take(_ attribute: String) -> String? {
        guard let value = value(attribute) else { return nil }
        left.removeAll { $0.attribute == attribute }
        return value
    }

    /// Takes a value that is SQL.
    mutating func takeSQL(_ attribute: String) -> String? {
        guard let value = value(attribute), let sql = SQLText.fragment(value) else { return nil }
        left.removeAll { $0.attribute == attribute }
        return sql
    }

    /// Takes one of some known values, and gives the SQL words for it.
    mutating func take(_ attribute: String, as words: [String: String]) -> String? {
        guard let value = value(attribute), let word = words[value] else { return nil }
        left.removeAll { $0.attribute == attribute }
        return word
    }

    /// Takes a value that SQL says by saying nothing, or gives the words for another one.
    ///
    /// Where the fact is wanted and missing, that is told.
    mutating func take(
        _ attribute: String, usual: String?, _ factClass: FactClass, as words: [String: String] = [:]
    ) -> String? {
        if let usual, let value = value(attribute), value.isExactly(usual) {
            left.removeAll { $0.attribute == attribute }
            return nil
        }
        if !left.contains(where: { $0.attribute == attribute }), wanted.contains(factClass) {
            missing.append(attribute)
        }
        return take(attribute, as: words)
    }

    /// Takes facts that something else has said in full.
    mutating func drop(_ attributes: [String]) { left.removeAll { attributes.contains($0.attribute) } }

    /// Attributes that no statement has said.
    var unsaid: [String] { left.map(\.attribute) }

    /// Comments for all that was not taken.
    /// - Parameter isHead: true where the block is about this object, so that its name stands above.
    func notes(isHead: Bool) -> [String] {
        let subject = isHead ? "" : "\(key.kind.rawValue) \(SQLText.onOneLine(identity)) "
        return missing.map { "-- \(subject)no \($0)" }
            + left.flatMap { fact in
                let head = "-- \(subject)\(SQLText.onOneLine(fact.attribute, escaping: ":")):"
                return Self.lines(head, fact.value)
            }
    }

    /// A value behind its name, or below it where it has several lines.
    private static func lines(_ head: String, _ value: String) -> [String] {
        guard value.utf8.contains(UInt8(ascii: "\n")) else {
            return [value.isEmpty ? head : "\(head) \(SQLText.onOneLine(value))"]
        }
        let lines = value.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return [head] + lines.map { "--   " + SQLText.onOneLine(String($0)) }
    }
}

extension String {
    /// Byte by byte, as PostgreSQL tells names apart; Swift's own comparison takes two spellings of `é` for one.
    public func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
