import Foundation

/// A text that equals only the same bytes, as PostgreSQL tells names apart.
///
/// Swift's own comparison takes `é` written as one scalar and as two for the same text; two tables of such names are
/// two tables. Orders by UTF-8 bytes, which is the order of the scalars, the same on every machine.
struct ExactText: Hashable, Comparable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    /// True for two texts of the same bytes; nothing is the same as a missing one.
    static func same(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return false }
        return ExactText(left) == ExactText(right)
    }

    static func == (left: ExactText, right: ExactText) -> Bool { areSame(left.text, right.text) }

    /// True for two texts of the same bytes. Texts in one place need not be read: two catalogs that were read one after
    /// the other share nearly all of theirs.
    static func areSame(_ left: String, _ right: String) -> Bool {
        let areOne = withUnsafeBytes(of: left) { one in
            withUnsafeBytes(of: right) { other in
                one.loadUnaligned(as: UInt64.self) == other.loadUnaligned(as: UInt64.self)
                    && one.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                        == other.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            }
        }
        return areOne || left.utf8.count == right.utf8.count && order(left, right) == 0
    }

    static func < (left: ExactText, right: ExactText) -> Bool {
        order(left.text, right.text) < 0
    }

    /// Less than 0, 0 or more than 0, as memcmp: a catalog of ten thousand tables compares its texts tens of millions
    /// of times.
    static func order(_ left: String, _ right: String) -> Int {
        let fast = left.utf8.withContiguousStorageIfAvailable { first in
            right.utf8.withContiguousStorageIfAvailable { second in
                let shared = min(first.count, second.count)
                guard shared > 0, let one = first.baseAddress, let other = second.baseAddress else {
                    return first.count - second.count
                }
                let difference = Int(memcmp(one, other, shared))
                return difference == 0 ? first.count - second.count : difference
            }
        }
        if case .some(.some(let order)) = fast { return order }
        // A text that does not lie in one piece: bridged from another language.
        if left.utf8.lexicographicallyPrecedes(right.utf8) { return -1 }
        return left.utf8.elementsEqual(right.utf8) ? 0 : 1
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)  // No byte of UTF-8: two texts in a row do not run together.
    }
}
