import RehearsalCore
import Testing

@Suite("WorkloadImport: what a condition compares")
struct ParameterComparisonTests {
    private static func found(_ text: String) -> [String] {
        parameterComparisons(in: text).map { found in
            "$\(found.parameter) \(found.comparison) \(found.qualifier.map { $0 + "." } ?? "")\(found.column)"
        }
    }

    @Test(
        "is found with its operator, casts or not",
        arguments: [
            ("(orders.status = $1)", ["$1 = orders.status"]),
            ("((orders.referrer)::text = ($2)::text)", ["$2 = orders.referrer"]),
            ("((o.at >= $1) AND (o.at < ($2)::timestamp with time zone))", ["$1 >= o.at", "$2 < o.at"]),
            ("($1 > o.amount)", ["$1 < o.amount"]),
            ("(o.status = ANY (ARRAY[$1, $2]))", ["$1 = o.status", "$2 = o.status"]),
            (
                "((o.status)::text = ANY ((ARRAY[($1)::character varying(20), $2])::text[]))",
                ["$1 = o.status", "$2 = o.status"]
            ),
            ("(o.id = ANY ($1))", ["$1 = ANY o.id"]), ("(o.id = ANY (($1)::bigint[]))", ["$1 = ANY o.id"]),
            ("(ROW(o.at, o.id) < ROW($1, $2))", ["$1 < o.at", "$2 < o.id"]),
            ("(o.name ~~ $1)", ["$1 ~~ o.name"]), ("(\"T\".\"a b\" = $1)", ["$1 = T.a b"]),
            (
                "SELECT * FROM t WHERE a IN ($1, $2) AND b BETWEEN $3 AND $4 AND (c) = ($5)",
                ["$1 = a", "$2 = a", "$3 >= b", "$4 <= b", "$5 = c"]
            ),
            ("SELECT * FROM app.t WHERE app.t.a = $1 AND (b, c) > ($2, $3)", ["$1 = t.a", "$2 > b", "$3 > c"]),
        ])
    func comparisons(_ text: String, _ expected: [String]) {
        #expect(Self.found(text) == expected)
    }

    @Test(
        "is nothing where the column or the parameter stands in an expression",
        arguments: [
            "(lower(t.a) = $1)", "((t.a + t.b) = $1)", "(t.a = ($1 + 5))", "t.x + t.a = $1", "t.a = $1 + 5",
            "(t.a[1] = $1)", "(t.a = f($1))", "($1 IS NULL)", "(t.a = $1[1])",
        ])
    func none(_ text: String) {
        #expect(Self.found(text) == [])
    }
}
