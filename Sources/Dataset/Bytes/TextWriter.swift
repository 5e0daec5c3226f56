import RehearsalCore

/// Writes values as PostgreSQL would print them.
struct TextWriter {
    let evaluator: RowEvaluator

    func write(_ value: RowValue, to buffer: RowBuffer) {
        switch value.program.map {
        case .handedOn: preconditionFailure("\(value.program.path) hands on and has no text of its own")
        case .number(let scale): Self.write(number: value.code, scale: scale, to: buffer)
        case .boolean: buffer.append(value.code != 0 ? "true" : "false")
        case .time: Self.write(time: value.code, separator: UInt8(ascii: " "), to: buffer)
        case .literals(let list): buffer.append(list.texts[Int(value.code)])
        case .key(let text): Self.write(key: UInt64(value.code), text, value.program.key, to: buffer)
        case .ranked(let text): Self.write(ranked: UInt64(value.code), text, value.program.key, to: buffer)
        case .uuid: Self.write(uuid: Self.uuid(UInt64(value.code), value.program.key), to: buffer)
        case .template(let parts): for part in parts { write(part, value, to: buffer) }
        case .paragraph(let text): write(text, value, to: buffer)
        case .range(let range): write(range.value.bounds(of: value, evaluator), to: buffer)
        case .object, .documents, .composite, .list, .pick, .arrays: JSONWriter(text: self).write(value, to: buffer)
        }
    }

    /// As PostgreSQL prints ranges: times stand in quotes, because there is a blank in them.
    private func write(_ bounds: CompiledRange.Bounds, to buffer: RowBuffer) {
        guard case .sides(let lower, let upper) = bounds else { return buffer.append("empty") }
        buffer.append(lower == nil ? UInt8(ascii: "(") : UInt8(ascii: "["))
        if let lower { write(bound: lower, to: buffer) }
        buffer.append(UInt8(ascii: ","))
        if let upper { write(bound: upper, to: buffer) }
        buffer.append(UInt8(ascii: ")"))
    }

    private func write(bound: RowValue, to buffer: RowBuffer) {
        guard case .time = bound.program.map else { return write(bound, to: buffer) }
        buffer.append(UInt8(ascii: "\""))
        write(bound, to: buffer)
        buffer.append(UInt8(ascii: "\""))
    }

    private func write(_ part: TemplatePart, _ value: RowValue, to buffer: RowBuffer) {
        switch part {
        case .literal(let bytes): buffer.append(bytes)
        case .words(let list, let key):
            let index = CounterRandom.below(UInt64(list.texts.count), CounterRandom.draw(key, value.counter))
            buffer.append(list.texts[Int(index)])
        case .column(let program):
            if let other = evaluator.value(program, value.row, UInt64(value.row)) { write(other, to: buffer) }
        case .columnPart(let program, let part):
            guard let other = evaluator.value(program, value.row, UInt64(value.row)) else { return }
            buffer.append(decimal: Int64(CivilDate(time: other.code).part(part)))
        case .row(let width): buffer.append(decimal: Int64(value.row) + 1, width: width)
        case .ordinal(let width):
            buffer.append(decimal: Int64(evaluator.ordinal(value.program.table, value.row)) + 1, width: width)
        case .scatter(let width, let permutation):
            buffer.append(decimal: Int64(permutation(UInt64(value.row))), width: width)
        case .digits(let count, let key):
            let draw = CounterRandom.draw(key, value.counter)
            let number = CounterRandom.below(UInt64(PowersOfTen.value(count)), draw)
            buffer.append(decimal: Int64(number), width: count)
        case .hexadecimal(let count, let key):
            Self.write(hexadecimalDigits: count, key, value.counter, to: buffer)
        case .range(let low, let count, let key):
            buffer.append(decimal: low + Int64(CounterRandom.below(count, CounterRandom.draw(key, value.counter))))
        }
    }

    /// Sentences up to a length; the last one is cut at a space and ends with a full stop.
    private func write(_ text: ParagraphText, _ value: RowValue, to buffer: RowBuffer) {
        let key = value.program.key
        let length = text.low + Int(CounterRandom.below(text.width, CounterRandom.draw(key, value.counter)))
        let start = buffer.count
        var number = 0
        let count = UInt64(text.sentences.texts.count)
        let stream = CounterRandom.key(key, Int(truncatingIfNeeded: value.counter))
        while buffer.count - start < length {
            if number > 0 { buffer.append(UInt8(ascii: " ")) }
            let index = CounterRandom.below(count, CounterRandom.draw(stream, UInt64(number)))
            buffer.append(text.sentences.texts[Int(index)])
            number += 1
        }
        guard buffer.count - start > length else { return }
        var end = start + length - 1
        let bytes = buffer.bytes
        while end > start + 1, bytes[end] != UInt8(ascii: " ") { end -= 1 }
        // Nor is a comma or a full stop left before the one that is added.
        while end > start + 1, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
        if end > start + 1 {
            buffer.truncate(to: end)
            buffer.append(UInt8(ascii: "."))
        }
    }
}

extension TextWriter {
    static func write(number: Int64, scale: Int, to buffer: RowBuffer) {
        guard scale > 0 else { return buffer.append(decimal: number) }
        if number < 0 { buffer.append(UInt8(ascii: "-")) }
        let power = PowersOfTen.value(scale).magnitude
        buffer.append(decimal: Int64(number.magnitude / power))
        buffer.append(UInt8(ascii: "."))
        buffer.append(decimal: Int64(number.magnitude % power), width: scale)
    }

    static func write(date days: Int, to buffer: RowBuffer) {
        let date = CivilDate(daysSince2000: days)
        buffer.append(decimal: Int64(date.year), width: 4)
        buffer.append(UInt8(ascii: "-"))
        buffer.append(decimal: Int64(date.month), width: 2)
        buffer.append(UInt8(ascii: "-"))
        buffer.append(decimal: Int64(date.day), width: 2)
    }

    /// `2025-03-15 09:00:00.123`, with three digits of a second, or none where they are zero.
    static func write(time: Int64, separator: UInt8, to buffer: RowBuffer) {
        let day = CivilDate.day(of: time)
        write(date: day, to: buffer)
        buffer.append(separator)
        let milliseconds = (time - Int64(day) * CivilDate.microsecondsPerDay) / 1000
        buffer.append(decimal: milliseconds / 3_600_000, width: 2)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(decimal: milliseconds / 60_000 % 60, width: 2)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(decimal: milliseconds / 1000 % 60, width: 2)
        guard milliseconds % 1000 != 0 else { return }
        buffer.append(UInt8(ascii: "."))
        buffer.append(decimal: milliseconds % 1000, width: 3)
    }

    static func write(key code: UInt64, _ text: KeyText, _ key: UInt64, to buffer: RowBuffer) {
        buffer.append(text.prefix)
        buffer.append(base36: code, digitCount: KeyText.codeDigitCount)
        write(filler: text.fillerCount, code, key, to: buffer)
    }

    /// Digits that stand as the codes do, and filler up to a length that follows from the code.
    static func write(ranked code: UInt64, _ text: RankedText, _ key: UInt64, to buffer: RowBuffer) {
        if let words = text.words.first {
            let number = UInt64(text.codeCount).dividingFullWidth(code.multipliedFullWidth(by: UInt64(words.count)))
            let length = text.length(of: code, key)
            return words.write(
                Int(number.quotient), length: length, draws: CounterRandom.key(key, Int(code)), to: buffer)
        }
        buffer.append(base36: code, digitCount: text.digitCount)
        write(filler: max(0, text.length(of: code, key) - text.digitCount), code, key, to: buffer)
    }

    private static func write(filler count: Int, _ code: UInt64, _ key: UInt64, to buffer: RowBuffer) {
        var left = count
        var lane: UInt64 = 0
        while left > 0 {
            let digitCount = min(left, KeyText.codeDigitCount)
            let filler = CounterRandom.draw(key &+ lane, code) >> 2
            buffer.append(base36: filler, digitCount: digitCount)
            left -= digitCount
            lane += 1
        }
    }

    /// The 16 bytes of a version-4 UUID whose 60 leading free bits are the code.
    static func uuid(_ code: UInt64, _ key: UInt64) -> (high: UInt64, low: UInt64) {
        let high = (code >> 12) << 16 | 0x4000 | (code & 0xFFF)
        let low = (CounterRandom.draw(key, code) >> 2) | (1 << 63)
        return (high, low)
    }

    private static func write(uuid: (high: UInt64, low: UInt64), to buffer: RowBuffer) {
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 { buffer.append(UInt8(ascii: "-")) }
            let half = index < 16 ? uuid.high : uuid.low
            appendHexadecimal(UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (index % 16))) & 15, to: buffer)
        }
    }

    private static func write(hexadecimalDigits count: Int, _ key: UInt64, _ counter: UInt64, to buffer: RowBuffer) {
        var draw: UInt64 = 0
        for index in 0..<count {
            if index % 16 == 0 { draw = CounterRandom.draw(key &+ UInt64(index), counter) }
            appendHexadecimal(UInt8(truncatingIfNeeded: draw >> UInt64(60 - 4 * (index % 16))) & 15, to: buffer)
        }
    }

    private static func appendHexadecimal(_ digit: UInt8, to buffer: RowBuffer) {
        buffer.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
}
