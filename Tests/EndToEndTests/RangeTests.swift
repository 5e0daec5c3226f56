import Foundation
import TestGround
import Testing

/// Ranges and composite types, from a database to a shape to another database.
@Suite("Captured ranges and composite types")
struct RangeTests {
    private static let tables = """
        CREATE TYPE grade AS ENUM ('low', 'mid', 'top');
        CREATE DOMAIN code AS varchar(8);
        CREATE TYPE place AS (street text, code code, floor integer, grade grade, gone integer);
        ALTER TYPE place DROP ATTRIBUTE gone;
        CREATE TABLE stays (
            id bigint PRIMARY KEY, during tstzrange NOT NULL, nights daterange, price numrange, seats int4range,
            big int8range, local tsrange, slots datemultirange, home place);
        CREATE INDEX stays_during ON stays USING gist (during);
        """

    /// Most stays are short and few are very long; some have no end, and some are empty.
    private static let rows = """
        SELECT setseed(0.42);
        INSERT INTO stays SELECT n,
            CASE WHEN n % 33 = 0 THEN 'empty' WHEN n % 5 = 0 THEN tstzrange(at, NULL)
                ELSE tstzrange(at, at + interval '10 minutes' + interval '90 days' * power(random(), 6)) END,
            CASE WHEN n % 4 <> 0 THEN daterange(at::date, at::date + 1 + n % 14) END,
            numrange(round((random() * random() * 900)::numeric, 2), 1000 + n % 50, '[]'),
            int4range(n % 500, n % 500 + 1 + n % 7), int8range(NULL, 5000000000 + n),
            tsrange(at::timestamp, 'infinity'),
            CASE WHEN n % 2 = 0 THEN datemultirange(daterange(at::date, at::date + 3)) END,
            CASE WHEN n % 10 <> 0 THEN ROW('CANARY-street ' || n % 700, 'CAN-' || n % 90,
                CASE WHEN n % 5 < 3 THEN n % 12 END,
                (ARRAY['low', 'mid', 'top'])[1 + n % 3])::place END
        FROM generate_series(1, 20000) AS n, LATERAL (
            SELECT timestamptz '2019-01-01' + 1800 * interval '1 hour' * sqrt(n) AS at) AS t;
        """

    /// How many rows hold the middle beginning and how many lie within the second quarter, told and truly; then shares.
    private static let probe = """
        SELECT percentile_disc(0.25) WITHIN GROUP (ORDER BY lower(during)) AS early,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY lower(during)) AS middle FROM stays \\gset
        EXPLAIN SELECT FROM stays WHERE during @> :'middle'::timestamptz;
        EXPLAIN SELECT FROM stays WHERE during <@ tstzrange(:'early', :'middle');
        SELECT count(*) FROM stays WHERE during @> :'middle'::timestamptz;
        SELECT count(*) FROM stays WHERE during <@ tstzrange(:'early', :'middle') AND NOT isempty(during);
        SELECT avg(isempty(during)::int) FROM stays;
        SELECT avg(upper_inf(during)::int) FROM stays WHERE NOT isempty(during);
        SELECT avg((nights IS NULL)::int) FROM stays;
        SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY upper(nights) - lower(nights))
            / (max(upper(nights)) - min(lower(nights)))::float8 * 1000 FROM stays;
        SELECT avg(lower_inf(big)::int) FROM stays;
        SELECT avg((upper(local) IS NULL OR upper(local) = 'infinity')::int) FROM stays;
        SELECT count(DISTINCT lower(seats)) / 100.0 FROM stays;
        SELECT avg((slots IS NULL)::int) FROM stays;
        SELECT avg((home IS NOT DISTINCT FROM NULL)::int) FROM stays;
        SELECT count(DISTINCT (home).street) / 100.0 FROM stays;
        SELECT count(DISTINCT (home).code) / 100.0 FROM stays;
        SELECT avg(octet_length((home).street)) FROM stays;
        SELECT avg(((home).floor IS NULL)::int) FROM stays WHERE home IS DISTINCT FROM NULL;
        SELECT count(DISTINCT (home).grade) FROM stays;
        SELECT abs(corr(place, rank)) FROM (SELECT row_number() OVER (ORDER BY ctid) AS place,
            rank() OVER (ORDER BY lower(during)) AS rank FROM stays WHERE NOT isempty(during)) AS s;
        """

    @Test("are made as they were: as long, as often empty or open, member by member, without a value of the source")
    func likeness() async throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        try scratch.write(Self.probe, to: "probe.sql")
        let question = "-f \(scratch.file("probe.sql"))"
        let project = BuiltProject(name: "ranges", scratch: scratch)
        try await project.capture([Self.tables, Self.rows, "VACUUM ANALYZE"], tool) { _, uri in
            try scratch.write(try shell("psql -X -q -A -t \(question) '\(uri)'"), to: "source.txt")
        }
        let source = try scratch.text("source.txt")
        let shape = try scratch.text("ranges/shape.json")
        #expect(!shape.contains("CAN") && shape.ranges(of: "\"ranges\":").count == 7)
        try project.write(tables: Self.tables)
        let wanted = Self.numbers(source)
        let made = Self.numbers(try project.loaded(tool, asked: question))
        #expect(wanted.count == 19 && made.count == wanted.count, "\(source)")
        for (index, (want, found)) in zip(wanted, made).enumerated() {
            #expect(abs(want - found) <= 0.012 + abs(want) * 0.12, "number \(index): \(want) became \(found)")
        }
        #expect(wanted[0] > 1000 && wanted[0] < 10_000, "a stay is not simply anywhere: \(wanted)")

        // What is told of lengths decides: of a source whose ranges are all long the same estimates are others.
        try scratch.write(
            shape.replacing(#/"lengths":\[[^\]]*\]/#, with: "\"lengths\":[0.6,0.7]"), to: "ranges/shape.json")
        let long = Self.numbers(try project.loaded(tool, asked: question))
        #expect(abs(wanted[1] - long[1]) > wanted[1] * 0.5, "\(wanted[1]) became \(long[1])")
    }

    /// The row estimate of a plan's first node, or the number of a line.
    private static func numbers(_ lines: String) -> [Double] {
        lines.split(separator: "\n").compactMap { line in
            if let told = line.firstMatch(of: /rows=(\d+)/) {
                return line.contains("->") ? nil : Double(told.1)
            }
            return Double(line)
        }
    }
}
