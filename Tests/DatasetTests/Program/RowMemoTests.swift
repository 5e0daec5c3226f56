import Testing

@testable import Dataset

@Suite("What a writer remembers")
struct RowMemoTests {
    @Test("never shows in a row: each row written alone has the bytes that it has among the others")
    func alone() throws {
        let plan = try SampleShape.plan()
        for table in plan.tables.filter({ $0.rowCount > 0 }) {
            let count = min(300, table.rowCount)
            let together = try plan.bytes(table.name, 0..<count).dropFirst(19).dropLast(2)
            let alone = try (0..<count).flatMap {
                try plan.bytes(table.name, $0..<($0 + 1)).dropFirst(19).dropLast(2)
            }
            #expect(Array(together) == alone, "\(table.name)")
        }
    }
}
