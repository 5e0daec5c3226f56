/// Rows of values with commas between them, by RFC 4180 and no other custom: quotes around a value or nowhere in it.
struct CommaSeparatedText {
    struct Row: Hashable {
        var values: [String]
        /// Where it begins, from 1.
        var line: Int
    }

    struct Fault: Error, Hashable {
        var line: Int
        var reason: String
    }

    private(set) var rows: [Row] = []

    /// Reads all of a text; an empty last line is no row.
    init(_ text: String) throws(Fault) {
        let bytes = Array(text.utf8)
        var index = 0
        var line = 1
        while index < bytes.count {
            var row = Row(values: [], line: line)
            repeat {
                row.values.append(try Self.value(in: bytes, &index, &line))
            } while Self.takes(UInt8(ascii: ","), in: bytes, &index)
            try Self.endRow(in: bytes, &index, &line)
            rows.append(row)
        }
    }

    private static func takes(_ byte: UInt8, in bytes: [UInt8], _ index: inout Int) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private static func endRow(in bytes: [UInt8], _ index: inout Int, _ line: inout Int) throws(Fault) {
        _ = takes(UInt8(ascii: "\r"), in: bytes, &index)
        guard index == bytes.count || takes(UInt8(ascii: "\n"), in: bytes, &index) else {
            throw Fault(line: line, reason: "a comma or the line's end has to follow a value")
        }
        line += 1
    }

    private static func value(in bytes: [UInt8], _ index: inout Int, _ line: inout Int) throws(Fault) -> String {
        let quote = UInt8(ascii: "\"")
        guard takes(quote, in: bytes, &index) else {
            let start = index
            while index < bytes.count,
                ![UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[index])
            {
                if bytes[index] == quote { throw Fault(line: line, reason: "a quote stands in a value without quotes") }
                index += 1
            }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        let first = line
        var value: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == quote {
                guard takes(quote, in: bytes, &index) else { return String(decoding: value, as: UTF8.self) }
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            value.append(byte)
        }
        throw Fault(line: first, reason: "the quotes that begin here are not closed")
    }
}
