import RehearsalCore
import Testing

@Suite("A slice of a dataset")
struct DatasetSliceTests {
    @Test("takes every heap place once with the other slices, in their order, as many as the next but for one")
    func ranges() throws {
        for count in [1, 2, 3, 7, 64, 10_000] {
            for rowCount in [0, 1, 2, 6, 7, 63, 1000, 12_345] {
                let ranges = try (1...count).map { number in
                    try #require(DatasetSlice(number: number, of: count)).rows(of: rowCount)
                }
                #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == rowCount)
                #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
                let sizes = ranges.map(\.count)
                #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1, "\(count) slices of \(rowCount) rows")
            }
        }
        #expect(try #require(DatasetSlice(number: 10_000, of: 10_000)).rows(of: 1 << 40).upperBound == 1 << 40)
        #expect(DatasetSlice.whole.rows(of: 12) == 0..<12)
    }

    @Test("is spelled i/n, from 1 to n")
    func spelling() {
        #expect(DatasetSlice("2/3") == DatasetSlice(number: 2, of: 3))
        #expect(DatasetSlice("2/3")?.description == "2/3")
        #expect(DatasetSlice("1/1") == .whole)
        let wrong = ["", "/", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/3", " 1/3", "1/10001", "a/b", "+1/2", "1/٣"]
        for text in wrong { #expect(DatasetSlice(text) == nil, "\(text)") }
    }

    @Test("has the digest of its whole content, however it comes", arguments: [0, 1, 63, 64, 65, 200_000])
    func digest(byteCount: Int) {
        let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let stream = SHA256Stream()
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(77))
            piece.withUnsafeBytes { stream.append($0) }
            rest = rest.dropFirst(77)
        }
        #expect(stream.finished() == SHA256Digest(of: bytes))
    }
}
