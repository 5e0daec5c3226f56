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
    /// Whose codes the column has; the program itself where there is none.
    let leaf: Program
    let form: FieldForm
    /// Among ``PlannedFields/columns``; nil where its values are worked out row by row.
    let column: Int?
    /// Its values with their lengths, where the column has few.
    let written: Frozen<WrittenValues>?
}

/// A table's columns, in the order in which they are written.
struct PlannedFields: Sendable, BitwiseCopyable {
    let fields: FrozenList<PlannedField>
    /// What is worked out block by block: fields, then what lies inside of documents.
    let columns: FrozenList<BlockwiseColumn>

    init(_ columns: [PlannedColumn], _ evaluator: RowEvaluator, in memory: FrozenMemory) {
        var (fields, blockwise): ([PlannedField], [BlockwiseColumn]) = ([], [])
        let writer = BinaryWriter(evaluator: evaluator)
        for column in columns {
            let found = BlockwiseColumn(column.program, in: memory)
            let form = FieldForm(column.type, in: memory)
            let written = found.flatMap { found in
                WrittenValues(found.leaf, in: memory) { writer.write($0, as: form, to: $1) }
            }
            fields.append(
                PlannedField(
                    program: column.program, leaf: found?.leaf ?? column.program, form: form,
                    column: found.map { _ in blockwise.count }, written: written.map { Frozen($0, in: memory) }))
            if let found { blockwise.append(found) }
        }
        for column in columns {
            let inside = column.program.members.filter { $0.memoSlot != nil }
            blockwise += inside.compactMap { BlockwiseColumn($0, in: memory) }
        }
        self.fields = memory.list(fields)
        self.columns = memory.list(blockwise)
    }
}

extension Program {
    /// What lies inside of its documents and is drawn by the row, as they are.
    fileprivate var members: [Program] {
        guard case .object(let members) = map, case .counter = source else { return [] }
        return members.flatMap { [$0.program] + $0.program.members }
    }
}
