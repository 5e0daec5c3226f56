import RehearsalCore
import Testing

@testable import Dataset

@Suite("Names as hashes")
struct HashedNamesTests {
    private static let key = NamesKey(String(repeating: "k", count: 40))!

    private static let firms = TableName("crm.firms")
    private static let clients = TableName("crm.clients")

    private static let captured: CapturedShape = {
        let facts = CapturedTableFacts(
            kind: "r", rows: 50, pages: 3, allVisible: 1, dead: 0, toastPages: 0, partitionOf: nil, unseen: nil)
        func statistics(_ type: String) -> CapturedStatistics {
            CapturedStatistics(type: type, nulls: 0, width: 4, distinct: -1)
        }
        var firms = CapturedTable(name: Self.firms, facts: facts)
        firms.columns = [CapturedColumn(name: "id", statistics: statistics("integer"))]
        var clients = CapturedTable(name: Self.clients, facts: facts)
        clients.columns = [
            CapturedColumn(name: "id", statistics: statistics("integer")),
            CapturedColumn(name: "firm_id", statistics: statistics("integer")),
            CapturedColumn(name: "tier", statistics: statistics("crm.tier")),
        ]
        clients.keys = [
            CapturedKey(
                name: "clients_firm", columns: ["firm_id"], references: ["crm", "firms"], to: ["id"], childless: 0.1,
                fanOut: nil)
        ]
        clients.combinations = [
            CapturedCombination(
                name: "together", columns: ["firm_id", "tier"], numbers: [2, 3], distinct: nil,
                dependencies: ["2 => 3": 1], common: nil, commonIfIndependent: nil)
        ]
        clients.indexes = ["clients_pkey": 2, "clients_by_firm": 3]
        return CapturedShape(
            server: CapturedServer(version: 150_012, target: 100, settings: nil), tables: [clients, firms])
    }()

    private static func layout(_ name: TableName, _ columns: [(String, String)]) -> TableLayout {
        TableLayout(name: name, columns: columns.map { ColumnLayout(name: $0.0, typeName: $0.1, typeOID: 1) })
    }

    private static let layouts = [
        layout(firms, [("id", "integer"), ("later", "text")]),
        layout(clients, [("id", "integer"), ("firm_id", "integer"), ("tier", "crm.tier")]),
        layout(TableName("crm.more"), [("id", "integer")]),
    ]

    /// As it would be read from its file.
    private static func shape(_ captured: CapturedShape) -> Shape {
        var shape = Shape(
            file: "shape.json", words: [:],
            tables: captured.tables.map { table in
                var made = SampleShape.table(
                    table.name.description, .total(50),
                    table.columns.map { SampleShape.column($0.name, .captured($0.statistics)) })
                made.keys = table.keys
                made.combinations = table.combinations
                made.indexes = table.indexes
                return made
            })
        shape.namesCheck = captured.server.names
        return shape
    }

    @Test("are found again in a schema by the same key, each in its place, and by no other")
    func foundAgain() throws {
        let hashed = Self.captured.hashed(with: Self.key)
        let told = "\(hashed)"
        for name in ["crm", "firm", "client", "tier", "together", "\"id\""] { #expect(!told.contains(name), "\(name)") }
        var shape = Self.shape(hashed)
        let indexes = [Self.clients: ["clients_by_firm", "clients_pkey", "other"]]
        #expect(shape.found(in: Self.layouts, indexes: indexes) == shape, "without a key nothing is found")
        shape.namesKey = Self.key
        let found = shape.found(in: Self.layouts, indexes: indexes)
        #expect(found.canonicalText == Self.shape(Self.captured).canonicalText)
        #expect(found.tables.first { $0.name == Self.clients }?.keys.first?.to == ["id"])
        shape.namesKey = NamesKey(String(repeating: "j", count: 40))
        #expect(shape.found(in: Self.layouts, indexes: indexes).tables == shape.tables)
    }

    @Test("differ from place to place, and a key is one long word")
    func keys() {
        let hashed = Self.captured.hashed(with: Self.key)
        let ids = hashed.tables.flatMap { table in table.columns.map(\.name) }
        #expect(Set(ids).count == 4 && ids.allSatisfy { $0.count == 20 })
        #expect(NamesKey("short") == nil && NamesKey(String(repeating: "a b", count: 40)) == nil)
        #expect(NamesKey(String(repeating: "k", count: 40) + "\n") == Self.key)
        #expect(Self.key.check != NamesKey(String(repeating: "j", count: 40))?.check)
    }

    @Test("are HMAC-SHA256 as everybody computes it")
    func knownHash() {
        // printf '5:check' | openssl dgst -sha256 -hmac kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
        #expect(Self.key.check == "1630f5ff7919b7dfcdda")
    }
}
