import TestGround

/// Conditions on the columns of one table, as people write them; a seed gives the same ones in every run.
struct CatalogCopyExpressions {
    static let table = """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE DOMAIN code AS varchar(5);
        CREATE TYPE pair AS (a integer, b text);
        CREATE TABLE t (v varchar(20), vn varchar, x text, c char(3), nm name, m mood, dm code, cp pair, i integer,
            s smallint, big bigint, num numeric(8, 2), f float8, r real, d date, ts timestamp, tz timestamptz,
            a integer[], ta text[], va varchar(5)[], j jsonb, bo boolean);
        """

    private static let texts = [
        "v", "vn", "x", "nm", "c", "dm", "lower(v)", "v || 'x'", "COALESCE(v, x)", "j ->> 'a'", "(cp).b", "ta[1]",
        "va[1]", "m::text", "i::text", "concat(v, x)", "CASE WHEN bo THEN v ELSE vn END", "v::varchar(3)", "x::char(2)",
    ]
    private static let numbers = [
        "i", "s", "big", "num", "f", "r", "i + s", "i * 2", "-i", "num::int", "a[1]", "(cp).a", "length(v)", "i % 3",
        "s::bigint", "GREATEST(i, s)",
    ]
    private static let times = ["d", "ts", "tz", "now()", "ts + interval '1 day'", "date_trunc('day', tz)"]
    private static let textLiterals = [
        "'a'", "'b%'", "'it''s) AND ('", "'x'::text", "'y'::varchar", "'z'::varchar(2)", "'q'::name", "'p'::char(3)",
        "E'\\\\a'", "NULL",
    ]
    private static let numberLiterals = ["1", "-2", "3.5", "20000000000", "1e3", "7::smallint", "'5'"]
    private static let timeLiterals = ["'2020-01-01'", "DATE '2020-02-03'", "'2020-01-01 00:00+02'::timestamptz"]
    /// Every one tells what its elements are; `ARRAY[v, vn]` would not, and is no copy of itself behind a cast.
    private static let arrays = [
        "ta", "va", "ARRAY['a', 'b']", "ARRAY['a', 'b']::varchar[]", "'{a,b}'", "ARRAY[v, 'x']", "ARRAY[x, 'y']",
        "string_to_array(v, ',')", "ARRAY['a'::varchar(3)]", "ARRAY[NULL, 'a']", "ARRAY['a'::name]",
        "ARRAY['a'::char(2), 'b']",
    ]
    private static let numberArrays = [
        "a", "ARRAY[1, 2]", "ARRAY[1, 2.5]", "'{1,2}'", "ARRAY[i, 3]", "ARRAY[-1, 2]", "ARRAY[1::smallint]",
        "ARRAY[i::numeric]",
    ]

    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func next() -> String { condition(depth: 0) }

    private mutating func one(_ words: [String]) -> String {
        words[Int.random(in: words.indices, using: &random)]
    }

    private mutating func several(_ words: [String], _ count: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in one(words) }.joined(separator: ", ")
    }

    private mutating func condition(depth: Int) -> String {
        guard depth < 3 else { return atom() }
        switch Int.random(in: 0...8, using: &random) {
        case 0...1: return atom()
        case 2...4: return joined(" AND ", depth)
        case 5...7: return joined(" OR ", depth)
        default: return "NOT (\(condition(depth: depth + 1)))"
        }
    }

    private mutating func joined(_ word: String, _ depth: Int) -> String {
        (0..<Int.random(in: 2...3, using: &random)).map { _ in
            Bool.random(using: &random) ? "(\(condition(depth: depth + 1)))" : atom()
        }.joined(separator: word)
    }

    private mutating func atom() -> String {
        switch Int.random(in: 0...15, using: &random) {
        case 0...2: "\(one(Self.texts)) \(one(["IN", "NOT IN"])) (\(several(Self.textLiterals, 1...3)))"
        case 3: "\(one(Self.numbers)) IN (\(several(Self.numberLiterals, 1...3)))"
        case 4: "\(one(Self.numbers)) BETWEEN \(one(Self.numberLiterals)) AND \(one(Self.numberLiterals))"
        case 5: "\(one(Self.texts)) \(one(["=", "<>", "LIKE", "~", "SIMILAR TO"])) \(one(Self.textLiterals))"
        case 6: "\(one(Self.numbers)) \(one(["=", "<", ">="])) \(one(Self.numbers + Self.numberLiterals))"
        case 7: "\(one(Self.texts)) \(one(["= ANY", "<> ALL", "LIKE ANY"])) (\(one(Self.arrays)))"
        case 8: "\(one(Self.numbers)) \(one(["= ANY", "> ALL"])) (\(one(Self.numberArrays)))"
        case 9: "\(one(Self.times)) NOT BETWEEN \(one(Self.timeLiterals)) AND \(one(Self.timeLiterals))"
        case 10: "CASE WHEN \(condition(depth: 2)) THEN \(atom()) ELSE \(condition(depth: 2)) END"
        case 11: "(\(one(Self.numbers)), \(one(Self.texts))) = (\(one(Self.numberLiterals)), \(one(Self.textLiterals)))"
        case 12: "\(one(Self.arrays))::text[] \(one(["<@", "&&", "="])) \(one(Self.arrays))::text[]"
        case 13: "m \(one(["IN", "NOT IN"])) ('sad', 'ok')"
        case 14: "COALESCE(\(condition(depth: 2)), bo)"
        default: "(\(condition(depth: 2))) IS \(one(["TRUE", "NOT FALSE", "UNKNOWN"]))"
        }
    }
}
