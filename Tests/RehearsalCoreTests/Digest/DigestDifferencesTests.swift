import RehearsalCore
import Testing

@Suite("Differences of digests")
struct DigestDifferencesTests {
    private static func digest(
        _ rows: Int64, _ rowSum: String = "1", _ columns: [(String, Int64, String)]
    ) -> TableDigest {
        TableDigest(
            table: "public.t", rowCount: rows, rowSum: rowSum,
            columns: columns.map { ColumnDigest(name: $0.0, nonNullCount: $0.1, sum: $0.2) })
    }

    private static let base = digest(10, "1", [("a", 10, "5"), ("b", 8, "6")])

    private static let cases: [(TableDigest, [DigestDifference.Change], [String?])] = [
        (base, [], []),
        (digest(7, "2", [("a", 7, "4"), ("b", 6, "3")]), [.rowsLost], [nil]),
        (digest(7, "2", [("a", 7, "4"), ("b", 3, "3")]), [.rowsLost, .valuesLost], [nil, "b"]),
        (digest(12, "2", [("a", 12, "9"), ("b", 8, "6")]), [.rowsGained], [nil]),
        (digest(12, "2", [("a", 9, "9"), ("b", 8, "6")]), [.rowsGained, .valuesLost], [nil, "a"]),
        (digest(10, "2", [("a", 10, "5"), ("b", 0, "0")]), [.valuesLost], ["b"]),
        (digest(10, "2", [("a", 10, "5"), ("b", 9, "7")]), [.valuesGained], ["b"]),
        (digest(10, "2", [("a", 10, "4"), ("b", 8, "6")]), [.valuesChanged], ["a"]),
        (digest(10, "2", [("a", 10, "5"), ("b", 8, "6")]), [.valuesSwapped], [nil]),
        (digest(10, "2", [("a", 10, "5")]), [.columnMissing], ["b"]),
        (digest(10, "2", [("a", 10, "5"), ("b", 8, "6"), ("c", 0, "0")]), [.columnAdded], ["c"]),
    ]

    @Test("each kind of change is told, and nothing beside it", arguments: cases.indices)
    func changes(index: Int) {
        let (actual, changes, columns) = Self.cases[index]
        let seen = differences(from: [Self.base], to: [actual])
        #expect(seen.map(\.change) == changes)
        #expect(seen.map(\.column) == columns)
    }

    @Test("of a volatile column only the counts are compared, and its table's row sum is not")
    func volatileColumns() {
        let volatile = [VolatileColumn(table: "public.t", column: "a")]
        let other = Self.digest(10, "2", [("a", 10, "99"), ("b", 8, "6")])
        #expect(differences(from: [Self.base], to: [other], volatile: volatile) == [])
        let nulled = Self.digest(10, "2", [("a", 9, "99"), ("b", 8, "6")])
        #expect(differences(from: [Self.base], to: [nulled], volatile: volatile).map(\.change) == [.valuesLost])
        let elsewhere = Self.digest(10, "2", [("a", 10, "99"), ("b", 8, "7")])
        #expect(differences(from: [Self.base], to: [elsewhere], volatile: volatile).map(\.column) == ["b"])
        let otherTable = [VolatileColumn(table: "public.u", column: "a")]
        #expect(differences(from: [Self.base], to: [other], volatile: otherTable).map(\.column) == ["a"])
    }

    @Test("tables come and go by name")
    func tables() {
        #expect(differences(from: [Self.base], to: []).map(\.summary) == ["table public.t is missing, it had 10 rows"])
        #expect(differences(from: [], to: [Self.base]).map(\.summary) == ["table public.t is new, it has 10 rows"])
    }
}
