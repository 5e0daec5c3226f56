import Dataset
import RehearsalCore

//  Values that no other row has
//
//  What can be drawn is drawn from a SHA-256 of a fixed text, so that every run makes the same: it is long enough never
//  to meet another. What can only be counted lies beyond the largest that there is, which the server is asked for. A
//  drawn text keeps the look of the one that it stands for, letter for letter and digit for digit, because a CHECK may
//  ask for that look: an address stays an address, and hexadecimal digits stay such.

/// New values for columns of unique keys.
enum CanaryValues {
    /// How willingly a column of the type gets a new value, least first; nil where none can be made.
    static func rank(_ column: ColumnLayout) -> Int? {
        if column.labels != nil { return 9 }
        switch column.typeName {
        case "uuid", "text", "character varying", "character", "citext", "name", "bytea": return 0
        case "smallint", "integer", "bigint", "numeric", "real", "double precision": return 1
        case "inet", "cidr", "macaddr": return 2
        case "date", "timestamp without time zone", "timestamp with time zone", "interval": return 3
        case "int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange": return 3
        case "text[]", "character varying[]", "uuid[]": return 4
        case "boolean": return 9
        default: return nil
        }
    }

    /// A value drawn by `seed`; nil where the type's values are counted, see ``counting(_:step:)``.
    ///
    /// - Parameters:
    ///   - like: the value that it stands for, if there is one.
    ///   - number: chooses among few values, such as an enum's labels.
    static func drawn(_ column: ColumnLayout, like pattern: String?, seed: String, number: Int) -> String? {
        if let labels = column.labels { return labels.isEmpty ? nil : labels[number % labels.count] }
        let digest = SHA256Digest(of: seed)
        let hex = digest.hexadecimal
        switch column.typeName {
        case "uuid": return uuid(hex)
        case "text", "character varying", "character", "citext", "name":
            let limit = column.typeName == "name" ? 63 : column.characterLimit
            return text(like: pattern, digest.bytes, limit: limit)
        case "bytea": return "\\x" + hex
        case "inet", "cidr": return "10." + digest.bytes.prefix(3).map(String.init).joined(separator: ".")
        case "macaddr": return "02" + hex.prefix(10)
        case "text[]", "character varying[]": return "{\(hex.prefix(16))}"
        case "uuid[]": return "{\(uuid(hex))}"
        case "boolean": return number % 2 == 0 ? "t" : "f"
        default: return nil
        }
    }

    /// Of version 4, as most of those that are drawn.
    private static func uuid(_ hex: String) -> String {
        var digits = Array(hex.prefix(32))
        digits[12] = "4"
        digits[16] = "a"
        for place in [8, 13, 18, 23] { digits.insert("-", at: place) }
        return String(digits)
    }

    /// So many letters and digits tell a text apart.
    private static let replacedCount = 12
    private static let leastReplaced = 8

    private static func text(like pattern: String?, _ draws: [UInt8], limit: Int?) -> String {
        var scalars = Array((pattern ?? "").unicodeScalars)
        var replaced = 0
        for place in scalars.indices.dropFirst().reversed() where replaced < replacedCount {
            guard let range = range(of: scalars[place]) else { continue }
            let offset = UInt32(draws[replaced]) % UInt32(range.count)
            scalars[place] = Unicode.Scalar(range.lowerBound + offset) ?? scalars[place]
            replaced += 1
        }
        let drawn = draws.map { String($0, radix: 36) }.joined()
        if replaced < leastReplaced {
            // Too short to be new by itself.
            let room = (limit ?? Int.max) - scalars.count
            if room >= leastReplaced { return string(scalars) + drawn.prefix(min(room, replacedCount)) }
            return String(drawn.prefix(max(scalars.count, min(limit ?? replacedCount, replacedCount))))
        }
        return string(scalars)
    }

    private static func string(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// What a letter or digit may be exchanged for.
    private static func range(of scalar: Unicode.Scalar) -> ClosedRange<UInt32>? {
        for range in [0x30...0x39, 0x61...0x66, 0x67...0x7A, 0x41...0x46, 0x47...0x5A] as [ClosedRange<UInt32>]
        where range.contains(scalar.value) {
            return range
        }
        return nil
    }

    /// An aggregate over the column `c` that gives a value beyond the largest; nil where values are drawn.
    ///
    /// - Parameter step: other steps give other values.
    static func counting(_ column: ColumnLayout, step: Int) -> String? {
        switch column.typeName {
        case "smallint": return whole(step, most: Int64(Int16.max))
        case "integer": return whole(step, most: Int64(Int32.max))
        case "bigint": return whole(step, most: Int64.max)
        case "numeric", "real", "double precision":
            let type = column.typeName
            let finite = "FILTER (WHERE c NOT IN ('NaN', 'Infinity', '-Infinity'))"
            return "COALESCE(pg_catalog.max(c) \(finite), 0) + \(step)::pg_catalog.int4::\(type)"
        case "date": return "COALESCE(\(lastFinite), '2000-01-01'::pg_catalog.date) + \(step)"
        case "timestamp without time zone", "timestamp with time zone":
            let start = "'2000-01-01'::\(column.typeName)"
            return "COALESCE(\(lastFinite), \(start)) + \(step) * pg_catalog.interval '1 minute'"
        case "interval":
            return "COALESCE(pg_catalog.max(c), '0') + \(step) * pg_catalog.interval '1 minute'"
        case "int4range", "int8range", "numrange":
            let last = "COALESCE(pg_catalog.max(pg_catalog.upper(c)), 0) + \(2 * step)"
            return "pg_catalog.\(column.typeName)(\(last), \(last) + 1)"
        case "daterange":
            let last = "COALESCE(\(lastUpper), '2000-01-01'::pg_catalog.date) + \(2 * step)"
            return "pg_catalog.daterange(\(last), \(last) + 1)"
        case "tsrange", "tstzrange":
            let type = column.typeName == "tsrange" ? "timestamp" : "timestamptz"
            let last = """
                COALESCE(\(lastUpper), '2000-01-01'::pg_catalog.\(type)) + \(2 * step) * pg_catalog.interval '1 hour'
                """
            return "pg_catalog.\(column.typeName)(\(last), \(last) + pg_catalog.interval '1 hour')"
        default: return nil
        }
    }

    /// Below the smallest where there is no room above the largest.
    private static func whole(_ step: Int, most: Int64) -> String {
        """
        CASE WHEN COALESCE(pg_catalog.max(c), 0) <= \(most - Int64(step)) THEN COALESCE(pg_catalog.max(c), 0) + \(step)
        ELSE pg_catalog.min(c) - \(step) END
        """
    }

    private static let lastFinite = "pg_catalog.max(c) FILTER (WHERE pg_catalog.isfinite(c))"

    private static let lastUpper = """
        pg_catalog.max(pg_catalog.upper(c)) FILTER (WHERE pg_catalog.isfinite(pg_catalog.upper(c)))
        """
}
