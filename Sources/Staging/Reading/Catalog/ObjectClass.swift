/// One catalog whose rows are objects with a name: how they are named and which of them are facts.
///
/// What comments, security labels and privileges need to know of every kind, in one place. All SQL is over the
/// catalog's row `o`.
struct ObjectClass {
    /// The privileges that objects of a catalog have.
    struct Privileges {
        let list: String
        let owner: String
        /// As acldefault takes it, an SQL expression.
        let type: String
    }

    let catalog: String
    /// The catalog under which pg_description and pg_depend know the objects; large objects have two.
    var address: String?
    /// A fact kind's raw value, as an SQL expression.
    let kind: String
    let identity: String
    /// The object's number, where it is not `o.oid`.
    var oid = "o.oid"
    /// attnum for columns.
    var part = "0"
    var joins = ""
    /// Which rows are users' objects, members of extensions aside.
    let condition: String
    /// False where the object belongs to a relation and is left out with it.
    var canBeMember = true
    var privileges: Privileges?
    /// The column that says in which schema an object lies.
    var schema: String?
    /// The OID of the relation that the object is or belongs to, of an index its table; 0 for none.
    var relation = "0"

    var addressCatalog: String { address ?? catalog }

    /// The catalog's rows that are facts, behind FROM; needs ``CatalogSQL/visible``.
    var source: String {
        "pg_catalog.\(catalog) AS o \(joins) WHERE \(condition)"
            + (canBeMember ? " AND \(CatalogSQL.isNoMember(oid, of: addressCatalog))" : "")
    }

    static func inSchema(
        _ catalog: String, _ kind: String, schema: String, identity: String, privileges: Privileges? = nil
    ) -> ObjectClass {
        ObjectClass(
            catalog: catalog, kind: "'\(kind)'", identity: identity,
            condition: "o.\(schema) IN (SELECT s.oid FROM schemas AS s)", privileges: privileges, schema: "o.\(schema)")
    }

    /// An object without a schema: its name is unique in the database or in the cluster.
    static func named(
        _ catalog: String, _ kind: String, name: String, condition: String? = nil, privileges: Privileges? = nil
    ) -> ObjectClass {
        ObjectClass(
            catalog: catalog, kind: "'\(kind)'", identity: "pg_catalog.quote_ident(o.\(name))",
            condition: condition ?? "o.oid >= \(CatalogSQL.firstUserOID)", privileges: privileges)
    }

    /// A part of a relation that has a name of its own there: a trigger, a policy, a rule.
    static func ofRelation(_ catalog: String, _ kind: String, name: String, relation: String) -> ObjectClass {
        ObjectClass(
            catalog: catalog, kind: "'\(kind)'", identity: "pg_catalog.quote_ident(o.\(name)) || ' ON ' || c.identity",
            joins: "JOIN relations AS c ON c.oid = o.\(relation)", condition: "true", canBeMember: false,
            relation: "o.\(relation)")
    }
}
