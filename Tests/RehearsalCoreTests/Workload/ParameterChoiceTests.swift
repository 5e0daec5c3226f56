import RehearsalCore
import Testing

@Suite("WorkloadImport: the choice of parameters")
struct ParameterChoiceTests {
    private static let orders = RelationName(schema: "public", name: "orders")
    private static let part = RelationName(schema: "parts", name: "orders_2024")
    private static let columns = [
        ("status", "text", "S", 3), ("id", "bigint", "N", 0), ("amount", "numeric", "N", 0),
        ("placed", "timestamp with time zone", "D", 0),
    ].map { name, type, category, count in
        StatementDescription.Column(
            relation: orders, name: name, type: type, category: category, commonValueCount: count)
    }

    private static func choice(
        _ text: String, _ types: [(String, String)], explained: String? = nil
    ) throws -> ParameterChoice {
        try ParameterChoice(
            for: WorkloadStatement(masking: text),
            StatementDescription(
                types: types.map { .init(name: $0, category: $1) },
                relations: [.init(name: orders, root: orders), .init(name: part, root: orders)], columns: columns,
                explained: explained, owners: []))
    }

    private static func reference(_ place: StatisticsReference.Place, _ column: String) -> QueryParameter {
        .reference(StatisticsReference(place, schema: "public", table: "orders", column: column))
    }

    @Test("takes the columns that the plan compares, of partitions as of their parent")
    func byPlan() throws {
        let plan = """
            [{"Plan": {"Node Type": "Append", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "orders_2024",
            "Schema": "parts", "Alias": "o_1", "Filter": "((o_1.status = $1) AND (o_1.placed > $2) AND (o_1.id = $4))"},
            {"Node Type": "Result", "Subplan Name": "InitPlan 1 (returns $4)"}]}}]
            """
        let types = [("text", "S"), ("timestamp with time zone", "D"), ("bigint", "N"), ("bigint", "N")]
        let found = try Self.choice(
            "SELECT * FROM orders o WHERE s = $1 AND p > $2 AND f(x, $4) LIMIT $3", types, explained: plan)
        #expect(
            found.parameters == [
                Self.reference(.common(1), "status"), Self.reference(.quantile(0.9), "placed"), .value("20"),
                .value("1"),
            ])
        #expect(found.remarks == ["$4 is bigint, compared with no column"])
    }

    @Test("takes the columns of the text where there is no plan")
    func byText() throws {
        let found = try Self.choice(
            "UPDATE orders SET amount = $1 WHERE orders.id = $2 AND status IN ($3, $4, $5, $6) "
                + "AND placed BETWEEN $7 AND $8",
            [("numeric", "N"), ("bigint", "N")] + Array(repeating: ("text", "S"), count: 4)
                + Array(repeating: ("date", "D"), count: 2))
        #expect(
            found.parameters == [
                Self.reference(.quantile(0.5), "amount"), Self.reference(.quantile(0.5), "id"),
                Self.reference(.common(1), "status"), Self.reference(.common(2), "status"),
                Self.reference(.common(3), "status"), Self.reference(.quantile(0.5), "status"),
                Self.reference(.quantile(0.45), "placed"), Self.reference(.quantile(0.55), "placed"),
            ])
    }

    @Test("has neutral values with a remark, and values by their place in the text without one")
    func neutral() throws {
        let found = try Self.choice(
            "SELECT $1, $2, current_setting($6), nextval($7) FROM orders "
                + "WHERE id = ANY ($3) AND amount = $4 OFFSET $5",
            [
                ("text", "S"), ("text", "S"), ("bigint[]", "A"), ("integer", "N"), ("bigint", "N"), ("text", "S"),
                ("regclass", "N"),
            ])
        #expect(found.parameters == ["x", "x", "{}", "1", "0", nil, nil].map(QueryParameter.value))
        #expect(
            found.remarks == [
                "$1 is text, compared with no column", "$2 is text, compared with no column",
                "$3 is bigint[], compared with public.orders.id; no reference stands for an array",
                "$4 is integer, compared with public.orders.amount, which is numeric",
                "$6 is text, the name of a setting", "$7 is regclass, compared with no column",
            ])
    }

    @Test("and the name are the same wherever the text is")
    func name() throws {
        let description = StatementDescription(
            types: [],
            relations: [.init(name: Self.part, root: Self.orders), .init(name: Self.orders, root: Self.orders)],
            columns: [], explained: nil, owners: [])
        let statement = try WorkloadStatement(masking: "SELECT orders.a FROM parts.orders_2024, orders")
        #expect(statement.name(description) == "select_orders_2024_" + statement.shortHash)
        #expect(statement.shortHash.count == 8)
    }
}
