import RehearsalCore
import Testing

@testable import Dataset

@Suite("A shape that cannot be had")
struct DatasetErrorTests {
    /// The error of the sample shape after a change.
    private func error(_ change: (inout [TableShape], inout [TableLayout]) -> Void) -> DatasetError? {
        var shapes = SampleShape.shapes
        var layouts = SampleShape.layouts
        change(&shapes, &layouts)
        do throws(DatasetError) {
            _ = try DatasetPlan(
                shape: Shape(file: "shape.yaml", words: SampleShape.words, tables: shapes), tables: layouts, seed: 1,
                scaleThousandths: 1000, clock: SampleShape.clock)
            return nil
        } catch {
            return error
        }
    }

    @Test("is fine as it is")
    func fine() { #expect(error { _, _ in } == nil) }

    @Test("names an unknown table or column, suggests the nearest and says where")
    func names() {
        let table = error { shapes, _ in shapes[2].name = TableName("client") }
        #expect(table?.problem == .unknownTable("public.client", suggestion: "clients"))
        #expect(table?.message.place == "shape.yaml:5:3")
        #expect(table?.ending == .usage)
        let column = error { shapes, _ in shapes[2].columns[2].name = "statsu" }
        #expect(column?.problem == .unknownColumn(table: "public.clients", column: "statsu", suggestion: "status"))
        #expect(column?.place == SampleShape.place(7))
    }

    @Test("is one whose marks are too few for the shares that they are told at")
    func marks() {
        let found = error { shapes, _ in
            var statistics = CapturedStatistics(type: "text", nulls: 0, width: 9, distinct: 400)
            statistics.lengths = [1, 5, 9]
            shapes[2].columns[2].field = Field(.captured(statistics), place: SampleShape.place(7))
        }
        let count = CapturedStatistics.lengthShares.count
        #expect(
            found?.problem
                == .outOfRange(
                    what: "the number of lengths of public.clients.status", expected: "\(count) of them, not 3"))
        #expect(found?.place == SampleShape.place(7))
    }

    @Test("is silent about a table or a column that needs values")
    func silence() {
        #expect(error { shapes, _ in shapes.removeLast() }?.problem == .tablesNotInShape(["public.grants"]))
        #expect(
            error { shapes, _ in shapes[2].columns.remove(at: 2) }?.problem
                == .columnWithoutGenerator(table: "public.clients", column: "status"))
    }

    @Test("makes values that the column cannot hold")
    func fit() {
        let misfit = error { shapes, _ in shapes[2].columns[4].field.generator = .constant(.text("soon")) }
        #expect(
            misfit?.problem
                == .generatorDoesNotFit(
                    column: "public.clients.created_at", makes: "texts", type: "timestamp without time zone"))
        let null = error { shapes, _ in shapes[2].columns[2].field.nulls.share = Share(millionths: 1) }
        #expect(null?.problem == .mayBeNull(column: "public.clients.status"))
        let digits = error { shapes, _ in
            shapes[3].columns[6].field.generator = .constant(.number(FixedDecimal("1.005")!))
        }
        #expect(digits != nil)
    }

    @Test("cannot keep a unique key")
    func keys() {
        let repeated = error { shapes, _ in shapes[1].columns[2].field.generator = .text(template: "{word}") }
        #expect(
            repeated?.problem == .uniqueKeyNotMet(table: "public.people", columns: ["email"], rowCount: 60))
        let few = error { shapes, _ in shapes[3].columns[5].field.generator = .text(template: "{scatter:3}") }
        #expect(
            few?.problem
                == .notEnoughDistinct(
                    what: "{scatter:3} in public.invoices.number/part 0", wanted: 5000, available: 1000))
        let ambiguous = error { shapes, _ in shapes[3].columns[5].field.generator = .text(template: "{digits:2}{row}") }
        #expect(ambiguous?.problem == .uniqueKeyNotMet(table: "public.invoices", columns: ["number"], rowCount: 5000))
        let pairs = error { shapes, _ in shapes[4].rows.most = 30 }
        #expect(pairs != nil)
    }

    @Test("refers to nothing, to the wrong thing, or in a circle")
    func links() {
        let empty = error { shapes, _ in
            shapes[1].rows.count = .fixed(0)
            shapes.remove(at: 4)
        }
        #expect(empty != nil)
        let wrong = error { shapes, _ in shapes[3].columns[3].field.generator = .key(prefix: "u", length: 25) }
        #expect(
            wrong?.problem
                == .foreignKeyNotFollowed(column: "public.invoices.author_id", references: "public.people.id"))
        let circle = error { shapes, _ in shapes[0].rows.parent = TableName("clients") }
        #expect(circle?.problem == .cycle(["public.firms", "public.clients", "public.firms"]))
        let columns = error { shapes, _ in shapes[3].columns[6].field.generator = .sameAs("total") }
        #expect(
            columns?.problem
                == .cycle(["public.invoices.net", "public.invoices.total", "public.invoices.net"]))
        let stranger = error { shapes, _ in
            shapes[3].columns[3].field.generator = .reference(Reference(table: TableName("people"), within: "grants"))
        }
        #expect(stranger?.problem == .noAncestor(table: "public.invoices", ancestor: "public.grants"))
    }
}
