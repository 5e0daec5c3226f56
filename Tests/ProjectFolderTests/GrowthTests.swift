import ProjectFolder
import RehearsalCore
import Testing

@Suite("growth of rehearsal.yaml")
struct GrowthTests {
    private static let head = """
        project: shop
        server: { version: 15 }
        roles: { owner: o }
        clock: 2025-03-15T09:00:00Z
        dataset: { shape: shape.yaml, seed: 42 }

        """

    private static func read(_ growth: String) throws -> GrowthDeclaration? {
        try FolderOnDisk(["rehearsal.yaml": head + growth]).read().growth
    }

    @Test("gives rates, windows, keys and laws by table and column, and the growths to look at")
    func whole() throws {
        let growth = try Self.read(
            """
            growth:
              at: [2.5, 4, 1000]
              tables:
                customers: { exponent: 0.5 }
                app.countries: fixed
                orders: proportional
                events: { factor: 2 }
              windows: { events.at: extends, app.log.made_at: retained }
              keys: { orders.customer_ref: customers.ref }
              common: { orders.customer_id: zipf }
            """)
        #expect(growth?.points == [2.5, 4, 1000])
        #expect(
            growth?.tables == [
                "public.customers": .exponent(0.5), "app.countries": .fixed, "public.orders": .proportional,
                "public.events": .factor(2),
            ])
        #expect(
            growth?.windows == [
                ColumnName("public.events", "at"): .extends, ColumnName("app.log", "made_at"): .retained,
            ])
        #expect(
            growth?.keys == [ColumnName("public.orders", "customer_ref"): ColumnName("public.customers", "ref")])
        #expect(growth?.common == [ColumnName("public.orders", "customer_id"): .zipf])
    }

    @Test("is not there where it is left out, and looks at ten, a hundred and a thousand times where it says nothing")
    func nothing() throws {
        #expect(try Self.read("") == nil)
        #expect(try Self.read("growth: {}\n") == GrowthDeclaration())
        #expect(GrowthDeclaration().points == [10, 100, 1000])
    }

    @Test(
        "says what is wrong with its place",
        arguments: [
            ("growth: { table: {} }", "6:11", "did you mean `tables`?"),
            ("growth: { at: [10, 5] }", "6:20", "a number above 10"),
            ("growth: { at: [1] }", "6:16", "a number above 1"),
            ("growth: { tables: { orders: quadratic } }", "6:29", "{ exponent: 0.5 }"),
            ("growth: { tables: { orders: { exponnent: 1 } } }", "6:31", "`exponent`?"),
            ("growth: { tables: { orders: { exponent: 1, factor: 2 } } }", "6:29", "{ exponent: 0.5 }"),
            ("growth: { tables: { orders: { exponent: 11 } } }", "6:41", "from 0 to 10"),
            ("growth: { tables: { a.b.c: fixed } }", "6:21", "schema.table"),
            ("growth: { windows: { at: extends } }", "6:22", "table.column"),
            ("growth: { windows: { events.at: extend } }", "6:33", "`extends`?"),
            ("growth: { keys: { orders.customer_ref: customers } }", "6:40", "table.column"),
            ("growth: { common: { orders.customer_id: zip } }", "6:41", "`zipf`?"),
        ])
    func wrong(_ growth: String, _ place: String, _ words: String) throws {
        let complaints = try FolderOnDisk(["rehearsal.yaml": Self.head + growth + "\n"]).complaints()
        #expect(complaints.count == 1, "\(complaints)")
        #expect(complaints.first?.hasPrefix("rehearsal.yaml:\(place) ") == true, "\(complaints)")
        #expect(complaints.first?.contains(words) == true, "\(complaints)")
    }
}
