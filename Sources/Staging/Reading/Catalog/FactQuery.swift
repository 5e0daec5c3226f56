import Postgres
import RehearsalCore

/// One set-based question to the catalogs, whose answer becomes facts.
///
/// The answer has a column `identity`. It is wide, with one column `class:attribute` per attribute, so that a fact's
/// class stands beside the expression that reads it; or long, with the columns `attribute`, `value` and `class`.
/// NULL means that the object has no such fact. Instead of a class a column may say `secret`: such a value is hashed
/// and never told. Four columns say what was read:
///
/// - `origin`: where the object lies in `catalog`: its OID, or for a column `OID.attnum` of its relation;
/// - `file_node`: the relation's relfilenode;
/// - `relation`: the OID of the relation that the object is or belongs to, of an index its table, 0 for none;
/// - `read`: keys of rows of `rows`, separated by spaces, each the columns of the primary key joined by dots. Without
///   it the origin is the key.
struct FactQuery {
    /// What it reads, in the words of an error message.
    let reading: String
    let kind: FactKind
    /// The catalog whose rows are the objects; nil where the answer has no `origin`.
    var catalog: String?
    /// The catalog whose rows are read, where it is another one.
    var rows: String?
    /// What a long answer's attributes are called.
    var named: [ReadAttribute] = []
    let sql: String
    /// The SQL behind the answer's column `relation`; nil where it has none.
    var relation: String?
    /// True where the answer about one relation depends on nothing but that relation's own rows in the catalogs and on
    /// names. The question then ends with its WHERE clause.
    var isAskedByRelation = true

    /// The same about some relations alone, the question's only parameter; nil where it cannot be asked so.
    var ofRelations: String? {
        guard isAskedByRelation, let relation else { return nil }
        return "\(sql)\n    AND \(relation) = ANY ($1::pg_catalog.oid[])"
    }

    /// Where the objects of the answer lie; empty where the answer does not say.
    func origins(of result: QueryResult) -> [ObjectKey: ObjectOrigin] {
        guard let catalog, let place = result.columns.firstIndex(of: "origin") else { return [:] }
        let identity = self.place(of: "identity", in: result)
        let fileNode = result.columns.firstIndex(of: "file_node")
        var origins: [ObjectKey: ObjectOrigin] = [:]
        origins.reserveCapacity(result.rows.count)
        for row in result.rows {
            let key = ObjectKey(kind: kind, identity: text(row[identity]))
            let parts = pieces(of: text(row[place]), by: ".")
            guard let number = parts.first.flatMap({ UInt32($0) }) else {
                preconditionFailure("the query for \(reading) gave an origin that is no OID")
            }
            origins[key] = ObjectOrigin(
                catalog: catalog, oid: number, part: parts.count > 1 ? Int32(parts[1]) ?? 0 : 0,
                fileNode: fileNode.flatMap { row[$0] }.flatMap { UInt32($0) } ?? 0)
        }
        return origins
    }

    /// The rows that the answer tells of, by catalog and key; for the sentinel.
    func rowsRead(in result: QueryResult) -> (catalog: String, keys: [String])? {
        guard let catalog = rows ?? catalog else { return nil }
        if let read = result.columns.firstIndex(of: "read") {
            return (catalog, result.rows.flatMap { row in pieces(of: row[read] ?? "", by: " ") })
        }
        guard let origin = result.columns.firstIndex(of: "origin") else { return nil }
        return (catalog, result.rows.compactMap { $0[origin] })
    }

    /// The objects, by the relation that they belong to; empty where the answer does not say.
    func members(in result: QueryResult) -> [UInt32: [ObjectKey]] {
        guard relation != nil else { return [:] }
        let relation = place(of: "relation", in: result)
        let identity = place(of: "identity", in: result)
        var members: [UInt32: [ObjectKey]] = [:]
        for row in result.rows {
            guard let number = UInt32(text(row[relation])) else {
                preconditionFailure("the query for \(reading) gave a relation that is no OID")
            }
            members[number, default: []].append(ObjectKey(kind: kind, identity: text(row[identity])))
        }
        return members
    }

    /// Turns the answer into facts, in the order of a catalog.
    ///
    /// A column or class without a meaning is a mistake in the query and stops the program.
    /// - Parameter key: under which secrets are hashed; without one they are left out.
    func facts(of result: QueryResult, key: SecretsKey? = nil) -> [CatalogFact] {
        let identity = place(of: "identity", in: result)
        if result.columns.contains("attribute") { return longFacts(of: result, identity: identity, key: key) }
        let unsorted: [(place: Int, name: String, factClass: FactClass?)] = result.columns.indices
            .filter { !Self.placeColumns.contains(result.columns[$0]) }.map { index in
                let parts = result.columns[index].split(separator: ":", maxSplits: 1)
                precondition(parts.count == 2, "the column \(result.columns[index]) of \(reading) names no class")
                return (index, String(parts[1]), Self.factClass(String(parts[0])))
            }
        let attributes = unsorted.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        // Objects are sorted, and not their facts: there are ten times as many.
        let objects = result.rows.indices.map { ObjectKey(kind: kind, identity: text(result.rows[$0][identity])) }
        var facts: [CatalogFact] = []
        for place in result.rows.indices.sorted(by: { objects[$0] < objects[$1] }) {
            for attribute in attributes {
                guard let value = result.rows[place][attribute.place] else { continue }
                let found = fact(objects[place].identity, attribute.name, value, attribute.factClass, key)
                if let found { facts.append(found) }
            }
        }
        return facts
    }

    private func longFacts(of result: QueryResult, identity: Int, key: SecretsKey?) -> [CatalogFact] {
        let attribute = place(of: "attribute", in: result)
        let value = place(of: "value", in: result)
        let factClass = place(of: "class", in: result)
        return result.rows.compactMap { row in
            guard let found = row[value] else { return nil }
            return fact(
                text(row[identity]), text(row[attribute]), found, Self.factClass(text(row[factClass])), key)
        }.sorted()
    }

    /// No class means a secret: its hash belongs to the environment, because every environment has its own.
    private func fact(
        _ identity: String, _ attribute: String, _ value: String, _ factClass: FactClass?, _ key: SecretsKey?
    ) -> CatalogFact? {
        guard let told = factClass == nil ? key?.hash(of: value) : value else { return nil }
        return CatalogFact(
            kind: kind, identity: identity, attribute: attribute,
            value: DeparsedText.canonical(told, of: attribute, kind: kind), factClass: factClass ?? .environment)
    }

    private static let placeColumns: Set<String> = ["identity", "origin", "file_node", "relation", "read"]

    private func place(of column: String, in result: QueryResult) -> Int {
        guard let place = result.columns.firstIndex(of: column) else {
            preconditionFailure("the query for \(reading) has no column \(column)")
        }
        return place
    }

    private func text(_ value: String?) -> String {
        guard let value else { preconditionFailure("the query for \(reading) gave NULL where a name belongs") }
        return value
    }

    /// Nil for `secret`.
    private static func factClass(_ name: String) -> FactClass? {
        if name == "secret" { return nil }
        guard let factClass = FactClass(rawValue: name) else {
            preconditionFailure("\(name) is no class of facts")
        }
        return factClass
    }
}

/// The pieces between separators, empty ones left out. By bytes: looking for characters costs more than the rest.
func pieces(of text: String, by separator: Unicode.Scalar) -> [String] {
    text.utf8.split(separator: UInt8(ascii: separator)).map { String(Substring($0)) }
}
