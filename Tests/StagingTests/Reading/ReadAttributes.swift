import RehearsalCore

@testable import Staging

/// All attributes that the reader can give on any server, and those that no statement on PostgreSQL 15 changes.
enum ReadAttributes {
    static let all: Set<ReadAttribute> = Set(
        DocumentedCatalogs.majors.flatMap { CatalogReader.queries(DocumentedCatalogs.server($0)).flatMap(\.attributes) }
            + SequencePositions.attributes)

    struct Unchangeable {
        let attribute: ReadAttribute
        let reason: String
    }

    private static func of(_ kind: FactKind, _ names: [String], _ factClass: FactClass, _ reason: String)
        -> [Unchangeable]
    {
        names.map { Unchangeable(attribute: ReadAttribute(kind: kind, name: $0, factClass: factClass), reason: reason) }
    }

    /// In the order and with the words of docs/catalog.md.
    static let unchangeable: [Unchangeable] = []
}

extension ReadAttribute {
    /// True where the other is this one, or one that this pattern stands for.
    func covers(_ other: ReadAttribute) -> Bool {
        guard kind == other.kind, factClass == other.factClass else { return false }
        guard name.contains(where: \.isUppercase) else { return name == other.name }
        let parts = name.split(separator: /[A-Z]+/, omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last else { return false }
        return other.name.hasPrefix(first) && other.name.hasSuffix(last) && other.name.count > first.count + last.count
    }
}
