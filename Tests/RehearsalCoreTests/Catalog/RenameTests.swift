import RehearsalCore
import TestGround
import Testing

@Suite("Renamed objects")
struct RenameTests {
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
                SmallFacts.fact(.table, table, "kind", "table"),
                SmallFacts.fact(.constraint, "pk ON \(table)", "definition", "PRIMARY KEY (id)"),
                SmallFacts.fact(.constraint, "pk ON \(table)", "index", "public.pk"),
                SmallFacts.fact(.index, "public.pk", "constraint", "pk ON \(table)"),
                SmallFacts.fact(.index, "public.pk", "table", table, .performance),
                SmallFacts.fact(.grant, "SELECT ON table \(table) TO app", "state", "granted", .security),
                SmallFacts.fact(.grant, "SELECT ON column \(table).id TO app", "state", "granted", .security),
                SmallFacts.fact(.comment, "column \(table).id", "text", "the key"),
                SmallFacts.fact(
                    .trigger, "tr ON \(table)", "definition", "CREATE TRIGGER tr BEFORE INSERT ON \(table)"),
                SmallFacts.fact(.view, "public.v", "definition", " SELECT \(name).id\n   FROM \(table);"),
            ] + SmallFacts.columns(of: table, ["id", "note"])
        }
        let seen = differences(from: Catalog(facts: facts("t")), to: Catalog(facts: facts("u")))
        #expect(seen.map(\.summary) == ["table public.u is renamed, was public.t"])
        #expect(seen.map(\.foldedObjectCount) == [9])
        #expect(seen.map(\.factClass) == [.semantic])
    }

    @Test("a table is found whether or not its name stands in the names of its sequence, which stays")
    func namedAfterTable() {
        func facts(_ name: String) -> [CatalogFact] {
            let sequence = "public.\"o'clock_id_seq\""
            let quoted = sequence.replacing("'", with: "''")
            return [
                SmallFacts.fact(.table, "public.\(name)", "kind", "table"),
                SmallFacts.fact(.column, "public.\(name).id", "type", "integer"),
                SmallFacts.fact(.column, "public.\(name).id", "default", "nextval('\(quoted)'::regclass)"),
                SmallFacts.fact(.sequence, sequence, "owned_by", "public.\(name).id"),
            ]
        }
        for name in ["clock", "clock_id", "\"o'clock\"", "\"a \"\"b\"\"\"", "seq", "id"] {
            #expect(words(facts("other"), facts(name)) == ["table public.\(name) is renamed, was public.other"])
            #expect(words(facts(name), facts("other")) == ["table public.other is renamed, was public.\(name)"])
        }
    }

    @Test("a table that has its column's name is found under another, and the other way round")
    func namedLikeColumn() {
        func facts(_ name: String) -> [CatalogFact] {
            let table = "public.\(name)"
            return [
                SmallFacts.fact(.table, table, "kind", "table"),
                SmallFacts.fact(.constraint, "filled ON \(table)", "definition", "CHECK ((status IS NOT NULL))"),
                SmallFacts.fact(
                    .policy, "own ON \(table)", "using",
                    "(status IN ( SELECT x.status\n   FROM \(table) x))", .security),
                SmallFacts.fact(
                    .trigger, "tr ON \(table)", "definition",
                    "CREATE TRIGGER tr BEFORE UPDATE OF status ON \(table) FOR EACH ROW"),
                SmallFacts.fact(.index, "public.once", "table", table, .performance),
                SmallFacts.fact(.index, "public.once", "definition", "btree (status)", .performance),
            ] + SmallFacts.columns(of: table, ["id", "status"])
        }
        #expect(words(facts("status"), facts("state")) == ["table public.state is renamed, was public.status"])
        func index(_ name: String) -> [CatalogFact] {
            [
                SmallFacts.fact(.table, "public.t", "kind", "table"),
                SmallFacts.fact(.index, "public.\(name)", "table", "public.t", .performance),
                SmallFacts.fact(.index, "public.\(name)", "definition", "btree (status)", .performance),
            ]
        }
        #expect(words(index("status"), index("by_status")) == ["index public.by_status is renamed, was public.status"])
        #expect(words(facts("state"), facts("status")) == ["table public.status is renamed, was public.state"])
    }

    @Test("an alias that PostgreSQL made of the old name is told, and in a policy hides the rename of its table")
    func madeAlias() {
        func table(_ name: String) -> [CatalogFact] {
            [SmallFacts.fact(.table, "public.\(name)", "kind", "table")]
                + SmallFacts.columns(of: "public.\(name)", ["a"])
        }
        func text(_ name: String) -> String {
            "(a IN ( SELECT \(name)_1.a\n   FROM public.\(name) \(name)_1))"
        }
        func view(_ name: String) -> [CatalogFact] {
            let definition = " SELECT \(name).a\n   FROM public.\(name)\n  WHERE \(text(name));"
            return table(name) + [SmallFacts.fact(.view, "public.v", "definition", definition)]
        }
        func policy(_ name: String) -> [CatalogFact] {
            table(name) + [SmallFacts.fact(.policy, "p ON public.\(name)", "using", text(name), .security)]
        }
        #expect(
            words(view("t"), view("u"))
                == ["table public.u is renamed, was public.t", "view public.v definition differs"])
        #expect(words(policy("t"), policy("u")) == ["table public.t is missing", "table public.u is new"])
    }

    @Test("a default that names the renamed object itself follows it, with quotes in its name")
    func selfReference() {
        func facts(_ name: String) -> [CatalogFact] {
            let written = name.replacing("'", with: "''")
            return [
                SmallFacts.fact(.table, "public.\(name)", "kind", "table"),
                SmallFacts.fact(.column, "public.\(name).kind", "type", "regclass"),
                SmallFacts.fact(.column, "public.\(name).kind", "default", "'public.\(written)'::regclass"),
            ]
        }
        for (old, new) in [("t", "u"), ("\"o'clock\"", "t"), ("t", "\"''\""), ("\"o'clock\"", "\"a b\"")] {
            #expect(words(facts(old), facts(new)) == ["table public.\(new) is renamed, was public.\(old)"])
        }
    }

    @Test("what changed beside the name is told about the new name, with the old one beside it")
    func besideTheName() {
        let old = Catalog(
            facts: [
                SmallFacts.fact(.table, "public.t", "kind", "table"),
                SmallFacts.fact(.table, "public.t", "owner", "a", .security),
            ]
                + SmallFacts.columns(of: "public.t", ["id", "note"]),
            origins: Self.places([(.table, "public.t", 20_000, 0), (.column, "public.t.id", 20_000, 1)]))
        let new = Catalog(
            facts: [
                SmallFacts.fact(.table, "public.u", "kind", "table"),
                SmallFacts.fact(.table, "public.u", "owner", "b", .security),
            ]
                + SmallFacts.columns(of: "public.u", ["id"]),
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
                SmallFacts.fact(.index, "public.\(name)", "table", "public.t", .performance),
                SmallFacts.fact(.index, "public.\(name)", "definition", "btree (id)", .performance),
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
        let table = SmallFacts.fact(.table, "public.t", "kind", "table")
        let old = [table] + SmallFacts.columns(of: "public.t", ["id", "aa", "bb"])
        #expect(
            words(old, [table] + SmallFacts.columns(of: "public.t", ["id", "cc", "bb"]))
                == ["column public.t.cc is renamed, was public.t.aa"])
        #expect(
            words(old, [table] + SmallFacts.columns(of: "public.t", ["id", "bb", "cc"])).filter { !$0.contains("gaps") }
                == ["column public.t.aa is missing", "column public.t.cc is new"])
        #expect(
            words(old, [table] + SmallFacts.columns(of: "public.t", ["id", "ccc", "bb"]))
                == ["column public.t.aa is missing", "column public.t.ccc is new"])
    }

    @Test("OIDs of another database are not believed, and one that is the same by chance is no rename")
    func unrelated() {
        let old = Catalog(
            facts: [SmallFacts.fact(.table, "public.t", "kind", "table")] + SmallFacts.columns(of: "public.t", ["a"]),
            origins: Self.places([(.table, "public.t", 16_384, 0), (.column, "public.t.a", 16_384, 1)]))
        let new = Catalog(
            facts: [SmallFacts.fact(.table, "public.u", "kind", "foreign table")]
                + SmallFacts.columns(of: "public.u", ["zz"]),
            origins: Self.places([(.table, "public.u", 16_384, 0), (.column, "public.u.zz", 16_384, 1)]))
        #expect(
            differences(from: old, to: new).map(\.summary) == ["table public.t is missing", "table public.u is new"])
    }

    @Test("two databases that one script made are not taken for one where they part")
    func twins() {
        func catalog(_ name: String, _ columns: [String]) -> Catalog {
            let kept = (1...3).map { "public.kept\($0)" }
            return Catalog(
                facts: (kept + ["public.\(name)"]).map { SmallFacts.fact(.table, $0, "kind", "table") }
                    + SmallFacts.columns(of: "public.\(name)", columns),
                origins: Self.places(
                    kept.enumerated().map { (.table, $1, UInt32(16_384 + $0), 0) }
                        + [(.table, "public.\(name)", 16_400, 0)]
                        + columns.enumerated().map { (.column, "public.\(name).\($1)", 16_400, Int32($0 + 1)) }))
        }
        #expect(
            differences(from: catalog("t", ["a", "bb"]), to: catalog("u", ["ccc", "dddd"])).map(\.summary)
                == ["table public.t is missing", "table public.u is new"])
        #expect(
            differences(from: catalog("t", ["a", "bb"]), to: catalog("u", ["a", "bb", "ccc"])).map(\.summary)
                == ["column public.u.ccc is new", "table public.u is renamed, was public.t"])
    }

    @Test("a table dropped and made again under another name is another table where places tell so")
    func madeAgain() {
        func catalog(_ name: String, _ oid: UInt32) -> Catalog {
            let table = "public.\(name)"
            return Catalog(
                facts: [
                    SmallFacts.fact(.table, "public.kept", "kind", "table"),
                    SmallFacts.fact(.table, table, "kind", "table"),
                ] + SmallFacts.columns(of: table, ["a"]),
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
                facts: tables.map { SmallFacts.fact(.table, $0, "kind", "table") }
                    + SmallFacts.columns(of: first, ["a"]) + SmallFacts.columns(of: second, ["bb", "ccc"])
                    + [SmallFacts.fact(.grant, "SELECT ON table \(first) TO app", "state", "granted", .security)],
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
                SmallFacts.fact(.schema, schema, "owner", "app", .security),
                SmallFacts.fact(.grant, "USAGE ON schema \(schema) TO app", "state", "granted", .security),
                SmallFacts.fact(.table, "\(schema).t", "kind", "table"),
                SmallFacts.fact(.function, "\(schema).f(\(schema).mood)", "returns", "\(schema).mood"),
                SmallFacts.fact(.type, "\(schema).mood", "labels", "'a'"),
                SmallFacts.fact(.view, "public.v", "definition", " SELECT t.a\n   FROM \(schema).t;"),
                SmallFacts.fact(
                    .defaultPrivilege, "app ON tables IN SCHEMA \(schema)", "SELECT TO r", "granted", .security),
            ] + SmallFacts.columns(of: "\(schema).t", ["a"])
        }
        #expect(words(facts("app"), facts("\"new app\"")) == ["schema \"new app\" is renamed, was app"])
    }

    @Test("a role and its memberships, grants and ownership follow its OID")
    func role() {
        func catalog(_ name: String) -> Catalog {
            Catalog(
                facts: [
                    SmallFacts.fact(.role, name, "login", "true", .security),
                    SmallFacts.fact(.role, "member", "member of \(name)", "member", .security),
                    SmallFacts.fact(.table, "public.t", "owner", name, .security),
                    SmallFacts.fact(.grant, "SELECT ON table public.t TO \(name)", "state", "granted", .security),
                    SmallFacts.fact(.setting, "role \(name)", "work_mem", "8MB", .performance),
                ],
                origins: [
                    ObjectKey(kind: .role, identity: name): ObjectOrigin(catalog: "pg_authid", oid: 20_000)
                ])
        }
        #expect(
            differences(from: catalog("a"), to: catalog("b"), lineage: .oneDatabase).map(\.summary)
                == ["role b is renamed, was a"])
    }
}
