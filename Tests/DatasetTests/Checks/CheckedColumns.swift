import Dataset
import RehearsalCore

/// One table of captured columns with CHECK constraints, for tests.
struct CheckedColumns {
    var rowCount = 3000
    var columns: [ColumnLayout] = []
    var statistics: [CapturedStatistics] = []
    var primaryKey: [String] = []
    var uniqueKeys: [[String]] = []
    var checks: [CheckLayout] = []
    var exclusions: [ExclusionLayout] = []
    /// Generators in place of captured ones, by column.
    var written: [String: Generator] = [:]

    /// Adds a column; `distinct` as in pg_stats.
    func with(
        _ name: String, _ type: String, distinct: Double, nulls: Double = 0, width: Int = 8, scale: Int? = nil,
        precision: Int? = nil, limit: Int? = nil, labels: [String]? = nil, correlation: Double? = 0.2,
        common: [Double]? = nil, ranks: [Int]? = nil
    ) -> CheckedColumns {
        var copy = self
        copy.columns.append(
            ColumnLayout(
                name: name, typeName: type, numericScale: scale, numericPrecision: precision, characterLimit: limit,
                typeOID: 1, labels: labels))
        copy.statistics.append(
            CapturedStatistics(
                type: type, nulls: nulls, width: width, distinct: distinct, correlation: correlation, common: common,
                ranks: ranks))
        return copy
    }

    /// Adds a constraint that speaks of columns.
    func check(_ definition: String, of names: String..., domain: String? = nil) -> CheckedColumns {
        var copy = self
        copy.checks.append(
            CheckLayout(
                name: "check_\(checks.count + 1)", definition: "CHECK (\(definition))", columns: names, domain: domain))
        return copy
    }

    func changed(_ change: (inout CheckedColumns) -> Void) -> CheckedColumns {
        var copy = self
        change(&copy)
        return copy
    }

    func plan() throws(DatasetError) -> DatasetPlan {
        let fields = zip(columns, statistics).map { column, statistics in
            ColumnShape(
                name: column.name, place: SampleShape.place(7),
                field: Field(
                    written[column.name] ?? .captured(statistics),
                    nulls: NullRule(share: Share(millionths: Int(statistics.nulls * 1_000_000))),
                    place: SampleShape.place(7)))
        }
        let layout = TableLayout(
            name: TableName("made"), columns: columns, primaryKey: primaryKey, uniqueKeys: uniqueKeys, checks: checks,
            exclusions: exclusions)
        return try DatasetPlan(
            shape: Shape(
                file: "shape.json", words: [:], tables: [SampleShape.table("made", .total(rowCount), fields)]),
            tables: [layout], seed: 1, scaleThousandths: 1000, clock: SampleShape.clock)
    }

    /// The rows, each with its columns' texts.
    func rows() throws -> [[String?]] {
        let plan = try plan()
        return (0..<rowCount).map { plan.rowTexts(of: "public.made", row: $0) }
    }

    /// The first column's texts, NULLs left out.
    func texts() throws -> [String] { try rows().compactMap { $0[0] } }

    func numbers(_ column: Int = 0) throws -> [Double] { try rows().compactMap { $0[column].flatMap { Double($0) } } }

    /// What is wrong; nil where nothing is.
    var error: DatasetError? {
        do throws(DatasetError) {
            _ = try plan()
            return nil
        } catch {
            return error
        }
    }
}
