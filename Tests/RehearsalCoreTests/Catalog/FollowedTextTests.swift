import RehearsalCore
import Testing

@Suite("Texts and parts that follow a rename")
struct FollowedTextTests {
    private func words(_ old: [CatalogFact], _ new: [CatalogFact]) -> [String] {
        differences(from: Catalog(facts: old), to: Catalog(facts: new)).map(\.summary)
    }

    @Test("a new name in a body or a setting was written by somebody, and is told")
    func writtenTexts() {
        func facts(_ name: String) -> [CatalogFact] {
            [
                SmallFacts.fact(.table, "public.\(name)", "kind", "table"),
                SmallFacts.fact(.function, "public.f()", "body", "SELECT 1 FROM public.\(name)"),
                SmallFacts.fact(.function, "public.f()", "language", "sql"),
                SmallFacts.fact(.function, "public.g()", "body", "RETURN ( SELECT 1 FROM public.\(name))"),
                SmallFacts.fact(.function, "public.g()", "language", "sql"),
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
                SmallFacts.fact(.table, "public.t", "kind", "table"),
                SmallFacts.fact(.table, "public.u", "kind", "table"),
                SmallFacts.fact(.view, "public.v", "definition", text),
            ] + SmallFacts.columns(of: "public.t", [column]) + SmallFacts.columns(of: "public.u", ["a", "b"])
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
                SmallFacts.fact(.table, "public.t", "kind", "table"),
                SmallFacts.fact(.table, "public.u", "kind", "table"),
                SmallFacts.fact(.constraint, "fk ON public.u", "definition", key),
            ] + SmallFacts.columns(of: "public.t", [column]) + SmallFacts.columns(of: "public.u", ["a", "b"])
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
                    SmallFacts.fact(.table, table, "kind", "table"),
                    SmallFacts.fact(.constraint, "\(check) ON \(table)", "definition", "CHECK ((\(column) > 0))"),
                ] + SmallFacts.columns(of: table, [column, "other"])
                    + (table == "public.p"
                        ? []
                        : [
                            SmallFacts.fact(.column, "\(table).\(column)", "inherited_from", "public.p.\(column)"),
                            SmallFacts.fact(.constraint, "\(check) ON \(table)", "inherited", "true"),
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
                SmallFacts.fact(.table, "\(schema).t", "kind", "table"),
                SmallFacts.fact(.constraint, "\(constraint) ON \(schema).t", "kind", "unique"),
                SmallFacts.fact(.constraint, "\(constraint) ON \(schema).t", "index", "\(schema).\(constraint)"),
                SmallFacts.fact(.index, "\(schema).\(constraint)", "table", "\(schema).t", .performance),
                SmallFacts.fact(.index, "\(schema).\(constraint)", "constraint", "\(constraint) ON \(schema).t"),
                SmallFacts.fact(.sequence, "\(schema).s", "owned_by", "\(schema).t.id"),
                SmallFacts.fact(.column, "\(schema).t.id", "default", "nextval('\(schema).s'::regclass)"),
            ] + SmallFacts.columns(of: "\(schema).t", ["id"])
        }
        #expect(
            words(facts("k", "public"), facts("l", "public"))
                == ["constraint l ON public.t is renamed, was k ON public.t"])
        #expect(words(facts("k", "public"), facts("k", "app")) == ["table app.t is renamed, was public.t"])
    }
}
