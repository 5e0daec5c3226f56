import ProjectFolder
import RehearsalCore
import Testing

@Suite("References to statistics")
struct StatisticsReferenceTests {
    private static func parameters(_ list: String) throws -> [QueryParameter] {
        try folder(list, "SELECT $1, $2, $3").read().workload.flatMap(\.variants).flatMap(\.parameters)
    }

    private static func folder(_ list: String, _ query: String) throws -> FolderOnDisk {
        try FolderOnDisk(["workload/q.sql": "-- parameters: \(list)\n\(query)"])
    }

    @Test("stand in braces and name a column, with quotes where SQL needs them")
    func forms() throws {
        let found = try Self.parameters(
            #"["{mcv(orders.status, 2)}", "{rare( app.orders.status )}", "{quantile(a.\"B\"\"c\",0.99)}"]"#)
        #expect(
            found == [
                .reference(StatisticsReference(.common(2), schema: "public", table: "orders", column: "status")),
                .reference(StatisticsReference(.rare, schema: "app", table: "orders", column: "status")),
                .reference(StatisticsReference(.quantile(0.99), schema: "public", table: "a", column: "B\"c")),
            ])
    }

    @Test("leave texts alone that only look like them")
    func others() throws {
        #expect(
            try Self.parameters(#"["{a,b}", "{mean(orders.status)}", "mcv(orders.status, 1)"]"#)
                == ["{a,b}", "{mean(orders.status)}", "mcv(orders.status, 1)"].map(QueryParameter.value))
    }

    @Test(
        "are refused where they are not whole",
        arguments: [
            "{mcv(orders.status)}", "{mcv(orders.status, 0)}", "{mcv(status, 1)}", "{quantile(orders.total, 1.5)}",
            "{rare(orders.status, 1)}", "{absent(a.b.c.d)}", "{mcv(Orders.status, 1)}",
        ])
    func refused(_ text: String) throws {
        let complaints = try Self.folder("[\"\(text)\"]", "SELECT $1").complaints()
        #expect(
            complaints.count == 1 && complaints[0].hasPrefix("workload/q.sql:1:17 `\(text)` names no value"),
            "\(complaints)")
    }
}
