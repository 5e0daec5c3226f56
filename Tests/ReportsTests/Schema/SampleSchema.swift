import RehearsalCore

/// A small schema as facts, as readers give them.
enum SampleSchema {
    static let catalog = Catalog(facts: facts)

    private static func object(
        _ kind: FactKind, _ identity: String, _ values: KeyValuePairs<String, String>,
        _ factClass: FactClass = .semantic
    ) -> [CatalogFact] {
        values.map {
            CatalogFact(kind: kind, identity: identity, attribute: $0.key, value: $0.value, factClass: factClass)
        }
    }

    private static func column(
        _ identity: String, _ position: Int, _ type: String, notNull: Bool = false,
        _ more: KeyValuePairs<String, String> = [:]
    ) -> [CatalogFact] {
        object(.column, identity, ["type": type, "not_null": "\(notNull)"]) + object(.column, identity, more)
            + object(.column, identity, ["position": "\(position)"], .physical)
    }

    private static func constraint(
        _ identity: String, _ kind: String, _ definition: String, _ more: KeyValuePairs<String, String> = [:]
    ) -> [CatalogFact] {
        object(
            .constraint, identity,
            ["kind": kind, "definition": definition, "deferrable": "false", "initially_deferred": "false"])
            + object(.constraint, identity, more.contains { $0.key == "validated" } ? [:] : ["validated": "true"])
            + object(.constraint, identity, more)
    }

    private static func index(_ identity: String, _ definition: String, valid: Bool = true) -> [CatalogFact] {
        object(
            .index, identity,
            ["table": "public.orders", "definition": definition, "valid": "\(valid)", "ready": "true"], .performance)
    }

    private static let facts: [CatalogFact] = [
        object(.schema, "public", ["owner": "shop_owner"], .security),
        object(.type, "public.mood", ["kind": "enum", "labels": "'sad', 'o''k'"]),
        object(.type, "public.mood", ["owner": "shop_owner"], .security),
        object(.table, "public.orders", ["kind": "table", "persistence": "permanent", "replica_identity": "default"]),
        object(
            .table, "public.orders", ["owner": "shop_owner", "row_security": "true", "row_security_forced": "false"],
            .security),
        object(.table, "public.orders", ["access_method": "heap", "options": "fillfactor=70"], .performance),
        object(.table, "public.orders", ["dropped_columns": "1"], .physical),
        column("public.orders.id", 1, "bigint", notNull: true, ["identity": "always"]),
        column("public.orders.customer_id", 2, "integer", notNull: true),
        column("public.orders.amount", 4, "numeric(10,2)", notNull: true, ["default": "0.00"]),
        column("public.orders.note", 5, "text"),
        column("public.orders.\"order\"", 6, "public.mood", ["default": "'o''k'::public.mood"]),
        column("public.orders.placed_at", 7, "timestamp with time zone", ["default": "now()"]),
        object(.column, "public.orders.placed_at", ["statistics_target": "500"], .performance),
        constraint(
            "orders_pkey ON public.orders", "primary key", "PRIMARY KEY (id)", ["index": "public.orders_pkey"]),
        constraint("orders_amount_check ON public.orders", "check", "CHECK ((amount >= (0)::numeric))"),
        constraint(
            "orders_customer_id_fkey ON public.orders", "foreign key",
            "FOREIGN KEY (customer_id) REFERENCES public.customers(id)", ["validated": "false"]),
        index("public.orders_pkey", "btree (id)"),
        object(
            .index, "public.orders_pkey", ["unique": "true", "constraint": "orders_pkey ON public.orders"]),
        index("public.orders_placed_at_idx", "btree (placed_at) WHERE (amount > (0)::numeric)"),
        object(.index, "public.orders_placed_at_idx", ["options": "fillfactor=90"], .performance),
        index("public.orders_note_idx", "gin (to_tsvector('simple'::regconfig, note))", valid: false),
        object(
            .policy, "mine ON public.orders",
            ["command": "all", "permissive": "true", "roles": "app", "using": "(amount > (0)::numeric)"], .security),
        object(.grant, "SELECT ON table public.orders TO app", ["state": "granted"], .security),
        object(.grant, "INSERT ON table public.orders TO app", ["state": "granted"], .security),
        object(.grant, "UPDATE ON column public.orders.note TO app", ["state": "granted"], .security),
        object(.grant, "EXECUTE ON function public.total(integer) TO PUBLIC", ["state": "revoked"], .security),
        object(.comment, "table public.orders", ["text": "What a customer bought.\n-- table public.forged"]),
        object(.comment, "column public.orders.note", ["text": "steers: \u{1B}[2J"]),
        object(
            .function, "public.total(integer)",
            [
                "kind": "function", "language": "plpgsql", "arguments": "customer integer DEFAULT 1",
                "returns": "numeric",
                "volatility": "stable", "strict": "false",
                "body": "\nDECLARE\n    total numeric;\nBEGIN\n\n    -- table public.forged\n    RETURN total;\nEND\n",
            ]),
        object(
            .function, "public.total(integer)",
            [
                "security_definer": "true", "leakproof": "false", "settings": "search_path=pg_catalog, pg_temp",
                "owner": "shop_owner",
            ],
            .security),
        object(.function, "public.total(integer)", ["parallel": "unsafe", "cost": "100"], .performance),
        object(
            .trigger, "touched ON public.orders",
            [
                "definition":
                    "CREATE TRIGGER touched BEFORE INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION public.mark()",
                "enabled": "false",
            ]),
        object(
            .view, "public.open_orders",
            [
                "definition":
                    " SELECT orders.id,\n    orders.note\n   FROM public.orders\n  WHERE orders.note IS NOT NULL;"
            ]),
        object(.view, "public.open_orders", ["owner": "shop_owner", "options": "security_barrier=true"], .security),
        column("public.open_orders.id", 1, "bigint"),
        column("public.open_orders.note", 2, "text"),
        object(
            .sequence, "public.\"we\"\"ird\nname\"",
            [
                "type": "bigint", "start": "1", "increment": "1", "minimum": "1", "maximum": "9223372036854775807",
                "cycle": "false", "persistence": "permanent",
            ]),
        object(.sequence, "public.\"we\"\"ird\nname\"", ["cache": "1"], .performance),
        object(.sequence, "public.\"we\"\"ird\nname\"", ["last_value": "17", "is_called": "true"], .data),
        object(.extension, "pgcrypto", ["schema": "public"]),
        object(.extension, "pgcrypto", ["owner": "shop_owner"], .security),
        object(.extension, "pgcrypto", ["version": "1.3", "members": "36"], .environment),
        object(.cast, "(text AS public.mood)", ["context": "implicit", "function": "public.to_mood(text)"]),
        object(.defaultPrivilege, "shop_owner ON tables IN SCHEMA public", ["SELECT TO app": "granted"], .security),
        object(.setting, "role app", ["work_mem": "64MB"], .performance),
    ].flatMap(\.self)
}
