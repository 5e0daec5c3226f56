import RehearsalCore
import TestGround
import Testing

@Suite("Renamed objects")
struct RenameTests {
    private static func fact(
        _ kind: FactKind, _ identity: String, _ attribute: String, _ value: String, _ factClass: FactClass = .semantic
    ) -> CatalogFact {
        CatalogFact(kind: kind, identity: identity, attribute: attribute, value: value, factClass: factClass)
    }

    private static func columns(of table: String, _ names: [String]) -> [CatalogFact] {
        names.enumerated().flatMap { place, name in
            [
                fact(.column, "\(table).\(name)", "type", "varchar(\(name.utf8.count))"),
                fact(.column, "\(table).\(name)", "position", "\(place + 1)", .physical),
            ]
        }
    }

    private static func places(_ entries: [(FactKind, String, UInt32, Int32)]) -> [ObjectKey: ObjectOrigin] {
        Dictionary(
            uniqueKeysWithValues: entries.map { kind, identity, oid, part in
                let catalog = kind == .constraint ? "pg_constraint" : "pg_class"
                return (
                    ObjectKey(kind: kind, identity: identity), ObjectOrigin(catalog: catalog, oid: oid, part: part)
                )
            })
    }

    private func words(_ old: [CatalogFact], _ new: [CatalogFact]) -> [String] {
        differences(from: Catalog(facts: old), to: Catalog(facts: new)).map(\.summary)
    }

    @Test("a table is told once with all that carries its name, and says how much that is")
    func table() {
        func facts(_ name: String) -> [CatalogFact] {
            let table = "public.\(name)"
            return [
                Self.fact(.table, table, "kind", "table"),
                Self.fact(.constraint, "pk ON \(table)", "definition", "PRIMARY KEY (id)"),
                Self.fact(.constraint, "pk ON \(table)", "index", "public.pk"),
                Self.fact(.index, "public.pk", "constraint", "pk ON \(table)"),
                Self.fact(.index, "public.pk", "table", table, .performance),
                Self.fact(.grant, "SELECT ON table \(table) TO app", "state", "granted", .security),
                Self.fact(.grant, "SELECT ON column \(table).id TO app", "state", "granted", .security),
                Self.fact(.comment, "column \(table).id", "text", "the key"),
                Self.fact(.trigger, "tr ON \(table)", "definition", "CREATE TRIGGER tr BEFORE INSERT ON \(table)"),
                Self.fact(.view, "public.v", "definition", " SELECT \(name).id\n   FROM \(table);"),
            ] + Self.columns(of: table, ["id", "note"])
        }
        let seen = differences(from: Catalog(facts: facts("t")), to: Catalog(facts: facts("u")))
        #expect(seen.map(\.summary) == ["table public.u is renamed, was public.t"])
        #expect(seen.map(\.foldedObjectCount) == [9])
        #expect(seen.map(\.factClass) == [.semantic])
    }

    @Test("what changed beside the name is told about the new name, with the old one beside it")
    func besideTheName() {
        let old = Catalog(
            facts: [
                Self.fact(.table, "public.t", "kind", "table"), Self.fact(.table, "public.t", "owner", "a", .security),
            ]
                + Self.columns(of: "public.t", ["id", "note"]),
            origins: Self.places([(.table, "public.t", 20_000, 0), (.column, "public.t.id", 20_000, 1)]))
        let new = Catalog(
            facts: [
                Self.fact(.table, "public.u", "kind", "table"), Self.fact(.table, "public.u", "owner", "b", .security),
            ]
                + Self.columns(of: "public.u", ["id"]),
            origins: Self.places([(.table, "public.u", 20_000, 0), (.column, "public.u.id", 20_000, 1)]))
        let seen = differences(from: old, to: new, lineage: .oneDatabase)
        #expect(
            seen.map(\.summary) == [
                "column public.t.note is missing", "table public.u owner is b, was a",
                "table public.u is renamed, was public.t",
            ])
        #expect(seen.map(\.oldIdentity) == [nil, "public.t", "public.t"])
    }

    @Test("two that are alike are no rename, nor is one that is like two")
    func ambiguous() {
        func index(_ name: String) -> [CatalogFact] {
            [
                Self.fact(.index, "public.\(name)", "table", "public.t", .performance),
                Self.fact(.index, "public.\(name)", "definition", "btree (id)", .performance),
            ]
        }
        #expect(words(index("a"), index("b")) == ["index public.b is renamed, was public.a"])
        #expect(
            words(index("a"), index("b") + index("c")) == [
                "index public.a is missing", "index public.b is new", "index public.c is new",
            ])
    }

    @Test("a column whose neighbour or type is another one is another column")
    func columns() {
        let table = Self.fact(.table, "public.t", "kind", "table")
        let old = [table] + Self.columns(of: "public.t", ["id", "aa", "bb"])
        #expect(
            words(old, [table] + Self.columns(of: "public.t", ["id", "cc", "bb"]))
                == ["column public.t.cc is renamed, was public.t.aa"])
        #expect(
            words(old, [table] + Self.columns(of: "public.t", ["id", "bb", "cc"])).filter { !$0.contains("gaps") }
                == ["column public.t.aa is missing", "column public.t.cc is new"])
        #expect(
            words(old, [table] + Self.columns(of: "public.t", ["id", "ccc", "bb"]))
                == ["column public.t.aa is missing", "column public.t.ccc is new"])
    }

    @Test("OIDs of another database are not believed, and one that is the same by chance is no rename")
    func unrelated() {
        let old = Catalog(
            facts: [Self.fact(.table, "public.t", "kind", "table")] + Self.columns(of: "public.t", ["a"]),
            origins: Self.places([(.table, "public.t", 16_384, 0), (.column, "public.t.a", 16_384, 1)]))
        let new = Catalog(
            facts: [Self.fact(.table, "public.u", "kind", "foreign table")] + Self.columns(of: "public.u", ["zz"]),
            origins: Self.places([(.table, "public.u", 16_384, 0), (.column, "public.u.zz", 16_384, 1)]))
        #expect(
            differences(from: old, to: new).map(\.summary) == ["table public.t is missing", "table public.u is new"])
    }

    @Test("a table dropped and made again under another name is another table where places tell so")
    func madeAgain() {
        func catalog(_ name: String, _ oid: UInt32) -> Catalog {
            let table = "public.\(name)"
            return Catalog(
                facts: [
                    Self.fact(.table, "public.kept", "kind", "table"), Self.fact(.table, table, "kind", "table"),
                ] + Self.columns(of: table, ["a"]),
                origins: Self.places([(.table, "public.kept", 20_000, 0), (.table, table, oid, 0)]))
        }
        #expect(
            differences(from: catalog("t", 20_001), to: catalog("u", 20_002), lineage: .oneDatabase).map(\.change)
                == [.removed, .added])
        #expect(
            differences(from: Catalog(facts: catalog("t", 20_001).facts), to: catalog("u", 20_002)).map(\.change)
                == [.renamed])
    }

    @Test("two tables that swap their names are two renames")
    func swapped() {
        func catalog(_ first: String, _ second: String) -> Catalog {
            let tables = [first, second]
            return Catalog(
                facts: tables.map { Self.fact(.table, $0, "kind", "table") }
                    + Self.columns(of: first, ["a"]) + Self.columns(of: second, ["bb", "ccc"])
                    + [Self.fact(.grant, "SELECT ON table \(first) TO app", "state", "granted", .security)],
                origins: Self.places([
                    (.table, first, 20_001, 0), (.column, "\(first).a", 20_001, 1), (.table, second, 20_002, 0),
                    (.column, "\(second).bb", 20_002, 1), (.column, "\(second).ccc", 20_002, 2),
                ]))
        }
        let seen = differences(
            from: catalog("public.t", "public.new"), to: catalog("public.old", "public.t"), lineage: .oneDatabase)
        #expect(
            seen.map(\.summary) == [
                "table public.old is renamed, was public.t", "table public.t is renamed, was public.new",
            ])
    }

    @Test("a schema takes everything in it along")
    func schema() {
        func facts(_ schema: String) -> [CatalogFact] {
            [
                Self.fact(.schema, schema, "owner", "app", .security),
                Self.fact(.grant, "USAGE ON schema \(schema) TO app", "state", "granted", .security),
                Self.fact(.table, "\(schema).t", "kind", "table"),
                Self.fact(.function, "\(schema).f(\(schema).mood)", "returns", "\(schema).mood"),
                Self.fact(.type, "\(schema).mood", "labels", "'a'"),
                Self.fact(.view, "public.v", "definition", " SELECT t.a\n   FROM \(schema).t;"),
                Self.fact(.defaultPrivilege, "app ON tables IN SCHEMA \(schema)", "SELECT TO r", "granted", .security),
            ] + Self.columns(of: "\(schema).t", ["a"])
        }
        #expect(words(facts("app"), facts("\"new app\"")) == ["schema \"new app\" is renamed, was app"])
    }

    @Test("a role and its memberships, grants and ownership follow its OID")
    func role() {
        func catalog(_ name: String) -> Catalog {
            Catalog(
                facts: [
                    Self.fact(.role, name, "login", "true", .security),
                    Self.fact(.role, "member", "member of \(name)", "member", .security),
                    Self.fact(.table, "public.t", "owner", name, .security),
                    Self.fact(.grant, "SELECT ON table public.t TO \(name)", "state", "granted", .security),
                    Self.fact(.setting, "role \(name)", "work_mem", "8MB", .performance),
                ],
                origins: [
                    ObjectKey(kind: .role, identity: name): ObjectOrigin(catalog: "pg_authid", oid: 20_000)
                ])
        }
        #expect(
            differences(from: catalog("a"), to: catalog("b"), lineage: .oneDatabase).map(\.summary)
                == ["role b is renamed, was a"])
    }

    @Test("a new name in a body or a setting was written by somebody, and is told")
    func writtenTexts() {
        func facts(_ name: String) -> [CatalogFact] {
            [
                Self.fact(.table, "public.\(name)", "kind", "table"),
                Self.fact(.function, "public.f()", "body", "SELECT 1 FROM public.\(name)"),
                Self.fact(.function, "public.f()", "language", "sql"),
                Self.fact(.function, "public.g()", "body", "RETURN ( SELECT 1 FROM public.\(name))"),
                Self.fact(.function, "public.g()", "language", "sql"),
            ]
        }
        #expect(
            words(facts("t"), facts("u")) == [
                "function public.f() body is SELECT 1 FROM public.u, was SELECT 1 FROM public.t (it names what was "
                    + "renamed)",
                "table public.u is renamed, was public.t",
            ])
    }

    /// A view's text before and after `t.a` became `t.b`, and whether that is all that changed.
    private static let views: [(String, String, Bool)] = [
        (" SELECT t.a\n   FROM public.t;", " SELECT t.b AS a\n   FROM public.t;", true),
        (" SELECT x.a\n   FROM public.t x;", " SELECT x.b AS a\n   FROM public.t x;", true),
        (" SELECT t.a AS b\n   FROM public.t;", " SELECT t.b\n   FROM public.t;", true),
        (
            " SELECT t.a,\n    u.a AS c\n FROM public.t, public.u;",
            " SELECT t.b AS a,\n    u.a AS c\n FROM public.t, public.u;", true
        ),
        (
            " SELECT t.a,\n    u.a AS c\n FROM public.t, public.u;",
            " SELECT t.a,\n    u.b AS c\n FROM public.t, public.u;", false
        ),
        (" SELECT t.a\n   FROM public.t;", " SELECT t.c AS a\n   FROM public.t;", false),
        (" SELECT t.a\n   FROM public.t;", " SELECT t.b AS a\n   FROM public.t\n  WHERE true;", false),
        (" SELECT u.a\n   FROM public.u;", " SELECT u.b AS a\n   FROM public.u;", false),
    ]

    @Test("a view follows its table's column, and only its table's", arguments: views.indices)
    func view(index: Int) {
        let (before, after, follows) = Self.views[index]
        func facts(_ column: String, _ text: String) -> [CatalogFact] {
            [
                Self.fact(.table, "public.t", "kind", "table"), Self.fact(.table, "public.u", "kind", "table"),
                Self.fact(.view, "public.v", "definition", text),
            ] + Self.columns(of: "public.t", [column]) + Self.columns(of: "public.u", ["a", "b"])
        }
        let seen = differences(
            from: Catalog(facts: facts("a", before)), to: Catalog(facts: facts("b", after)))
        #expect(seen.first?.summary == "column public.t.b is renamed, was public.t.a")
        #expect(seen.count == (follows ? 1 : 2), "\(seen.map(\.summary))")
    }

    @Test("a foreign key follows the column that it refers to, and not one of the same name in its own table")
    func foreignKey() {
        func facts(_ column: String, _ key: String) -> [CatalogFact] {
            [
                Self.fact(.table, "public.t", "kind", "table"), Self.fact(.table, "public.u", "kind", "table"),
                Self.fact(.constraint, "fk ON public.u", "definition", key),
            ] + Self.columns(of: "public.t", [column]) + Self.columns(of: "public.u", ["a", "b"])
        }
        let before = facts("a", "FOREIGN KEY (a) REFERENCES public.t(a)")
        #expect(words(before, facts("b", "FOREIGN KEY (a) REFERENCES public.t(b)")).count == 1)
        #expect(words(before, facts("b", "FOREIGN KEY (b) REFERENCES public.t(b)")).count == 2)
    }

    @Test("columns and constraints that inherit their names are not told apart from their parent's")
    func inherited() {
        func facts(_ column: String, _ check: String) -> [CatalogFact] {
            ["public.p", "public.c1", "public.c2"].flatMap { table in
                [
                    Self.fact(.table, table, "kind", "table"),
                    Self.fact(.constraint, "\(check) ON \(table)", "definition", "CHECK ((\(column) > 0))"),
                ] + Self.columns(of: table, [column, "other"])
                    + (table == "public.p"
                        ? []
                        : [
                            Self.fact(.column, "\(table).\(column)", "inherited_from", "public.p.\(column)"),
                            Self.fact(.constraint, "\(check) ON \(table)", "inherited", "true"),
                        ])
            }
        }
        #expect(words(facts("a", "k"), facts("b", "k")) == ["column public.p.b is renamed, was public.p.a"])
        #expect(words(facts("a", "k"), facts("a", "l")) == ["constraint l ON public.p is renamed, was k ON public.p"])
    }

    @Test("a constraint takes its index along, and a table its indexes and sequences to another schema")
    func indexes() {
        func facts(_ constraint: String, _ schema: String) -> [CatalogFact] {
            [
                Self.fact(.table, "\(schema).t", "kind", "table"),
                Self.fact(.constraint, "\(constraint) ON \(schema).t", "kind", "unique"),
                Self.fact(.constraint, "\(constraint) ON \(schema).t", "index", "\(schema).\(constraint)"),
                Self.fact(.index, "\(schema).\(constraint)", "table", "\(schema).t", .performance),
                Self.fact(.index, "\(schema).\(constraint)", "constraint", "\(constraint) ON \(schema).t"),
                Self.fact(.sequence, "\(schema).s", "owned_by", "\(schema).t.id"),
                Self.fact(.column, "\(schema).t.id", "default", "nextval('\(schema).s'::regclass)"),
            ] + Self.columns(of: "\(schema).t", ["id"])
        }
        #expect(
            words(facts("k", "public"), facts("l", "public"))
                == ["constraint l ON public.t is renamed, was k ON public.t"])
        #expect(words(facts("k", "public"), facts("k", "app")) == ["table app.t is renamed, was public.t"])
    }
}
