import RehearsalCore

/// An attribute that the reader can give, as docs/catalog.md lists it.
struct ReadAttribute: Hashable, Comparable {
    let kind: FactKind
    /// A name, or a pattern with a word in capitals: `member of ROLE`.
    let name: String
    let factClass: FactClass

    static func < (left: ReadAttribute, right: ReadAttribute) -> Bool {
        (left.kind.rawValue, left.name, left.factClass.rawValue)
            < (right.kind.rawValue, right.name, right.factClass.rawValue)
    }
}

extension FactQuery {
    /// What the query can give: its named attributes and the columns of a wide answer.
    var attributes: [ReadAttribute] {
        named
            + sql.matches(of: /AS "([a-z]+):([a-z_0-9]+)"/).map { match in
                let isSecret = match.output.1 == "secret"
                guard let factClass = isSecret ? .environment : FactClass(rawValue: String(match.output.1)) else {
                    preconditionFailure("\(match.output.1) is no class of facts")
                }
                return ReadAttribute(kind: kind, name: String(match.output.2), factClass: factClass)
            }
    }
}
