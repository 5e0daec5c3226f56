import RehearsalCore

/// Comments and security labels, on everything that has facts, under `kind identity` of the object.
///
/// An extension brings its comment along, so that one belongs to the environment.
extension FactQuery {
    static let comments = written(
        reading: "comments", kind: .comment, rows: "pg_description", attribute: "'text'", value: "w.description",
        key: "w.objoid || '.' || w.classoid || '.' || w.objsubid", objects: unshared, factClass: .semantic,
        named: ["text"])

    static let sharedComments = written(
        reading: "comments on shared objects", kind: .comment, rows: "pg_shdescription", attribute: "'text'",
        value: "w.description", key: "w.objoid || '.' || w.classoid", objects: shared, factClass: .semantic,
        named: ["text"])

    static let securityLabels = written(
        reading: "security labels", kind: .securityLabel, rows: "pg_seclabel", attribute: "w.provider",
        value: "w.label",
        key: "w.objoid || '.' || w.classoid || '.' || w.objsubid || '.' || pg_catalog.replace(w.provider, ' ', '_')",
        objects: unshared, factClass: .security, named: ["PROVIDER"])

    static let sharedSecurityLabels = written(
        reading: "security labels of shared objects", kind: .securityLabel, rows: "pg_shseclabel",
        attribute: "w.provider", value: "w.label",
        key: "w.objoid || '.' || w.classoid || '.' || pg_catalog.replace(w.provider, ' ', '_')",
        objects: shared, factClass: .security, named: ["PROVIDER"])

    /// Kinds that all databases of a cluster share have catalogs of their own for what is written on them.
    private static let shared = ObjectClass.all.filter { sharedCatalogs.contains($0.catalog) }
    private static let unshared = ObjectClass.all.filter {
        !["pg_database", "pg_tablespace", "pg_roles"].contains($0.catalog)
    }
    private static let sharedCatalogs = ["pg_database", "pg_tablespace", "pg_roles", "pg_subscription"]

    private static func written(
        reading: String, kind: FactKind, rows: String, attribute: String, value: String, key: String,
        objects: [ObjectClass], factClass: FactClass, named: [String]
    ) -> FactQuery {
        let hasParts = !rows.hasPrefix("pg_sh")
        let own = mostlyOwn.map { "'pg_catalog.\($0)'::pg_catalog.regclass" }.joined(separator: ", ")
        let known = hasParts ? " WHERE w.objoid >= \(CatalogSQL.firstUserOID) OR w.classoid NOT IN (\(own))" : ""
        let parts = objects.map { object in
            """
            SELECT \(object.kind) || ' ' || \(object.identity) AS identity, \(object.relation) AS relation,
                \(attribute) AS attribute,
                \(value) AS value, '\(object.catalog == "pg_extension" ? FactClass.environment : factClass)' AS class,
                \(key) AS read
            FROM pg_catalog.\(object.catalog) AS o \(object.joins)
            JOIN written AS w ON w.objoid = \(object.oid)
                \(hasParts ? "AND w.objsubid = \(object.part)" : "")
                AND w.classoid = 'pg_catalog.\(object.addressCatalog)'::pg_catalog.regclass
            WHERE \(object.condition)
                \(object.canBeMember ? "AND " + CatalogSQL.isNoMember(object.oid, of: object.addressCatalog) : "")
            """
        }
        let attributes = named.map { ReadAttribute(kind: kind, name: $0, factClass: factClass) }
        return FactQuery(
            reading: reading, kind: kind, rows: rows,
            named: attributes
                + (kind == .comment ? [ReadAttribute(kind: kind, name: "text", factClass: .environment)] : []),
            sql: """
                \(CatalogSQL.visible), written AS MATERIALIZED (SELECT w.* FROM pg_catalog.\(rows) AS w\(known))
                \(parts.joined(separator: "\nUNION ALL\n"))
                """,
            relation: "relation", isAskedByRelation: false)
    }

    /// PostgreSQL brings thousands of comments on objects of its own, none of which are facts.
    private static let mostlyOwn = ["pg_proc", "pg_operator", "pg_collation", "pg_conversion"]
}
