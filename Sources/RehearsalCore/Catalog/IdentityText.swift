/// An identity as text, cut at separators that stand outside double quotes.
public struct IdentityText: Sendable {
    private let bytes: [UInt8]

    public init(_ text: String) { bytes = Array(text.utf8) }

    /// What stands before the last unquoted dot: a column's table.
    public var beforeLastDot: String? { beforeLast(".") }

    /// What stands between unquoted dots, quotes kept: schema, relation, column.
    var components: [String] { parts(between: ".") }

    /// As ``components`` without quotes.
    var names: [String] { components.map(Self.unquoted) }

    /// What stands between unquoted separators, quotes kept.
    func parts(between separator: String) -> [String] {
        var parts: [String] = []
        var start = 0
        for place in places(of: separator) {
            parts.append(text(from: start, to: place))
            start = place + separator.utf8.count
        }
        return parts + [text(from: start, to: bytes.count)]
    }

    /// What stands behind the first unquoted separator.
    public func after(_ separator: String) -> String? {
        places(of: separator).first.map { text(from: $0 + separator.utf8.count, to: bytes.count) }
    }

    /// What stands before the first unquoted separator.
    public func before(_ separator: String) -> String? {
        places(of: separator).first.map { text(from: 0, to: $0) }
    }

    /// What stands behind the last unquoted separator.
    public func afterLast(_ separator: String) -> String? {
        places(of: separator).last.map { text(from: $0 + separator.utf8.count, to: bytes.count) }
    }

    /// What stands before the last unquoted separator.
    public func beforeLast(_ separator: String) -> String? {
        places(of: separator).last.map { text(from: 0, to: $0) }
    }

    /// A name without its double quotes; any other text as it is.
    static func unquoted(_ name: String) -> String { name.unquoted("\"") ?? name }

    /// As identities have it: quoted where PostgreSQL would quote it, but for its reserved words.
    static func quoted(_ name: String) -> String {
        let isPlain = name.utf8.enumerated().allSatisfy { place, byte in
            (0x61...0x7A).contains(byte) || byte == 0x5F || (place > 0 && (0x30...0x39).contains(byte))
        }
        return isPlain && !name.isEmpty ? name : name.quoted("\"")
    }

    private func text(from start: Int, to end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    /// A doubled quote inside quotes closes and opens again, so counting quotes is enough.
    private func places(of separator: String) -> [Int] {
        let wanted = Array(separator.utf8)
        var found: [Int] = []
        var quoted = false
        for place in bytes.indices {
            if bytes[place] == Letters.doubleQuote {
                quoted.toggle()
            } else if !quoted, bytes[place] == wanted[0], bytes[place...].starts(with: wanted) {
                found.append(place)
            }
        }
        return found
    }
}
