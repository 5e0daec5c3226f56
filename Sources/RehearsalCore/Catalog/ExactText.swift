import Foundation

/// A text that equals only the same bytes, as PostgreSQL tells names apart.
///
/// Swift's own comparison takes `é` written as one scalar and as two for the same text; two tables of such names are
/// two tables. Orders by UTF-8 bytes, which is the order of the scalars, the same on every machine. A big schema's
/// reading compares such texts by the million: hence memcmp.
struct ExactText: Hashable, Comparable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.count == right.text.utf8.count && order(left.text, right.text) == 0
    }

    static func < (left: ExactText, right: ExactText) -> Bool { order(left.text, right.text) < 0 }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)  // No byte of UTF-8: two texts in a row do not run together.
    }

    /// Negative, zero or positive, as the left text stands before, at or behind the right one.
    private static func order(_ left: String, _ right: String) -> Int {
        var left = left
        var right = right
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard let first = left.baseAddress, let second = right.baseAddress else {
                    return left.count - right.count
                }
                let order = memcmp(first, second, min(left.count, right.count))
                return order != 0 ? Int(order) : left.count - right.count
            }
        }
    }
}
