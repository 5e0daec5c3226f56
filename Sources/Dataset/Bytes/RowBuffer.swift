/// Bytes under construction, in memory of its own that grows by doubling.
///
/// A class, so that a writer deep inside a value appends without copying; used by one task at a time.
final class RowBuffer {
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0
    /// The two digits of every number below 36², the first of them in the lower byte.
    private let pairs = allPairs

    init(capacity: Int = 1 << 16) {
        self.capacity = capacity
        base = .allocate(byteCount: capacity, alignment: 8)
    }

    deinit { base.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    func removeAll() { count = 0 }

    func truncate(to newCount: Int) {
        precondition(newCount <= count, "a buffer is only truncated to bytes that it has")
        count = newCount
    }

    @inline(__always)
    func append(_ byte: UInt8) {
        reserve(1)
        base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    func append(_ source: [UInt8]) { source.withUnsafeBytes { append($0) } }

    func append(_ source: FrozenList<UInt8>) { append(source.bytes) }

    func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func append(_ source: UnsafeRawBufferPointer) {
        guard let start = source.baseAddress, source.count > 0 else { return }
        reserve(source.count)
        (base + count).copyMemory(from: start, byteCount: source.count)
        count += source.count
    }

    @inline(__always)
    func append(_ source: ShortBytes) {
        reserve(ShortBytes.capacity)
        base.storeBytes(of: source.bytes, toByteOffset: count, as: SIMD32<UInt8>.self)
        count += source.count
    }

    /// Appends an integer in network byte order.
    @inline(__always)
    func append<Number: FixedWidthInteger>(network number: Number) {
        let size = MemoryLayout<Number>.size
        reserve(size)
        base.storeBytes(of: number.bigEndian, toByteOffset: count, as: Number.self)
        count += size
    }

    /// Appends an integer in network byte order behind the number of its bytes.
    @inline(__always)
    func append<Number: FixedWidthInteger>(counted number: Number) {
        let size = MemoryLayout<Number>.size
        reserve(4 + size)
        base.storeBytes(of: Int32(size).bigEndian, toByteOffset: count, as: Int32.self)
        base.storeBytes(of: number.bigEndian, toByteOffset: count + 4, as: Number.self)
        count += 4 + size
    }

    /// Overwrites the byte at `position`.
    /// - Precondition: it was written before.
    @inline(__always)
    func replace(with byte: UInt8, at position: Int) {
        precondition(position >= 0 && position < count, "only bytes that were written are overwritten")
        base.storeBytes(of: byte, toByteOffset: position, as: UInt8.self)
    }

    /// Overwrites the four bytes at `position` in network byte order.
    /// - Precondition: they were written before.
    @inline(__always)
    func patch(_ number: Int32, at position: Int) {
        precondition(position >= 0 && position + 4 <= count, "only bytes that were written are overwritten")
        base.storeBytes(of: number.bigEndian, toByteOffset: position, as: Int32.self)
    }

    /// Writes the number of bytes behind `position` + 4 into the four bytes at `position`.
    @inline(__always)
    func patchLength(at position: Int) { patch(Int32(count - position - 4), at: position) }

    /// A copy of the bytes from a position on.
    func copy(from position: Int) -> [UInt8] { Array(bytes[position...]) }

    /// Appends a decimal number, filled up with zeros on the left.
    func append(decimal number: Int64, width: Int = 1) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var magnitude = number.magnitude
        var digitCount = 1
        var rest = magnitude / 10
        while rest > 0 {
            digitCount += 1
            rest /= 10
        }
        let length = max(digitCount, width)
        reserve(length)
        for index in (0..<length).reversed() {
            let digit = UInt8(truncatingIfNeeded: magnitude % 10)
            base.storeBytes(of: UInt8(ascii: "0") + digit, toByteOffset: count + index, as: UInt8.self)
            magnitude /= 10
        }
        count += length
    }

    /// Appends the lowest digits of a number to the base of 36, the highest of them first.
    ///
    /// Two digits at once are looked up; six digits fit 32 bits, and two sixes keep the processor busy while each waits
    /// for its division.
    /// - Precondition: `digitCount` is at most 12, and the number has no more digits than that.
    func append(base36 number: UInt64, digitCount: Int) {
        precondition(digitCount <= 12 && number < Self.twelveDigits, "keys are written twelve digits at a time")
        // Six digits are stored as eight bytes, of which the last two are written over.
        reserve(16)
        let (high, low) = number.quotientAndRemainder(dividingBy: Self.sixDigits)
        let behind = six(UInt32(truncatingIfNeeded: low))
        let start = base + count
        if digitCount <= 6 {
            store(behind &>> UInt64(8 * (6 - digitCount)), at: start)
        } else {
            store(six(UInt32(truncatingIfNeeded: high)) &>> UInt64(8 * (12 - digitCount)), at: start)
            store(behind, at: start + digitCount - 6)
        }
        count += digitCount
    }

    /// The digits of a number, the highest of them in the lowest byte.
    @inline(__always)
    private func six(_ number: UInt32) -> UInt64 {
        let upper = number / Self.pairCount
        let first = upper / Self.pairCount
        let (second, third) = (upper &- first &* Self.pairCount, number &- upper &* Self.pairCount)
        return UInt64(pairs[Int(first)]) | UInt64(pairs[Int(second)]) << 16 | UInt64(pairs[Int(third)]) << 32
    }

    @inline(__always)
    private func store(_ bytes: UInt64, at start: UnsafeMutableRawPointer) {
        start.storeBytes(of: bytes.littleEndian, as: UInt64.self)
    }

    private static let twelveDigits = sixDigits * sixDigits

    private static let sixDigits: UInt64 = 36 * 36 * 36 * 36 * 36 * 36

    private static let pairCount: UInt32 = 36 * 36

    private static let pairMemory = FrozenMemory()

    private static let allPairs: FrozenList<UInt16> = {
        let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
        return pairMemory.list(
            (0..<Int(pairCount)).map { UInt16(digits[$0 / 36]) | UInt16(digits[$0 % 36]) << 8 })
    }()

    @inline(__always)
    private func reserve(_ additional: Int) {
        if count + additional > capacity { grow(additional) }
    }

    private func grow(_ additional: Int) {
        while count + additional > capacity { capacity *= 2 }
        let bigger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        bigger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = bigger
    }
}
