/// Up to 32 bytes that are appended as a whole.
struct ShortBytes: Sendable, BitwiseCopyable {
    let bytes: SIMD32<UInt8>
    let count: Int

    static let capacity = 32

    /// - Precondition: there are at most ``capacity`` bytes.
    init(_ source: UnsafeRawBufferPointer) {
        precondition(source.count <= Self.capacity, "so many bytes are appended as a whole")
        var bytes = SIMD32<UInt8>(repeating: 0)
        for (index, byte) in source.enumerated() { bytes[index] = byte }
        (self.bytes, count) = (bytes, source.count)
    }
}

/// All values of a column that has few, in the form in which they are written: most columns of most schemas are a
/// status, a kind or a flag.
///
/// Looked up by the code's product with a number that leads no two codes to one place.
struct WrittenValues: Sendable, BitwiseCopyable {
    private let places: FrozenList<ShortBytes>
    private let multiplier: UInt64
    private let shift: UInt64

    /// The number of values above which nothing is written beforehand.
    static let mostValues = 64

    /// A program's values; nil where there are many or long ones, or where more than its code makes a value.
    init?(_ program: Program, in memory: FrozenMemory, write: (RowValue, RowBuffer) -> Void) {
        guard let codes = program.fewCodes else { return nil }
        self.init(codes, in: memory) { code, buffer in
            write(RowValue(program: program, code: code, row: 0, counter: 0), buffer)
        }
    }

    init?(_ codes: [Int64], in memory: FrozenMemory, write: (_ code: Int64, _ buffer: RowBuffer) -> Void) {
        let distinct = Set(codes).sorted()
        guard !distinct.isEmpty, distinct.count <= Self.mostValues,
            let (multiplier, bits) = Self.multiplier(for: distinct)
        else { return nil }
        let shift = UInt64(UInt64.bitWidth - bits)
        let buffer = RowBuffer(capacity: 64)
        var places = [ShortBytes](repeating: ShortBytes(buffer.bytes), count: 1 << bits)
        for code in distinct {
            buffer.removeAll()
            write(code, buffer)
            guard buffer.count <= ShortBytes.capacity else { return nil }
            places[Self.place(of: code, multiplier, shift)] = ShortBytes(buffer.bytes)
        }
        (self.places, self.multiplier, self.shift) = (memory.list(places), multiplier, shift)
    }

    /// The bytes of one of the codes.
    @inline(__always)
    subscript(code: Int64) -> ShortBytes { places[Self.place(of: code, multiplier, shift)] }

    @inline(__always)
    private static func place(of code: Int64, _ multiplier: UInt64, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: (UInt64(bitPattern: code) &* multiplier) &>> shift)
    }

    /// A multiplier with the number of bits of its places; nil where none of many does.
    private static func multiplier(for codes: [Int64]) -> (UInt64, bits: Int)? {
        let fewest = max(1, codes.count.bitWidth - (codes.count - 1).leadingZeroBitCount)
        // With fewer places than half a square of the values hardly any multiplier does.
        for bits in max(fewest, 2 * fewest - 3)...fewest + 3 {
            for attempt in 0..<256 {
                let multiplier = CounterRandom.draw(UInt64(bits), UInt64(attempt)) | 1
                let shift = UInt64(UInt64.bitWidth - bits)
                if Set(codes.map { place(of: $0, multiplier, shift) }).count == codes.count {
                    return (multiplier, bits)
                }
            }
        }
        return nil
    }
}

extension Program {
    /// Every code that it has, where it has few and a value follows from its code alone; nil elsewhere.
    fileprivate var fewCodes: [Int64]? {
        guard map.isOfTheCodeAlone else { return nil }
        let most = WrittenValues.mostValues
        func first(_ count: Int) -> [Int64]? { count <= most ? (0..<Int64(count)).map(\.self) : nil }
        switch source {
        case .constant(let code): return [code]
        case .cycling(let count): return first(count)
        case .bijection(let permutation): return permutation.count <= most ? first(Int(permutation.count)) : nil
        case .uniform(let low, let count): return count <= most ? (0..<Int64(count)).map { low + $0 } : nil
        case .weighted(let table): return first(table.codeCount)
        case .listed(_, let codes): return Set(codes).count <= most ? Array(codes) : nil
        case .threshold: return [0, 1]
        case .captured(let codes):
            return codes.valueCount <= most ? (0..<codes.valueCount).map { codes.code(ofNumber: $0) } : nil
        case .null, .counter, .heapPosition, .ordinal, .quantiles, .grouped, .dependent, .season, .offset, .sum,
            .portion, .part, .fetch, .polymorphic, .copy, .same, .choose, .mix:
            return nil
        }
    }
}

extension ValueMap {
    /// True where a value follows from its code, whatever the row.
    var isOfTheCodeAlone: Bool {
        switch self {
        case .number, .boolean, .time, .literals, .key, .uuid, .ranked: true
        case .handedOn, .template, .paragraph, .object, .documents, .composite, .range, .list, .pick, .arrays: false
        }
    }
}
