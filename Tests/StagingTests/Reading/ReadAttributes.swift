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

    /// In the order and with the words of docs/catalog.md.
    static let unchangeable: [Unchangeable] =
        of(
            .database, ["encoding", "locale_provider", "collate", "ctype", "locale"], .environment,
            "chosen when the database is made")
        + of(
            .database, ["collation_version_of_host"], .environment, "what the host's library says of itself")
        + of(
            .database, ["tablespace"], .environment, "moves only while no session is connected, and the reader is one")
        + of(.tablespace, ["location"], .environment, "chosen when the tablespace is made")
        + of(
            .replicationSlot, ["type", "plugin", "two_phase"], .environment,
            "chosen when the slot is made; another one has another name")
        + of(.replicationOrigin, ["exists"], .environment, "comes and goes with the origin")
        + of(.preparedTransaction, ["owner"], .environment, "who prepared it; another one has another name")
        + of(.userMapping, ["server"], .semantic, "a part of the identity")
        + of(.database, ["locale_rules"], .environment, "from 16 on")
        + of(.collation, ["locale_rules"], .semantic, "from 16 on")
        + of(.subscription, ["origin"], .semantic, "from 16 on")
        + of(.subscription, ["password_required", "run_as_owner"], .security, "from 16 on")
        + of(.subscription, ["failover"], .semantic, "from 17 on")
        + of(.constraint, ["enforced"], .semantic, "from 18 on")
        + of(.publication, ["generated_columns"], .semantic, "from 18 on")

    private static func of(
        _ kind: FactKind, _ names: [String], _ factClass: FactClass, _ reason: String
    ) -> [Unchangeable] {
        names.map { Unchangeable(attribute: ReadAttribute(kind: kind, name: $0, factClass: factClass), reason: reason) }
    }
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
