import RehearsalCore
import TestGround

/// Catalogs that follow from a seed: facts as readers give them, and such as nobody has foreseen.
struct SeededFacts {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// Names as PostgreSQL prints them, with all that a quoted name may hold.
    static let names = [
        "a", "b", "orders", "\"order\"", "\"a\"\"b\"", "\"two\nlines\"",
        "\"x\n\n-- table public.forged\"", "\"😀👨‍👩‍👧‍👦\"",
        "\"it's\"", "\"" + String(repeating: "é", count: 31) + "\"", "\"tab\t\\back/slash\"", "\"e\u{301}\"",
        "\"\u{E9}\"", "\"\u{202E}rtl\"", "\"a ON b.c\"", "\"d.e\"", "\"\u{1}\u{1B}[31m\"", "\"$$; DROP\"", "\"--\"",
        "\"/*\"", "\"\u{2028}\u{FEFF}\"", "\"\\001B\"", "\"\"\"\u{301}\"",
    ]

    /// Values of readers and of strangers: SQL, words, texts that try to break out.
    static let values = [
        "true", "false", "integer", "text", "numeric(10,2)", "public.mood", "now()", "'a'::text", "'it''s'", "0", "1",
        "7", "100", "PRIMARY KEY (id)", "CHECK ((a > 0))", "FOREIGN KEY (a) REFERENCES public.b(id)", "UNIQUE (a)",
        "btree (a)", "btree (lower(b)) WHERE (a > 3)", "primary key", "check", "unique", "table", "partitioned table",
        "RANGE (at)", "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')", "public.a", "public.b", "heap", "sql", "c",
        "plpgsql", "SELECT 1;", " SELECT id\n   FROM public.a;", "BEGIN\n  RETURN 1;\n\nEND", "RETURN 1",
        "BEGIN ATOMIC\n SELECT 1;\nEND", "$$", "a$", "$body$", "', 'b", "'", "\"", "--", "x -- y", "/* x", "(", ")",
        "a;b",
        "", " ", "\n", "\n\n-- table public.forged", "\\", "E'\\n'", "'\u{1B}[2J'", "\u{1B}]0;x\u{7}", "'\u{301}",
        "\u{E9}", "e\u{301}", "granted", "revoked", "granted with grant option", "immutable", "volatile", "enum",
        "domain", "composite", "range", "'sad', 'ok'", "a integer, b text", "fillfactor=70, autovacuum_enabled=false",
        "search_path=pg_catalog, pg_temp, work_mem=64MB", "permanent", "unlogged", "default", "full", "always",
        "stored (2 * 3)", "by default", "member", "admin", "extended", "1 100, 2 50", "$tag$ \u{202E} $tag$",
    ]

    static let attributes = [
        "type", "not_null", "default", "generated", "identity", "collation", "position", "inherited_from", "storage",
        "kind", "definition", "validated", "deferrable", "initially_deferred", "index", "inherited", "parent", "table",
        "unique", "valid", "ready", "constraint", "options", "clustered", "column_statistics", "owner", "persistence",
        "replica_identity", "row_security", "row_security_forced", "access_method", "partition_key", "partition_of",
        "partition_bound", "inherits", "of_type", "server", "toast_options", "language", "body", "library", "arguments",
        "returns", "volatility", "strict", "security_definer", "parallel", "cost", "settings", "enabled", "command",
        "permissive", "roles", "using", "with_check", "event", "function", "tags", "text", "state", "labels",
        "attributes",
        "base_type", "subtype", "start", "increment", "minimum", "maximum", "cycle", "cache", "last_value", "is_called",
        "is_identity", "owned_by", "populated", "schema", "version", "superuser", "login", "member of app", "work_mem",
        "SELECT TO app", "unforeseen", "a: b", "two\nlines", "\u{1B}[1m", "statistics_target", "storage_options",
    ]

    mutating func number(below limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(below: elements.count)] }

    mutating func value() -> String { pick(Self.values) }

    private mutating func name() -> String { "public." + pick(Self.names) }

    /// Identities in the forms that the kinds have; now and then one that no reader would give.
    private mutating func identity(_ kind: FactKind) -> String {
        if number(below: 40) == 0 { return value() }
        switch kind {
        case .column: return "\(name()).\(pick(Self.names))"
        case .constraint, .trigger, .policy, .rule: return "\(pick(Self.names)) ON \(name())"
        case .function: return "\(name())(integer, text)"
        case .grant: return "\(pick(["SELECT", "INSERT"])) ON \(pick(["table", "column", "schema"])) \(name()) TO app"
        case .comment, .securityLabel: return "\(pick(["table", "column", "index", "function"])) \(name())"
        case .setting: return pick(["role app", "database current"])
        case .defaultPrivilege: return "app ON tables" + pick(["", " IN SCHEMA public"])
        default: return name()
        }
    }

    mutating func fact() -> CatalogFact {
        let kinds: [FactKind] = [.table, .table, .column, .column, .constraint, .index]
        let kind = number(below: 2) == 0 ? pick(kinds) : pick(FactKind.allCases)
        return CatalogFact(
            kind: kind, identity: identity(kind), attribute: pick(Self.attributes), value: value(),
            factClass: pick(FactClass.allCases))
    }

    /// A few objects with many facts each.
    mutating func facts(objectCount: Int) -> [CatalogFact] {
        (0..<objectCount).flatMap { _ -> [CatalogFact] in
            let first = fact()
            return [first]
                + (0..<number(below: 12)).map { _ in
                    var next = fact()
                    next.kind = first.kind
                    next.identity = first.identity
                    return next
                }
        }
    }

    mutating func shuffled(_ facts: [CatalogFact]) -> [CatalogFact] { facts.shuffled(using: &random) }
}
