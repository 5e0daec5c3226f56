/// Any JSON value, for reading EXPLAIN's output, whose keys depend on the server's version.
///
/// Read here and not by Foundation, which takes longer for a plan of ten nodes (1.5 to 2.7 ms) than the server takes to
/// make it: a run reads tens of thousands.
enum JSONValue {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    var number: Double? {
        if case .number(let number) = self { return number }
        return nil
    }

    /// One line: lists joined by commas, whole numbers without a fraction, objects by sorted key.
    var line: String {
        switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number):
            number.rounded() == number && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
        case .text(let text): text
        case .list(let values): values.map(\.line).joined(separator: ", ")
        case .object(let object):
            object.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.line)" }.joined(separator: ", ")
        }
    }
}

/// Why a text is no JSON, and at which byte.
struct JSONFault: Error, CustomStringConvertible {
    var expected: String
    var position: Int

    var description: String { "\(expected) expected at byte \(position + 1)" }
}

/// Reads one JSON text (RFC 8259), strictly.
struct JSONReader {
    /// Deeper nesting is refused: no plan has it, and the stack ends.
    private static let depthLimit = 2000

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    /// Keys whose values nobody looks at: they are read as null.
    private let unread: Set<String>

    private init(_ text: String, unread: Set<String>) {
        bytes = Array(text.utf8)
        self.unread = unread
    }

    static func value(of text: String, unread: Set<String> = []) throws(JSONFault) -> JSONValue {
        var reader = JSONReader(text, unread: unread)
        let value = try reader.value()
        reader.skipBlanks()
        guard reader.position == reader.bytes.count else { throw reader.fault("the end") }
        return value
    }

    private func fault(_ expected: String) -> JSONFault { JSONFault(expected: expected, position: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(JSONFault) -> JSONValue {
        skipBlanks()
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit else { throw fault("less nesting") }
        switch next {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .list(try list())
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let count = word.utf8CodeUnitCount
        let isThere = word.withUTF8Buffer { bytes[position...].prefix(count).elementsEqual($0) }
        guard isThere else { throw fault("\(word)") }
        position += count
        return value
    }

    private mutating func object() throws(JSONFault) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        position += 1
        if take("}") { return members }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw fault("a key") }
            let key = try string()
            guard take(":") else { throw fault("a colon") }
            let value = try value()
            members[key] = unread.contains(key) ? .null : value
        } while take(",")
        guard take("}") else { throw fault("} or a comma") }
        return members
    }

    private mutating func list() throws(JSONFault) -> [JSONValue] {
        var values: [JSONValue] = []
        position += 1
        if take("]") { return values }
        repeat { values.append(try value()) } while take(",")
        guard take("]") else { throw fault("] or a comma") }
        return values
    }

    private mutating func number() throws(JSONFault) -> Double {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Double(text), text.first != "+", text.first != "." else {
            position = start
            throw fault("a value")
        }
        return number
    }

    private mutating func string() throws(JSONFault) -> String {
        position += 1
        let start = position
        // Almost no string has an escape: its bytes are taken at once.
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        var text = bytes[start..<position]
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escaped()
            case ..<0x20:
                position -= 1
                throw fault("no control character")
            default: text.append(byte)
            }
        }
        throw fault("the end of a string")
    }

    private mutating func escaped() throws(JSONFault) -> [UInt8] {
        guard let byte = next else { throw fault("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return try scalar()
        default:
            position -= 1
            throw fault("an escape")
        }
    }

    /// A backslash, `u` and four hexadecimal digits, or two such for a scalar above U+FFFF.
    private mutating func scalar() throws(JSONFault) -> [UInt8] {
        var value = try hexadecimal()
        if (0xD800...0xDBFF).contains(value) {
            guard word(at: position, is: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { throw fault("a surrogate") }
            position += 2
            let low = try hexadecimal()
            guard (0xDC00...0xDFFF).contains(low) else { throw fault("a low surrogate") }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw fault("a character") }
        return Array(String(Character(scalar)).utf8)
    }

    private func word(at place: Int, is wanted: [UInt8]) -> Bool {
        bytes[place...].prefix(wanted.count).elementsEqual(wanted)
    }

    private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
        let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, let value = UInt32(digits, radix: 16) else { throw fault("four digits") }
        position += 4
        return value
    }
}
