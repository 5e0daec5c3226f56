import RehearsalCore

/// Writes values in the binary form that COPY reads: a length, then the type's own form.
///
/// The forms are those of PostgreSQL's `*_recv` functions; times count microseconds from 2000-01-01.
struct BinaryWriter {
    let text: TextWriter

    init(evaluator: RowEvaluator) { text = TextWriter(evaluator: evaluator) }

    /// Writes one field; nil is NULL.
    func write(_ value: RowValue?, as form: FieldForm, to buffer: RowBuffer) {
        guard let value else { return buffer.append(network: Int32(-1)) }
        if Self.write(code: value.code, of: value.program, as: form, to: buffer) { return }
        writeLong(value, as: form, to: buffer)
    }

    /// Writes a field that follows from its code and its column alone; false where there is more to it.
    @inline(__always)
    static func write(code: Int64, of leaf: Program, as form: FieldForm, to buffer: RowBuffer) -> Bool {
        switch form {
        case .integer8, .timestamp, .timeOfDay: buffer.append(counted: code)
        case .integer4: buffer.append(counted: Int32(clamping: code))
        case .integer2: buffer.append(counted: Int16(clamping: code))
        case .boolean: buffer.append(counted: code != 0 ? UInt8(1) : 0)
        case .float8: buffer.append(counted: double(code, leaf).bitPattern)
        case .numeric: NumericForm(unscaled: code, scale: leaf.scale).write(to: buffer)
        case .uuid:
            let halves = TextWriter.uuid(UInt64(code), leaf.key)
            buffer.append(network: Int32(16))
            buffer.append(network: halves.high)
            buffer.append(network: halves.low)
        case .float4: buffer.append(counted: Float(double(code, leaf)).bitPattern)
        case .date: buffer.append(counted: Int32(clamping: CivilDate.day(of: code)))
        default: return false
        }
        return true
    }

    /// Writes a field whose length is known when it is written.
    func writeLong(_ value: RowValue, as form: FieldForm, to buffer: RowBuffer) {
        let start = buffer.count
        buffer.append(network: Int32(0))
        writeBody(value, form, to: buffer)
        buffer.patchLength(at: start)
    }

    /// Writes what comes behind the length.
    private func writeBody(_ value: RowValue, _ form: FieldForm, to buffer: RowBuffer) {
        switch form {
        case .text: text.write(value, to: buffer)
        case .integer2, .integer4, .integer8, .boolean, .timestamp, .timeOfDay, .float4, .float8, .numeric, .date,
            .uuid:
            preconditionFailure("codes are written with their length")
        case .interval:
            // Microseconds, days, months.
            buffer.append(network: value.code)
            buffer.append(network: Int32(0))
            buffer.append(network: Int32(0))
        case .address:
            // PGSQL_AF_INET, 32 bits of mask, no network, four bytes: within 10.0.0.0/8.
            for byte: UInt8 in [2, 32, 0, 4] { buffer.append(byte) }
            buffer.append(network: Int32(truncatingIfNeeded: 0x0A00_0000 | (value.code & 0xFF_FFFF)))
        case .json: JSONWriter(text: text).write(value, to: buffer)
        case .jsonb:
            buffer.append(1)
            JSONWriter(text: text).write(value, to: buffer)
        case .array(let element, let oid): writeArray(value, element.value, oid, to: buffer)
        case .range(let element): writeRange(value, element.value, to: buffer)
        case .multirange(let element):
            buffer.append(network: Int32(1))
            let start = buffer.count
            buffer.append(network: Int32(0))
            writeRange(value, element.value, to: buffer)
            buffer.patchLength(at: start)
        case .composite(let parts): writeComposite(value, parts, to: buffer)
        }
    }

    /// Flags, then the bounds that there are.
    private func writeRange(_ value: RowValue, _ form: FieldForm, to buffer: RowBuffer) {
        guard case .range(let range) = value.program.map else { preconditionFailure("a range's column has ranges") }
        guard case .sides(let lower, let upper) = range.value.bounds(of: value, text.evaluator) else {
            return buffer.append(0x01)
        }
        // RANGE_LB_INC where there is a beginning, RANGE_LB_INF and RANGE_UB_INF where there is none, or no end.
        buffer.append((lower == nil ? 0x08 : 0x02) | (upper == nil ? 0x10 : 0))
        if lower != nil { write(lower, as: form, to: buffer) }
        if upper != nil { write(upper, as: form, to: buffer) }
    }

    /// The number of members, then each with its type.
    private func writeComposite(_ value: RowValue, _ parts: FrozenList<FieldForm.Part>, to buffer: RowBuffer) {
        guard case .composite(let members, let counters) = value.program.map else {
            preconditionFailure("a composite type's column has values of it")
        }
        buffer.append(network: Int32(parts.count))
        let counter = value.memberCounter(counters)
        for (part, member) in zip(parts, members) {
            buffer.append(network: part.oid)
            write(text.evaluator.value(member.program, value.row, counter), as: part.form, to: buffer)
        }
    }

    /// One dimension that starts at 1, or none for an empty array.
    private func writeArray(_ value: RowValue, _ form: FieldForm, _ oid: UInt32, to buffer: RowBuffer) {
        let start = buffer.count
        var count: Int32 = 0
        var hasNull = false
        for header in [1, 0, Int32(bitPattern: oid), 0, 1] { buffer.append(network: header) }
        ArrayElements(evaluator: text.evaluator).forEach(value) { element in
            count += 1
            switch element {
            case .null:
                hasNull = true
                write(nil, as: form, to: buffer)
            case .value(let found): write(found, as: form, to: buffer)
            case .word(let word):
                buffer.append(network: Int32(word.count))
                buffer.append(word)
            }
        }
        if count == 0 {
            buffer.truncate(to: start + 12)
            buffer.patch(Int32(0), at: start)
        } else {
            buffer.patch(Int32(hasNull ? 1 : 0), at: start + 4)
            buffer.patch(count, at: start + 12)
        }
    }

    /// Both operands are exact, so the division is the nearest number to the decimal: the same everywhere.
    @inline(__always)
    private static func double(_ code: Int64, _ leaf: Program) -> Double {
        Double(code) / Double(PowersOfTen.value(leaf.scale))
    }
}

extension Program {
    /// The digits behind the point of its numbers; 0 where it makes none.
    @inline(__always)
    fileprivate var scale: Int {
        guard case .number(let scale) = map else { return 0 }
        return scale
    }
}
