/// Writes values as JSON text, members in the shape's order, without spaces.
struct JSONWriter {
    let text: TextWriter

    func write(_ value: RowValue, to buffer: RowBuffer) {
        switch value.program.map {
        case .handedOn: preconditionFailure("\(value.program.path) hands on and has no text of its own")
        case .number, .boolean: text.write(value, to: buffer)
        case .time:
            buffer.append(UInt8(ascii: "\""))
            TextWriter.write(time: value.code, separator: UInt8(ascii: "T"), to: buffer)
            buffer.append("Z\"")
        case .uuid: plain(value, to: buffer)
        case .ranked(let ranked) where ranked.words.isEmpty: plain(value, to: buffer)
        case .literals, .key, .ranked, .template, .paragraph, .range:
            quoted(buffer) { text.write(value, to: buffer) }
        case .object(let members): write(members, value, to: buffer)
        case .documents(let members, let counters), .composite(let members, let counters):
            let shared = RowValue(
                program: value.program, code: value.code, row: value.row, counter: value.memberCounter(counters))
            write(members, shared, to: buffer)
        case .list, .pick, .arrays:
            buffer.append(UInt8(ascii: "["))
            var isFirst = true
            ArrayElements(evaluator: text.evaluator).forEach(value) { element in
                if !isFirst { buffer.append(UInt8(ascii: ",")) }
                isFirst = false
                write(element, to: buffer)
            }
            buffer.append(UInt8(ascii: "]"))
        }
    }

    /// Writes an element of an array.
    private func write(_ element: ArrayElement, to buffer: RowBuffer) {
        switch element {
        case .null: buffer.append("null")
        case .word(let word): quoted(buffer) { buffer.append(word) }
        case .value(let value): write(value, to: buffer)
        }
    }

    /// Each member brings a comma; a brace takes the place of the first.
    private func write(_ members: FrozenList<CompiledMember>, _ value: RowValue, to buffer: RowBuffer) {
        let start = buffer.count
        for member in members {
            if member.present != .whole,
                !member.present.contains(CounterRandom.draw(member.presenceKey, value.counter))
            {
                continue
            }
            if let key = member.shortKey { buffer.append(key.value) } else { buffer.append(member.key) }
            guard let found = text.evaluator.value(member.program, value.row, value.counter) else {
                buffer.append("null")
                continue
            }
            if let written = member.written {
                buffer.append(written.value[found.code])
            } else {
                write(found, to: buffer)
            }
        }
        if buffer.count == start {
            buffer.append("{}")
        } else {
            buffer.replace(with: UInt8(ascii: "{"), at: start)
            buffer.append(UInt8(ascii: "}"))
        }
    }

    /// Letters and digits, which are never escaped.
    private func plain(_ value: RowValue, to buffer: RowBuffer) {
        buffer.append(UInt8(ascii: "\""))
        text.write(value, to: buffer)
        buffer.append(UInt8(ascii: "\""))
    }

    private func quoted(_ buffer: RowBuffer, _ body: () -> Void) {
        buffer.append(UInt8(ascii: "\""))
        let start = buffer.count
        body()
        if buffer.bytes[start...].contains(where: Self.needsEscape) {
            let raw = buffer.copy(from: start)
            buffer.truncate(to: start)
            Self.appendEscaped(raw, to: buffer)
        }
        buffer.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Appends the inside of a JSON string.
    static func appendEscaped(_ raw: [UInt8], to buffer: RowBuffer) {
        let digits = Array("0123456789abcdef".utf8)
        for byte in raw {
            if byte < 0x20 {
                buffer.append("\\u00")
                buffer.append(digits[Int(byte >> 4)])
                buffer.append(digits[Int(byte & 15)])
            } else {
                if needsEscape(byte) { buffer.append(UInt8(ascii: "\\")) }
                buffer.append(byte)
            }
        }
    }
}
