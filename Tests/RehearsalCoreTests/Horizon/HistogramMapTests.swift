import RehearsalCore
import Testing

@Suite("Bounds of histograms that grow")
struct HistogramMapTests {
    private let now: Int64 = 1_742_029_200  // 2025-03-15 09:00:00

    @Test("counted keys become larger, at most as large as their type holds")
    func keys() {
        let map = HistogramMap.times(100)
        #expect(map.moved("17", type: .whole(bytes: 4)) == "1700")
        #expect(map.moved("30000000", type: .whole(bytes: 4)) == "2147483647")
        #expect(map.moved("-30000000", type: .whole(bytes: 4)) == "-2147483647")
        #expect(map.moved("30000000", type: .whole(bytes: 8)) == "3000000000")
        #expect(map.moved("1.25", type: .decimal) == "125")
        #expect(map.moved("abc", type: .whole(bytes: 4)) == nil)
        #expect(map.moved("abc", type: .text) == nil)
    }

    @Test("times move away from now, in their own form")
    func times() {
        let map = HistogramMap.window(10, nowSeconds: now)
        #expect(map.moved("2025-03-15 08:59:00", type: .timestamp) == "2025-03-15 08:50:00")
        #expect(map.moved("2025-03-15 08:59:00.5+00", type: .timestamp)?.hasSuffix("+00") == true)
        #expect(map.moved("2025-03-14", type: .date) == "2025-03-05")
        #expect(map.moved("2025-03-15", type: .date) == "2025-03-15")
        #expect(map.moved("infinity", type: .timestamp) == nil)
        #expect(map.moved("1000-01-01", type: .date) == nil)
    }
}
