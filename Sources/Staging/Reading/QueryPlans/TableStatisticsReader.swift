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
        for row in rows.rows {
            let table = try row.text("identity")
            if found.last?.table != table {
                found.append(
                    TableStatistics(
                        table: table, pages: try row.int64("pages"), allVisiblePages: try row.int64("visible"),
                        rows: try number(row, "rows")))
            }
            guard let name = try row.optionalText("name") else { continue }
            let largest = try row.optionalText("largest") ?? ""
            found[found.count - 1].columns.append(
                ColumnStatistics(
                    name: name, isInherited: try row.bool("is_inherited"), nullShare: try number(row, "null_share"),
                    width: Int(try row.int64("width")), distinct: try number(row, "distinct"),
                    correlation: try row.optionalText("correlation").flatMap { Double($0) },
                    commonCount: Int(try row.int64("common_count")), commonShare: try number(row, "common_share"),
                    largestShares: largest.split(separator: " ").compactMap { Double($0) },
                    boundCount: Int(try row.int64("bound_count"))))
        }
        return found.sorted()
    }

    private func number(_ row: QueryResult.Row, _ column: String) throws -> Double {
        Double(try row.text(column)) ?? 0
    }

    private static let sql = """
        SELECT c.identity, c.relpages AS pages, c.relallvisible AS visible, c.reltuples::text AS rows,
            a.attname AS name, s.stainherit AS is_inherited, s.stanullfrac::text AS null_share, s.stawidth AS width,
            s.stadistinct::text AS distinct, (\(StatisticsSlots.numbers(of: .correlation)))[1]::text AS correlation,
            coalesce(f.common_count, 0) AS common_count, coalesce(f.common_share, 0)::text AS common_share, f.largest,
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
            SELECT pg_catalog.count(*) AS common_count, pg_catalog.sum(u.share) AS common_share,
                pg_catalog.string_agg(u.share::text, ' ' ORDER BY u.place)
                    FILTER (WHERE u.place <= \(ColumnStatistics.largestCount)) AS largest
            FROM pg_catalog.unnest(\(StatisticsSlots.numbers(of: .commonValues))) WITH ORDINALITY AS u (share, place)
        ) AS f ON true
        WHERE c.identity = ANY ($1::pg_catalog.text[])
        ORDER BY c.identity, s.stainherit, s.staattnum
        """
}
