import Foundation

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

    /// The number of elements, then each one's bytes in the order of bytes, whatever order the elements came in.
    ///
    /// A snapshot has tens of thousands of them: all lie in one piece of memory, and their places are sorted.
    public mutating func append<Element>(
        unordered elements: [Element], _ encode: (Element, inout SnapshotEncoding) -> Void
    ) {
        var all = SnapshotEncoding()
        var places: [Range<Int>] = []
        places.reserveCapacity(elements.count)
        for element in elements {
            let start = all.bytes.count
            encode(element, &all)
            places.append(start..<all.bytes.count)
        }
        append(Int64(elements.count))
        all.bytes.withUnsafeBytes { bytes in
            places.sort { Self.precedes(bytes[$0], bytes[$1]) }
            for place in places { append(bytes: bytes[place]) }
        }
    }

    /// The order of bytes, a beginning before the whole.
    private static func precedes(_ left: Slice<UnsafeRawBufferPointer>, _ right: Slice<UnsafeRawBufferPointer>) -> Bool
    {
        let shared = min(left.count, right.count)
        guard shared > 0, let one = UnsafeRawBufferPointer(rebasing: left).baseAddress,
            let other = UnsafeRawBufferPointer(rebasing: right).baseAddress
        else { return left.count < right.count }
        let difference = memcmp(one, other, shared)
        return difference == 0 ? left.count < right.count : difference < 0
    }
}
