import RehearsalCore
import TestGround

/// A small schema that prints its own facts as the reader does, so that tests can rename and change parts of it.
///
/// Every object has a number that it keeps under any name; origins are made from it.
struct ModelSchema: Sendable {
    struct Column: Sendable {
        var number: Int
        var name: String
        var type: String
        var position: Int
        var comment: String?
    }

    struct Part: Sendable {
        var number: Int
        var name: String
        /// Numbers of columns.
        var columns: [Int]
    }

    struct Table: Sendable {
        var number: Int
        var schema: String
        var name: String
        var columns: [Column]
        var checks: [Part]
        var indexes: [Part]
        var triggers: [Part]
        var policies: [Part]
        var grantee: String?
        /// A view over these columns, under names of its own.
        var view: Part?
        var sequence: Part?
        /// The table that this one refers to with its first column, by its number.
        var refersTo: Int?

        var identity: String { "\(schema).\(name)" }

        func names(_ part: Part) -> [String] {
            part.columns.compactMap { number in columns.first { $0.number == number }?.name }
        }
    }

    var tables: [Table]

    var catalog: Catalog { Catalog(facts: facts) }

    /// As ``catalog`` with the places of all objects.
    var placed: Catalog { Catalog(facts: facts, origins: origins) }
}

// As the reader prints it.
extension ModelSchema {
    var facts: [CatalogFact] {
        Set(tables.map(\.schema)).sorted().map { Self.fact(.schema, $0, "owner", "app", .security) }
            + tables.flatMap { facts(of: $0) }
    }

    static func fact(
        _ kind: FactKind, _ identity: String, _ attribute: String, _ value: String, _ factClass: FactClass = .semantic
    ) -> CatalogFact {
        CatalogFact(kind: kind, identity: identity, attribute: attribute, value: value, factClass: factClass)
    }

    private func facts(of table: Table) -> [CatalogFact] {
        let name = table.identity
        var facts = [
            Self.fact(.table, name, "kind", "table"), Self.fact(.table, name, "owner", "app", .security),
            Self.fact(.table, name, "row_security", "\(!table.policies.isEmpty)", .security),
        ]
        facts += table.columns.flatMap { column in
            [
                Self.fact(.column, "\(name).\(column.name)", "type", column.type),
                Self.fact(.column, "\(name).\(column.name)", "not_null", "false"),
                Self.fact(.column, "\(name).\(column.name)", "position", "\(column.position)", .physical),
            ] + (column.comment.map { [Self.fact(.comment, "column \(name).\(column.name)", "text", $0)] } ?? [])
        }
        facts += table.checks.flatMap { check in
            let condition = table.names(check).map { "(\($0) IS NOT NULL)" }.joined(separator: " OR ")
            return [
                Self.fact(.constraint, "\(check.name) ON \(name)", "kind", "check"),
                Self.fact(.constraint, "\(check.name) ON \(name)", "definition", "CHECK (\(condition))"),
            ]
        }
        facts += table.indexes.flatMap { index in
            let identity = "\(table.schema).\(index.name)"
            return [
                Self.fact(.index, identity, "table", name, .performance),
                Self.fact(.index, identity, "valid", "true", .performance),
                Self.fact(
                    .index, identity, "definition", "btree (\(table.names(index).joined(separator: ", ")))",
                    .performance),
            ]
        }
        return facts + rest(of: table)
    }

    private func rest(of table: Table) -> [CatalogFact] {
        let name = table.identity
        var facts = table.triggers.map { trigger in
            Self.fact(
                .trigger, "\(trigger.name) ON \(name)", "definition",
                "CREATE TRIGGER \(trigger.name) BEFORE UPDATE OF \(table.names(trigger).joined(separator: ", ")) "
                    + "ON \(name) FOR EACH ROW EXECUTE FUNCTION public.touch()")
        }
        facts += table.policies.map { policy in
            Self.fact(
                .policy, "\(policy.name) ON \(name)", "using", "(\(table.names(policy).joined(separator: " = ")))",
                .security)
        }
        if let grantee = table.grantee {
            facts.append(Self.fact(.grant, "SELECT ON table \(name) TO \(grantee)", "state", "granted", .security))
        }
        if let view = table.view {
            // The view's columns keep the names c1, c2, whatever the table's are called.
            let list = table.names(view).enumerated().map { "\(table.name).\($1) AS c\($0)" }
            facts.append(
                Self.fact(
                    .view, "\(table.schema).\(view.name)", "definition",
                    " SELECT \(list.joined(separator: ",\n    "))\n   FROM \(name);"))
        }
        if let sequence = table.sequence, let column = table.names(sequence).first {
            facts.append(
                Self.fact(.sequence, "\(table.schema).\(sequence.name)", "owned_by", "\(name).\(column)"))
            facts.append(
                Self.fact(
                    .column, "\(name).\(column)", "default",
                    "nextval('\(table.schema).\(sequence.name)'::regclass)"))
        }
        if let target = tables.first(where: { $0.number == table.refersTo }) {
            facts.append(
                Self.fact(
                    .constraint, "refers ON \(name)", "definition",
                    "FOREIGN KEY (\(table.columns[0].name)) REFERENCES \(target.identity)(\(target.columns[0].name))"))
        }
        return facts
    }

    private var origins: [ObjectKey: ObjectOrigin] {
        var origins: [ObjectKey: ObjectOrigin] = [:]
        func place(_ kind: FactKind, _ identity: String, _ catalog: String, _ number: Int, part: Int = 0) {
            origins[ObjectKey(kind: kind, identity: identity)] = ObjectOrigin(
                catalog: catalog, oid: UInt32(20_000 + number), part: Int32(part))
        }
        for table in tables {
            place(.table, table.identity, "pg_class", table.number)
            for column in table.columns {
                place(.column, "\(table.identity).\(column.name)", "pg_class", table.number, part: column.number)
            }
            for check in table.checks {
                place(.constraint, "\(check.name) ON \(table.identity)", "pg_constraint", check.number)
            }
            for index in table.indexes { place(.index, "\(table.schema).\(index.name)", "pg_class", index.number) }
            for trigger in table.triggers {
                place(.trigger, "\(trigger.name) ON \(table.identity)", "pg_trigger", trigger.number)
            }
            for policy in table.policies {
                place(.policy, "\(policy.name) ON \(table.identity)", "pg_policy", policy.number)
            }
            if let view = table.view { place(.view, "\(table.schema).\(view.name)", "pg_class", view.number) }
            if let sequence = table.sequence {
                place(.sequence, "\(table.schema).\(sequence.name)", "pg_class", sequence.number)
            }
        }
        return origins
    }
}
