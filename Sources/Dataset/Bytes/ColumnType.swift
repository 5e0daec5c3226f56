/// The types whose binary form we write.
enum ColumnType: Hashable, Sendable {
    case text, integer2, integer4, integer8, float4, float8, boolean, numeric, timestamp, date, uuid, json, jsonb
    case timeOfDay, interval, address
    indirect case array(ColumnType, elementOID: UInt32)
    indirect case range(ColumnType)
    /// Of one range each.
    indirect case multirange(ColumnType)
    case composite([CompositePart])

    /// A member of a composite type.
    struct CompositePart: Hashable, Sendable {
        let type: ColumnType
        let oid: UInt32
        let layout: ColumnLayout
    }

    /// The type of a name that `format_type` gives without a modifier; nil for a type that we cannot write.
    init?(_ column: ColumnLayout) {
        if column.labels != nil {
            // A label is sent as its text.
            self = .text
        } else if let members = column.members {
            var parts: [CompositePart] = []
            for member in members {
                guard let type = ColumnType(member) else { return nil }
                parts.append(CompositePart(type: type, oid: member.typeOID, layout: member))
            }
            self = .composite(parts)
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
        default: ranges(name)
        }
    }

    private static func ranges(_ name: String) -> ColumnType? {
        if let element = RangeTypes.element(ofMultirange: name) { return scalar(element).map { .multirange($0) } }
        return RangeTypes.element(ofRange: name).flatMap { scalar($0) }.map { .range($0) }
    }

    /// The whole numbers that the type holds; nil for types that are no whole numbers.
    var integerBounds: ClosedRange<Int64>? {
        switch self {
        case .integer2: Int64(Int16.min)...Int64(Int16.max)
        case .integer4: Int64(Int32.min)...Int64(Int32.max)
        case .integer8: Int64.min...Int64.max
        case .text, .float4, .float8, .boolean, .numeric, .timestamp, .date, .uuid, .json, .jsonb, .timeOfDay,
            .interval, .address, .array, .range, .multirange, .composite:
            nil
        }
    }
}
