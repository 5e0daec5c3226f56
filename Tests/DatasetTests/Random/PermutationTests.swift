import Testing

@testable import Dataset

@Suite("A permutation")
struct PermutationTests {
    @Test("takes every value of its domain exactly once, and back", arguments: [1, 2, 3, 12, 100, 257, 4096, 10_000])
    func bijection(count: Int) {
        let order = Permutation(count: UInt64(count), key: 7)
        let images = (0..<UInt64(count)).map { order($0) }
        #expect(images.sorted() == Array(0..<UInt64(count)))
        for (value, image) in images.enumerated() { #expect(order.inverse(image) == UInt64(value)) }
    }

    @Test("differs by key and is not the identity")
    func keyed() {
        let one = (0..<1000).map { Permutation(count: 1000, key: 1)(UInt64($0)) }
        let two = (0..<1000).map { Permutation(count: 1000, key: 2)(UInt64($0)) }
        #expect(one != two)
        #expect(zip(one, 0..<1000).filter { $0 == UInt64($1) }.count < 10)
    }

    @Test("covers a domain of 2^62 without walking out of it")
    func wide() {
        let order = Permutation(count: 1 << 62, key: 3)
        #expect((0..<1000).allSatisfy { order.inverse(order(UInt64($0))) == UInt64($0) })
    }
}
