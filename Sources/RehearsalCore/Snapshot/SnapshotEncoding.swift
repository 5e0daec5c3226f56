/// Bytes that mean one thing only: every text and list is preceded by its length, so that no two different
/// sequences of values give the same bytes.
///
/// Hashes are taken over such bytes. Texts count by their UTF-8 bytes and not as Swift compares them: `é` in one
/// scalar and `é` in two are different names to PostgreSQL.
public struct SnapshotEncoding: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// Eight bytes, most significant first.
    public mutating func append(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// The number of UTF-8 bytes, then the bytes.
    public mutating func append(_ text: String) {
        append(bytes: text.utf8)
    }

    /// The number of bytes, then the bytes.
    public mutating func append(bytes more: some Collection<UInt8>) {
        append(Int64(more.count))
        bytes.append(contentsOf: more)
    }

    /// One byte that tells nothing from something, then the text.
    public mutating func append(optional text: String?) {
        bytes.append(text == nil ? 0 : 1)
        if let text { append(text) }
    }

    /// The number of parts, then the parts in the order of their bytes, whatever order they came in.
    public mutating func append(unordered parts: [SnapshotEncoding]) {
        append(Int64(parts.count))
        for part in parts.map(\.bytes).sorted(by: Self.precedes) {
            append(bytes: part)
        }
    }

    /// The order of bytes, a beginning before the whole: a snapshot has tens of thousands of parts to be put in order.
    private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                let count = min(left.count, right.count)
                for place in 0..<count where left[place] != right[place] { return left[place] < right[place] }
                return left.count < right.count
            }
        }
    }
}
