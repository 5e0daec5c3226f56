import Postgres
import RehearsalCore

/// One set-based question to the catalogs, whose answer becomes facts.
///
/// The answer has a column `identity`. It is wide, with one column `class:attribute` per attribute, so that a fact's
/// class stands beside the expression that reads it; or long, with the columns `attribute`, `value` and `class`.
/// NULL means that the object has no such fact. A column `kind` overrides the query's kind. A column `origin` says
/// where the object lies in `catalog`: its OID, or for a column `OID.attnum` of its relation.
struct FactQuery {
    /// What it reads, in the words of an error message.
    let reading: String
    let kind: FactKind
    /// The catalog whose rows are the objects; nil where the answer has no `origin`.
    var catalog: String?
    let sql: String

    /// Where the objects of the answer lie; empty where the answer does not say.
    func origins(of result: QueryResult) -> [ObjectKey: ObjectOrigin] {
        guard let catalog, let place = result.columns.firstIndex(of: "origin") else { return [:] }
        let identity = self.place(of: "identity", in: result)
        let kinds = result.columns.firstIndex(of: "kind")
        var origins: [ObjectKey: ObjectOrigin] = [:]
        origins.reserveCapacity(result.rows.count)
        for row in result.rows {
            let key = ObjectKey(kind: kinds.map { factKind(row[$0]) } ?? kind, identity: text(row[identity]))
            let parts = text(row[place]).split(separator: ".")
            guard let number = parts.first.flatMap({ UInt32($0) }) else {
                preconditionFailure("the query for \(reading) gave an origin that is no OID")
            }
            origins[key] = ObjectOrigin(
                catalog: catalog, oid: number, part: parts.count > 1 ? Int32(parts[1]) ?? 0 : 0)
        }
        return origins
    }

    /// Turns the answer into facts.
    ///
    /// A column or class without a meaning is a mistake in the query and stops the program.
    func facts(of result: QueryResult) -> [CatalogFact] {
        let identity = place(of: "identity", in: result)
        let kinds = result.columns.firstIndex(of: "kind")
        if result.columns.contains("attribute") { return longFacts(of: result, identity: identity, kinds: kinds) }
        let origin = result.columns.firstIndex(of: "origin")
        let attributes = result.columns.indices.filter { ![identity, kinds, origin].contains($0) }.map { index in
            let parts = result.columns[index].split(separator: ":", maxSplits: 1)
            precondition(parts.count == 2, "the column \(result.columns[index]) of \(reading) names no class")
            return (index: index, class: Self.factClass(String(parts[0])), name: String(parts[1]))
        }
        var facts: [CatalogFact] = []
        facts.reserveCapacity(result.rows.count * attributes.count)
        for row in result.rows {
            let subject = text(row[identity])
            let kind = kinds.map { factKind(row[$0]) } ?? kind
            for attribute in attributes {
                guard let value = row[attribute.index] else { continue }
                facts.append(
                    CatalogFact(
                        kind: kind, identity: subject, attribute: attribute.name, value: value,
                        factClass: attribute.class))
            }
        }
        return facts
    }

    private func longFacts(of result: QueryResult, identity: Int, kinds: Int?) -> [CatalogFact] {
        let attribute = place(of: "attribute", in: result)
        let value = place(of: "value", in: result)
        let factClass = place(of: "class", in: result)
        return result.rows.compactMap { row in
            guard let found = row[value] else { return nil }
            return CatalogFact(
                kind: kinds.map { factKind(row[$0]) } ?? kind, identity: text(row[identity]),
                attribute: text(row[attribute]), value: found, factClass: Self.factClass(text(row[factClass])))
        }
    }

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

    private func factKind(_ value: String?) -> FactKind {
        guard let kind = FactKind(rawValue: text(value)) else {
            preconditionFailure("the query for \(reading) gave the unknown kind \(value ?? "NULL")")
        }
        return kind
    }

    private static func factClass(_ name: String) -> FactClass {
        guard let factClass = FactClass(rawValue: name) else {
            preconditionFailure("\(name) is no class of facts")
        }
        return factClass
    }
}
