import RehearsalCore
import TestGround

/// Snapshots that follow from a seed, with the names that PostgreSQL allows and programs trip over.
struct SeededSnapshots {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    static let awkwardNames = [
        "public.firms", "public.\"a\"\"b\"", "public.\"two\nlines\"", "public.\"😀👨‍👩‍👧‍👦\"",
        "public.\"it's\"",
        "public.\"" + String(repeating: "é", count: 31) + "\"", "public.\"tab\t\\back/slash\"",
        "public.\"e\u{301}\"", "public.\"\u{202E}rtl\"", "public.\"%00 ? #\"", "public.\"\u{1}\u{1B}[31m\"",
        "public.\"<script>\"", "public.\"\u{2028}\u{FEFF}\"", "",
    ]

    mutating func number(below limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(below: elements.count)] }

    private mutating func name() -> String {
        pick(Self.awkwardNames) + (number(below: 3) == 0 ? "" : "\(number(below: 9))")
    }

    /// As ``snapshot(_:size:)``, with the statistics of some tables.
    mutating func measuredSnapshot(_ name: StateName) -> Snapshot {
        var snapshot = snapshot(name)
        snapshot.statistics = (0..<8).map { _ in statistics() }.sorted()
        return snapshot
    }

    private mutating func statistics() -> TableStatistics {
        TableStatistics(
            table: name(), pages: Int64(number(below: 1000)), allVisiblePages: 0, rows: pick([-1, 0.1 + 0.2, 1e9]),
            columns: (0..<number(below: 5)).map {
                ColumnStatistics(
                    name: "\($0) \(name())", isInherited: number(below: 2) == 0, nullShare: 0.1, width: 4,
                    distinct: pick([-0.5, 12]), correlation: number(below: 2) == 0 ? nil : -0.25, commonCount: 2,
                    commonShare: 0.3, largestShares: [0.2, 0.1], boundCount: 101)
            })
    }

    mutating func snapshot(_ name: StateName, size: Int = 20) -> Snapshot {
        Snapshot(
            state: name, catalog: Catalog(facts: (0..<size * 4).map { _ in fact() }),
            queryPlans: (0..<size / 2).map { plan($0) },
            digests: (0..<size / 2).map { digest($0) },
            volatileColumns: (0..<number(below: 3)).map { _ in VolatileColumn(table: self.name(), column: self.name()) }
        )
    }

    private mutating func fact() -> CatalogFact {
        CatalogFact(
            kind: pick(FactKind.allCases), identity: name(), attribute: pick(["owner", "definition", name()]),
            value: name(), factClass: pick(FactClass.allCases))
    }

    private mutating func plan(_ ordinal: Int) -> CapturedQueryPlan {
        let result: CaptureResult =
            number(below: 4) == 0
            ? .refused(ServerComplaint(severity: "ERROR", sqlState: "42P01", message: name(), hint: name()))
            : .plan(QueryPlan(root: node(depth: 3), unknownKeys: number(below: 2) == 0 ? [] : [name()]))
        return CapturedQueryPlan(
            query: "\(ordinal) \(name())", role: pick(WorkloadRole.allCases),
            session: number(below: 2) == 0 ? nil : name(), result: result)
    }

    private mutating func node(depth: Int) -> QueryPlanNode {
        QueryPlanNode(
            type: pick(["Seq Scan", "Index Scan", "Hash Join"]), relation: number(below: 2) == 0 ? nil : name(),
            indexName: number(below: 2) == 0 ? nil : name(),
            shape: [ShapeAttribute(key: "Join Type", value: name())],
            expressions: [ShapeAttribute(key: "Filter", value: name())],
            estimatedRows: Double(number(below: 1_000_000)),
            totalCost: pick([0.1 + 0.2, 1e10, 1e-300, 12345.678901234567, Double(number(below: 1 << 53)) / 7]),
            children: depth == 0 ? [] : (0..<number(below: 3)).map { _ in node(depth: depth - 1) })
    }

    private mutating func digest(_ ordinal: Int) -> TableDigest {
        TableDigest(
            table: "\(name()) \(ordinal)", rowCount: pick([0, Int64.max, Int64(number(below: 1000))]),
            rowSum: "-170141183460469231731687303715884105728",
            columns: (0..<number(below: 5)).map {
                ColumnDigest(
                    name: "\($0) \(name())", nonNullCount: Int64(number(below: 1000)), sum: "\(number(below: 1000))")
            })
    }
}

extension SnapshotKey {
    static func test(_ project: String = "advisoros", version: Int = 15, dataset: String = "d1") -> SnapshotKey {
        SnapshotKey(project: project, serverMajorVersion: version, datasetIdentity: dataset, settingsIdentity: "s1")
    }
}
