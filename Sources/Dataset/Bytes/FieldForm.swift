/// A ``ColumnType`` in a plan's ``FrozenMemory``: handing it on for every field of every row costs nothing.
enum FieldForm: Sendable, BitwiseCopyable {
    case text, integer2, integer4, integer8, float4, float8, boolean, numeric, timestamp, date, uuid, json, jsonb
    case timeOfDay, interval, address
    case array(Frozen<FieldForm>, elementOID: UInt32)
    case range(Frozen<FieldForm>)
    case multirange(Frozen<FieldForm>)
    case composite(FrozenList<Part>)

    /// A member of a composite type.
    struct Part: Sendable, BitwiseCopyable {
        let form: FieldForm
        let oid: UInt32
    }

    init(_ type: ColumnType, in memory: FrozenMemory) {
        func frozen(_ type: ColumnType) -> Frozen<FieldForm> { Frozen(FieldForm(type, in: memory), in: memory) }
        self =
            switch type {
            case .text: .text
            case .integer2: .integer2
            case .integer4: .integer4
            case .integer8: .integer8
            case .float4: .float4
            case .float8: .float8
            case .boolean: .boolean
            case .numeric: .numeric
            case .timestamp: .timestamp
            case .date: .date
            case .uuid: .uuid
            case .json: .json
            case .jsonb: .jsonb
            case .timeOfDay: .timeOfDay
            case .interval: .interval
            case .address: .address
            case .array(let element, let oid): .array(frozen(element), elementOID: oid)
            case .range(let element): .range(frozen(element))
            case .multirange(let element): .multirange(frozen(element))
            case .composite(let parts):
                .composite(memory.list(parts.map { Part(form: FieldForm($0.type, in: memory), oid: $0.oid) }))
            }
    }
}

/// A column's program and the form in which its values are written.
struct PlannedField: Sendable, BitwiseCopyable {
    let program: Program
    let form: FieldForm

    init(_ column: PlannedColumn, in memory: FrozenMemory) {
        program = column.program
        form = FieldForm(column.type, in: memory)
    }
}
