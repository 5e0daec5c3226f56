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

    static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.count == right.text.utf8.count && left.text.utf8.elementsEqual(right.text.utf8)
    }

    static func < (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)  // No byte of UTF-8: two texts in a row do not run together.
    }
}
