/// An identity as text, cut at separators that stand outside double quotes.
public struct IdentityText: Sendable {
    private let bytes: [UInt8]

    public init(_ text: String) { bytes = Array(text.utf8) }

    /// What stands before the last unquoted dot: a column's table.
    public var beforeLastDot: String? { beforeLast(".") }

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

    private func text(from start: Int, to end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    /// A doubled quote inside quotes closes and opens again, so counting quotes is enough.
    private func places(of separator: String) -> [Int] {
        let wanted = Array(separator.utf8)
        var found: [Int] = []
        var quoted = false
        for place in bytes.indices {
            if bytes[place] == UInt8(ascii: "\"") {
                quoted.toggle()
            } else if !quoted, bytes[place...].starts(with: wanted) {
                found.append(place)
            }
        }
        return found
    }
}
