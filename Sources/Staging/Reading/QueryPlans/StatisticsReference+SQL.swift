import Postgres
import RehearsalCore

/// How a server is asked for the value that a reference stands for: by a block of PL/pgSQL, because the value has a
/// type that only the server knows.
extension StatisticsReference {
    /// Variables that ``assignment`` needs.
    static let declarations = "DECLARE kind text; shown text; category \"char\"; answer text;"

    /// Statements that leave the value as text in `answer`, or raise an error that quotes no value.
    var assignment: String {
        """
        shown := \(quoted("\(schema).\(table).\(column)"));
        kind := NULL;
        SELECT pg_catalog.format_type(a.atttypid, NULL), t.typcategory INTO kind, category
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        WHERE n.nspname = \(quoted(schema)) AND c.relname = \(quoted(table)) AND a.attname = \(quoted(column))
            AND a.attnum > 0 AND NOT a.attisdropped;
        IF kind IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'undefined_column',
                MESSAGE = pg_catalog.format('there is no column %s', shown);
        END IF;
        EXECUTE pg_catalog.format($pgrehearse_value$
            SELECT (\(expression))::pg_catalog.text
            FROM (
                SELECT s.most_common_vals::pg_catalog.text::%1$s[] AS common, s.most_common_freqs AS shares,
                    s.histogram_bounds::pg_catalog.text::%1$s[] AS bounds
                FROM pg_catalog.pg_stats AS s
                WHERE s.schemaname = %2$L AND s.tablename = %3$L AND s.attname = %4$L
                ORDER BY s.inherited DESC LIMIT 1) AS s
            $pgrehearse_value$, kind, \(quoted(schema)), \(quoted(table)), \(quoted(column)),
            CASE category WHEN 'N' THEN 'least(s.common[1], s.bounds[1]) - 1' WHEN 'S' THEN '''absent'''
                WHEN 'D' THEN CASE WHEN kind LIKE 'time %' THEN 'NULL' ELSE '''1000-01-01''' END
                WHEN 'I' THEN '''255.255.255.255'''
                WHEN 'U' THEN CASE kind WHEN 'uuid' THEN '''00000000-0000-0000-0000-000000000000''' ELSE 'NULL' END
                ELSE 'NULL' END) INTO answer;
        IF answer IS NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'no_data_found',
                MESSAGE = pg_catalog.format('the statistics of %s have no %s', shown, \(quoted(words)));
        END IF;

        """
    }

    /// The value out of the common values and the bounds; `%5$s` is a value that is not there.
    private var expression: String {
        switch place {
        case .common(let rank): "s.common[\(rank)]"
        case .rare:
            """
            coalesce(s.bounds[(pg_catalog.cardinality(s.bounds) + 1) / 2], s.common[pg_catalog.cardinality(s.common)])
            """
        case .absent: "%5$s"
        case .quantile(let share):
            """
            coalesce(s.bounds[1 + pg_catalog.round(\(share) * (pg_catalog.cardinality(s.bounds) - 1))::integer],
                (SELECT u.value FROM (
                    SELECT u.value, pg_catalog.sum(u.share) OVER (ORDER BY u.value) AS upto,
                        pg_catalog.sum(u.share) OVER () AS whole
                    FROM ROWS FROM (pg_catalog.unnest(s.common), pg_catalog.unnest(s.shares)) AS u(value, share)) AS u
                WHERE u.upto >= \(share) * u.whole * 0.9999 ORDER BY u.value LIMIT 1))
            """
        }
    }

    private var words: String {
        switch place {
        case .common(let rank): "common value number \(rank)"
        case .rare: "rare value"
        case .absent: "value that is not there"
        case .quantile(let share): "value at \(share)"
        }
    }

    private func quoted(_ text: String) -> String { PostgresConnection.quotedLiteral(text) }
}

extension ReferencedValues {
    /// Asks for what is not known yet. What the server refuses is asked again the next time.
    /// - Throws: `PostgresError` where the connection fails.
    func completed(
        with references: Set<StatisticsReference>, on connection: PostgresConnection, limitMilliseconds: Int
    ) async throws -> ReferencedValues {
        var completed = self
        completed.complaints = [:]
        for reference in references where values[reference] == nil {
            do {
                completed.values[reference] = try await Self.value(
                    of: reference, on: connection, limitMilliseconds: limitMilliseconds)
            } catch {
                guard case .server(let fields) = error else { throw error }
                completed.complaints[reference] = ServerComplaint(fields)
            }
        }
        return completed
    }

    private static func value(
        of reference: StatisticsReference, on connection: PostgresConnection, limitMilliseconds: Int
    ) async throws(PostgresError) -> String? {
        let block = """
            DO $pgrehearse_block$ \(StatisticsReference.declarations) BEGIN
            \(reference.assignment)
            PERFORM pg_catalog.set_config('\(StatisticsReference.answerName)', answer, false);
            END $pgrehearse_block$
            """
        _ = try await connection.execute(block, watchdogMilliseconds: limitMilliseconds)
        let question = "SELECT pg_catalog.current_setting('\(StatisticsReference.answerName)') AS answer"
        return try await connection.query(question).rows[0][0]
    }
}

extension StatisticsReference {
    /// The setting by which a block hands its answer on.
    static let answerName = "pgrehearse.answer"
}
