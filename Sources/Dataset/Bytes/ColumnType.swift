/// The types whose binary form we write.
enum ColumnType: Hashable, Sendable {
    case text, integer2, integer4, integer8, float4, float8, boolean, numeric, timestamp, date, uuid, json, jsonb
    case timeOfDay, interval, address
    indirect case array(ColumnType, elementOID: UInt32)

    /// The type of a name that `format_type` gives without a modifier; nil for a type that we cannot write.
    init?(_ column: ColumnLayout) {
        if column.labels != nil {
            // A label is sent as its text.
            self = .text
        } else if column.typeName.hasSuffix("[]") {
            guard let element = Self.scalar(String(column.typeName.dropLast(2))), let oid = column.elementTypeOID
            else { return nil }
            self = .array(element, elementOID: oid)
        } else {
            guard let scalar = Self.scalar(column.typeName) else { return nil }
            self = scalar
        }
    }

    private static func scalar(_ name: String) -> ColumnType? {
        switch name {
        // Bytes are sent as they are, as texts are.
        case "text", "character varying", "character", "citext", "name", "bytea": .text
        case "smallint": .integer2
        case "integer": .integer4
        case "bigint": .integer8
        case "real": .float4
        case "double precision": .float8
        case "boolean": .boolean
        case "numeric": .numeric
        case "timestamp without time zone", "timestamp with time zone": .timestamp
        case "date": .date
        case "uuid": .uuid
        case "json": .json
        case "jsonb": .jsonb
        case "time without time zone": .timeOfDay
        case "interval": .interval
        case "inet", "cidr": .address
        default: nil
        }
    }

    /// The whole numbers that the type holds; nil for types that are no whole numbers.
    var integerBounds: ClosedRange<Int64>? {
        switch self {
        case .integer2: Int64(Int16.min)...Int64(Int16.max)
        case .integer4: Int64(Int32.min)...Int64(Int32.max)
        case .integer8: Int64.min...Int64.max
        case .text, .float4, .float8, .boolean, .numeric, .timestamp, .date, .uuid, .json, .jsonb, .timeOfDay,
            .interval, .address, .array:
            nil
        }
    }
}
