import Dataset
import RehearsalCore

/// A small schema for tests: firms, people and clients of firms, invoices and grants of clients.
enum SampleShape {
    static let clock = RehearsalClock(epochSeconds: 1_742_029_200)

    static func place(_ line: Int) -> SourcePlace { SourcePlace(file: "shape.yaml", line: line, column: 3) }

    static func field(_ generator: Generator, nulls: NullRule = NullRule()) -> Field {
        Field(generator, nulls: nulls, place: place(7))
    }

    static func column(_ name: String, _ generator: Generator, nulls: NullRule = NullRule()) -> ColumnShape {
        ColumnShape(name: name, place: place(7), field: field(generator, nulls: nulls))
    }

    static func table(
        _ name: String, _ rows: RowCountRule.Count, of parent: String? = nil, spread: Spread = .even,
        childless: Share = .none, emptyLast: Int = 0, most: Int? = nil, least: Int = 0, _ columns: [ColumnShape]
    ) -> TableShape {
        TableShape(
            name: TableName(name), place: place(5),
            rows: RowCountRule(
                rows, parent: parent.map { TableName($0) }, spread: spread, childless: childless,
                emptyLast: emptyLast, most: most, least: least, place: place(6)),
            columns: columns)
    }

    static func layout(
        _ name: String, _ columns: [ColumnLayout], unique: [[String]] = [],
        foreign: [(String, String)] = []
    ) -> TableLayout {
        TableLayout(
            name: TableName(name), columns: columns, primaryKey: ["id"], uniqueKeys: unique,
            foreignKeys: foreign.map {
                ForeignKeyLayout(columns: [$0.0], referencedTable: TableName($0.1), referencedColumns: ["id"])
            })
    }

    static func text(_ name: String, isNotNull: Bool = true) -> ColumnLayout {
        ColumnLayout(name: name, typeName: "text", typeOID: 25, isNotNull: isNotNull)
    }

    static func other(_ name: String, _ type: String, scale: Int? = nil, element: UInt32? = nil) -> ColumnLayout {
        ColumnLayout(name: name, typeName: type, numericScale: scale, typeOID: 1, elementTypeOID: element)
    }

    static let firm = column("firm_id", .parent(TableName("firms")))
    static let id = column("id", .key(prefix: "c", length: 25))
    static let years = TimeRule(spanSeconds: 86_400 * 900, season: [9, 9, 9, 9, 1, 1, 1, 1, 1, 1, 1, 1])

    static let shapes: [TableShape] = [
        table("firms", .fixed(12), [id, column("name", .text(template: "{word} firm {row}"))]),
        table(
            "people", .total(60), of: "firms",
            [
                id, firm, column("email", .text(template: "{word}.{scatter:4}@firm.invalid")),
            ]),
        table(
            "clients", .total(1000), of: "firms", spread: .zipf(thousandths: 1000), emptyLast: 1,
            [
                id, firm,
                column(
                    "status",
                    .oneOf([
                        Weighted(.text("prospect"), weight: 10), Weighted(.text("active"), weight: 60),
                        Weighted(.text("inactive"), weight: 30),
                    ])),
                column(
                    "revenue",
                    .logNormal(
                        LogNormal(
                            median: FixedDecimal("900000.00")!, spreadThousandths: 2500, low: FixedDecimal("125000")!,
                            high: FixedDecimal("12500000")!)), nulls: NullRule(share: Share(millionths: 400_000))),
                column("created_at", .time(years)),
            ]),
        table(
            "invoices", .mean(thousandths: 5000), of: "clients", spread: .geometric,
            childless: Share(millionths: 100_000),
            [
                id, firm,
                column("client_id", .parent(TableName("clients"))),
                column("author_id", .reference(Reference(table: TableName("people"), within: "firm_id"))),
                column("parent_id", .reference(Reference(table: TableName("invoices"), within: "clients"))),
                column("number", .text(template: "INV-{$created_at.year}-{scatter:6}")),
                column("net", .number(low: FixedDecimal("10.00")!, high: FixedDecimal("9999.99")!)),
                column("tax", .portion(of: "net", low: Share(millionths: 0), high: Share(millionths: 90_000))),
                column(
                    "total",
                    .sum([
                        Summand(column: "net", isNegative: false), Summand(column: "tax", isNegative: false),
                    ])),
                column("status", .oneOf([Weighted(.text("paid"), weight: 1), Weighted(.text("sent"), weight: 1)])),
                column(
                    "paid_at", .time(TimeRule(spanSeconds: 86_400 * 900, after: [.column("created_at")])),
                    nulls: NullRule(unless: ColumnCondition(column: "status", values: [.text("paid")]))),
                column(
                    "created_at",
                    .time(
                        TimeRule(
                            spanSeconds: 86_400 * 900,
                            after: [.ancestor(TableName("clients"), column: "created_at")]))),
            ]),
        table(
            "grants", .mean(thousandths: 1500), of: "clients", spread: .geometric, most: 3,
            [
                id, column("client_id", .parent(TableName("clients"))),
                column(
                    "person_id",
                    .reference(
                        Reference(table: TableName("people"), within: "firms", isDistinct: true))),
            ]),
    ]

    static let layouts: [TableLayout] = [
        layout("firms", [text("id"), text("name")], unique: [["name"]]),
        layout(
            "people", [text("id"), text("firm_id"), text("email")], unique: [["email"]],
            foreign: [("firm_id", "firms")]),
        layout(
            "clients",
            [
                text("id"), text("firm_id"), text("status"), other("revenue", "numeric", scale: 2),
                other("created_at", "timestamp without time zone"),
            ], foreign: [("firm_id", "firms")]),
        layout(
            "invoices",
            [
                text("id"), text("firm_id"), text("client_id"), text("author_id"), text("parent_id", isNotNull: false),
                text("number"), other("net", "numeric", scale: 2), other("tax", "numeric", scale: 2),
                other("total", "numeric", scale: 2), text("status"), other("paid_at", "timestamp without time zone"),
                other("created_at", "timestamp without time zone"),
            ], unique: [["number"]],
            foreign: [
                ("firm_id", "firms"), ("client_id", "clients"), ("author_id", "people"), ("parent_id", "invoices"),
            ]),
        layout(
            "grants", [text("id"), text("client_id"), text("person_id")], unique: [["client_id", "person_id"]],
            foreign: [("client_id", "clients"), ("person_id", "people")]),
    ]

    static let words = ["word": ["amber", "birch", "cedar", "delta"]]

    static func plan(seed: UInt64 = 42, scale: Int = 1000) throws -> DatasetPlan {
        try DatasetPlan(
            shape: Shape(file: "shape.yaml", words: words, tables: shapes), tables: layouts, seed: seed,
            scaleThousandths: scale, clock: clock)
    }

    /// A plan of one table with one column besides the key.
    static func plan(
        _ generator: Generator, _ layout: ColumnLayout, rows: Int = 1000, nulls: NullRule = NullRule(),
        unique: [[String]] = []
    ) throws -> DatasetPlan {
        let shape = Shape(
            file: "shape.yaml", words: words,
            tables: [table("things", .total(rows), [id, column(layout.name, generator, nulls: nulls)])])
        return try DatasetPlan(
            shape: shape, tables: [Self.layout("things", [text("id"), layout], unique: unique)], seed: 42,
            scaleThousandths: 1000, clock: clock)
    }
}

extension DatasetPlan {
    /// The whole COPY stream of some rows.
    func bytes(_ table: String, _ rows: Range<Int>? = nil) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try writeBinaryCopy(of: table, rows: rows) { bytes += Array($0) }
        return bytes
    }

    /// One column's texts, in heap order.
    func texts(_ table: String, _ column: String) -> [String?] {
        let position = copyColumns(of: table).firstIndex(of: column)!
        return (0..<rowCount(of: table)).map { rowTexts(of: table, row: $0)[position] }
    }
}
