import Testing

@testable import Dataset

@Suite("A plan's frozen memory")
struct FrozenMemoryTests {
    @Test("gives back what was written, empty lists included")
    func lists() {
        let memory = FrozenMemory()
        let lists = (0..<50).map { count in memory.list((0..<count).map { UInt16($0 * count) }) }
        for (count, list) in lists.enumerated() { #expect(Array(list) == (0..<count).map { UInt16($0 * count) }) }
        #expect(memory.address(of: 7).pointee == 7)
        withExtendedLifetime(memory) {}
    }

    @Test("finds the upper bound that counting finds", arguments: 0..<40)
    func upperBound(count: Int) {
        let memory = FrozenMemory()
        // Every second number, each third one twice.
        let sorted = (0..<count).map { $0 % 3 == 2 ? 2 * $0 - 2 : 2 * $0 }
        let list = memory.list(sorted)
        for value in -2...(2 * count + 2) {
            #expect(list.upperBound(of: value) == sorted.count { $0 <= value })
        }
        withExtendedLifetime(memory) {}
    }
}
