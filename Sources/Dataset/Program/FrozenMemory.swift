//  Why compiled programs do not lie in arrays and classes
//
//  Every field of every row walks through several programs, on as many threads as there are streams. Were programs
//  classes and their tables arrays, each step would count a reference up and down: half of the time of one stream, and
//  more with two, which then fight for the counters' cache lines. So what a plan compiles is written once into memory
//  of the plan's own and read through values that own nothing and cost nothing to copy.

/// Owns what a plan compiled: written while the plan is made, read-only from then on, freed with the plan.
///
/// Only values without references can lie here, so that freeing is all there is to do.
final class FrozenMemory: @unchecked Sendable {
    // @unchecked: only the plan's initialiser adds blocks, and nobody else has the object before it is done.
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit {
        for block in blocks { block.deallocate() }
    }

    /// Copies elements here.
    func list<Element: BitwiseCopyable>(_ elements: some Collection<Element>) -> FrozenList<Element> {
        let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = copy.initialize(from: elements)
        if let start = copy.baseAddress { blocks.append(UnsafeMutableRawPointer(start)) }
        return FrozenList(elements: UnsafeBufferPointer(copy))
    }

    /// Copies one value here and gives its address.
    func address<Value: BitwiseCopyable>(of value: Value) -> UnsafePointer<Value> {
        let copy = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        copy.initialize(to: value)
        blocks.append(UnsafeMutableRawPointer(copy))
        return UnsafePointer(copy)
    }
}

/// One value in a plan's ``FrozenMemory``; valid for as long as that.
///
/// Large values are handed on as this: the enums that say how a row gets its value are copied for every field, and are
/// as large as their largest case.
struct Frozen<Value: BitwiseCopyable>: BitwiseCopyable, @unchecked Sendable {
    // @unchecked: nothing changes behind the plan's making.
    private let address: UnsafePointer<Value>

    init(_ value: Value, in memory: FrozenMemory) { address = memory.address(of: value) }

    @inline(__always)
    var value: Value { address.pointee }
}

/// A list in a plan's ``FrozenMemory``; valid for as long as that.
struct FrozenList<Element: BitwiseCopyable>: RandomAccessCollection, BitwiseCopyable {
    fileprivate let elements: UnsafeBufferPointer<Element>

    /// No elements.
    static var none: FrozenList { FrozenList(elements: UnsafeBufferPointer(start: nil, count: 0)) }

    var startIndex: Int { 0 }
    var endIndex: Int { elements.count }

    @inline(__always)
    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < elements.count, "the index lies within the list")
        return elements[index]
    }

    @inline(__always)
    func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result? {
        try body(elements)
    }
}

// Nothing changes behind the plan's making.
extension FrozenList: @unchecked Sendable where Element: Sendable {}

extension FrozenList where Element == UInt8 {
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(elements) }
}

extension FrozenList where Element: FixedWidthInteger {
    /// The number of leading elements of a sorted list that are at most `value`, by binary search.
    ///
    /// Without a branch that could be predicted wrongly: the draws that are looked up are random.
    @inline(__always)
    func upperBound(of value: Element) -> Int { upperBound(of: value, in: 0..<elements.count) }

    /// The same among the elements of a range.
    @inline(__always)
    func upperBound(of value: Element, in range: Range<Int>) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= elements.count, "the range lies within the list")
        guard var base = elements.baseAddress, !range.isEmpty else { return 0 }
        base += range.lowerBound
        let start = base
        var length = range.count
        while length > 1 {
            let half = length / 2
            base += base[half - 1] <= value ? half : 0
            length -= half
        }
        return base - start + (base.pointee <= value ? 1 : 0)
    }
}
