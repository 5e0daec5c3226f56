import Dataset
import Testing

@Suite("Single values that fit a column")
struct FittingValuesTests {
    private func layout(_ columns: [ColumnLayout], _ checks: [(String, [String])]) -> TableLayout {
        TableLayout(
            name: TableName("t"), columns: columns,
            checks: checks.enumerated().map { index, check in
                CheckLayout(name: "c\(index)", definition: "CHECK (\(check.0))", columns: check.1)
            })
    }

    private func column(_ name: String, _ type: String, scale: Int? = nil) -> ColumnLayout {
        ColumnLayout(name: name, typeName: type, numericScale: scale, typeOID: 0)
    }

    @Test("are small, of the column's form")
    func plain() {
        let values = FittingValues(
            layout(
                [
                    column("i", "integer"), column("n", "numeric", scale: 3), column("d", "date"),
                    column("z", "timestamp with time zone"), column("b", "boolean"), column("j", "jsonb"),
                    column("v", "interval"), column("p", "point"),
                    ColumnLayout(name: "e", typeName: "mood", typeOID: 0, labels: ["x", "y"]),
                ], []))
        let texts = ["i", "n", "d", "z", "b", "j", "v", "p", "e", "none"].map { values.text(for: $0, number: 0) }
        #expect(
            texts == [
                "1", "1.000", "2000-01-01", "2000-01-01 00:00:00.000000+00", "t", "{}", "00:00:00.000001", nil, "x",
                nil,
            ])
        #expect(values.text(for: "e", number: 3) == "y")
    }

    @Test("keep constraints: lists, bounds, orders and patterns")
    func checked() {
        let values = FittingValues(
            layout(
                [
                    column("s", "text"), column("n", "integer"), column("low", "integer"), column("high", "integer"),
                    column("share", "numeric", scale: 2), column("code", "text"),
                ],
                [
                    ("(s = ANY (ARRAY['open'::text, 'shut'::text]))", ["s"]), ("((n >= 10) AND (n <= 12))", ["n"]),
                    ("(low < high)", ["low", "high"]), ("(share <= 0.5)", ["share"]),
                    ("(code ~ '^[A-Z]{3}-[0-9]{2}$'::text)", ["code"]),
                ]))
        #expect((0..<3).map { values.text(for: "s", number: $0) } == ["open", "shut", "open"])
        #expect(values.text(for: "n", number: 0) == "10")
        #expect(values.text(for: "low", number: 0) == "1")
        #expect(values.text(for: "high", number: 0) == "2")
        #expect(values.text(for: "share", number: 0) == "0.50")
        let codes = (0..<4).compactMap { values.text(for: "code", number: $0) }
        #expect(Set(codes).count == 4)
        #expect(codes.allSatisfy { $0.wholeMatch(of: /[A-Z]{3}-[0-9]{2}/) != nil }, "\(codes)")
    }
}
