import Postgres
import RehearsalCore

/// Reads the numbers of statistics; no value leaves the server.
struct TableStatisticsReader {
    private static let reading = "statistics of tables"

    /// The limit for each statement.
    var statementLimitMilliseconds: Int

    /// - Parameters:
    ///   - tables: as in `CatalogFact.identity`; those that are not there are left out.
    ///   - connection: of somebody who may read pg_statistic.
    /// - Returns: sorted by table.
    func read(of tables: Set<String>, on connection: PostgresConnection) async throws -> [TableStatistics] {
        if tables.isEmpty { return [] }
        let rows = try await ReadSession.run(
            on: connection, reading: Self.reading, statementLimitMilliseconds: statementLimitMilliseconds
        ) { try await $0.rows(Self.sql, [arrayText(tables.sorted())], reading: Self.reading) }
        var found: [TableStatistics] = []
        var last: UInt32?
        for row in rows.rows {
            let relation = try row.objectIdentifier("relation")
            if relation != last {
                found.append(
                    TableStatistics(
                        table: try row.text("identity"), pages: try row.int64("pages"),
                        allVisiblePages: try row.int64("visible"), rows: try row.double("rows")))
                last = relation
            }
            guard let name = try row.optionalText("name") else { continue }
            found[found.count - 1].columns.append(
                ColumnStatistics(
                    name: name, isInherited: try row.bool("is_inherited"), nullShare: try row.double("null_share"),
                    width: try row.int("width"), distinct: try row.double("distinct"),
                    correlation: try row.optionalDouble("correlation"), commonCount: try row.int("common_count"),
                    commonShare: try row.double("common_share"),
                    largestShares: try (1...ColumnStatistics.largestCount).compactMap {
                        try row.optionalDouble("largest_\($0)")
                    },
                    boundCount: try row.int("bound_count")))
        }
        return found.sorted()
    }

    private static let sql = """
        SELECT c.oid AS relation, c.identity, c.relpages AS pages, c.relallvisible AS visible, c.reltuples AS rows,
            a.attname AS name, s.stainherit AS is_inherited, s.stanullfrac AS null_share, s.stawidth AS width,
            s.stadistinct AS distinct, (\(StatisticsSlots.numbers(of: .correlation)))[1] AS correlation,
            f.common_count, coalesce(f.common_share, 0) AS common_share, \(largest),
            coalesce(\(StatisticsSlots.valueCount(of: .histogram)), 0) AS bound_count
        FROM (
            SELECT c.*, c.oid::pg_catalog.regclass::pg_catalog.text AS identity
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_') AS c
        LEFT JOIN (
            pg_catalog.pg_statistic AS s
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = s.starelid AND a.attnum = s.staattnum
        ) ON s.starelid = c.oid
        LEFT JOIN LATERAL (
            SELECT pg_catalog.count(*) AS common_count, pg_catalog.sum(u.share) AS common_share
            FROM pg_catalog.unnest(\(StatisticsSlots.numbers(of: .commonValues))) AS u (share)
        ) AS f ON true
        WHERE c.identity = ANY ($1::pg_catalog.text[])
        ORDER BY c.oid, s.stainherit, s.staattnum
        """

    private static let largest = (1...ColumnStatistics.largestCount).map {
        "(\(StatisticsSlots.numbers(of: .commonValues)))[\($0)] AS largest_\($0)"
    }.joined(separator: ", ")
}
