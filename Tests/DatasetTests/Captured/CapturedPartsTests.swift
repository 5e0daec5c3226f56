import Testing

@testable import Dataset

@Suite("What captured columns are made of")
struct CapturedPartsTests {
    @Test(
        "places without a value are the wanted share of every stretch, and the others are numbered without a gap",
        arguments: [1, 2, 10, 1024, 1025, 5000], [0, 1000, 37_000, 500_000, 999_000])
    func nulls(rowCount: Int, millionths: Int) {
        let memory = FrozenMemory()
        let places = NullPlaces(rowCount: rowCount, share: Share(millionths: millionths), key: 3, in: memory)
        var next = 0
        for place in 0..<rowCount where !places.isNull(place) {
            #expect(places.ordinal(of: place) == next)
            next += 1
        }
        #expect(places.valueCount == next)
        let wanted = Double(rowCount) * (1 - Double(millionths) / 1e6)
        #expect(abs(Double(next) - wanted) <= 1.01)
        let half = (0..<rowCount / 2).filter { places.isNull($0) }.count
        #expect(abs(Double(half) - wanted.distance(to: Double(rowCount)) / 2) <= 1024 * Double(millionths) / 1e6 + 1)
    }

    @Test("the estimator sees too few rare values, and the number is found of which it says what it said")
    func estimate() {
        let estimate = DistinctEstimate(rowCount: 500_000, sampleCount: 30_000, commonCount: 0, tailShare: 1)
        // All different, and all seen often.
        #expect(estimate.expected(ofTail: 500_000) == 500_000)
        #expect(abs(estimate.expected(ofTail: 100) - 100) < 0.001)
        let seen = estimate.expected(ofTail: 200_000)
        #expect(seen < 195_000 && seen > 150_000, "\(seen)")
        #expect(abs(estimate.tail(for: Int(seen)) - 200_000) < 2000)
        let whole = DistinctEstimate(rowCount: 20_000, sampleCount: 30_000, commonCount: 3, tailShare: 0.5)
        #expect(whole.tail(for: 803) == 800, "where every row is seen nothing has to be estimated")
    }

    @Test("a scramble takes every number once", arguments: [1, 2, 3, 4, 5, 31, 32, 33, 1000, 4097])
    func scramble(count: Int) {
        for key in [UInt64(1), 99] {
            let scramble = Scramble(count: count, key: key)
            #expect(Set((0..<count).map { scramble(UInt64($0)) }) == Set((0..<count).map { UInt64($0) }))
        }
    }

    @Test("arrays have as many elements as were counted, each in as many rows as it was, and are different")
    func arrays() {
        let shares = [0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05]
        let made = CapturedArrays(
            sizes: [Int](repeating: 5, count: 40), counts: [2, 2, 3, 3, 3, 4, 4, 4], shares: shares, average: 3.1,
            key: 9)
        #expect(Set(made.arrays).count >= 38)
        #expect(made.arrays.allSatisfy { Set($0).count == $0.count && (2...4).contains($0.count) })
        for (element, share) in shares.enumerated() {
            let found = Double(made.arrays.count { $0.contains(element) }) / 40
            #expect(abs(found - share) < 0.12, "\(element): \(found)")
        }
    }

    @Test("codes follow from another column's, each value of which has one of them, and keep their own shares")
    func dependent() {
        let memory = FrozenMemory()
        func codes(_ statistics: CapturedStatistics, _ key: UInt64) -> CapturedCodes {
            CapturedCodesBuilder(statistics: statistics, rowCount: 10_000, isUnique: false).codes(
                CapturedCodesBuilder.Scale(low: 0, step: 1, largestSpan: 1 << 40, keepsGaps: false), key: key,
                in: memory)
        }
        let cities = codes(CapturedStatistics(type: "text", nulls: 0, width: 6, distinct: 400), 1)
        let countries = codes(
            CapturedStatistics(
                type: "text", nulls: 0, width: 3, distinct: 3, common: [0.6, 0.3, 0.1], ranks: [1, 2, 3]), 2)
        let dependent = DependentCodes(
            countries, on: .values(cities), degree: 1, together: [(determinant: 7, own: 2, share: 0.0025)], key: 4,
            in: memory)
        var seen: [Int64: Set<Int64>] = [:]
        var counts: [Int64: Int] = [:]
        for place in 0..<10_000 {
            let code = dependent.code(at: place, CounterRandom.draw(6, UInt64(place)))
            seen[cities.code(at: place), default: []].insert(code)
            counts[code, default: 0] += 1
        }
        #expect(seen.count == 400 && seen.values.allSatisfy { $0.count == 1 })
        #expect(seen[cities.code(ofNumber: 7)] == [2])
        for (code, share) in [0.6, 0.3, 0.1].enumerated() {
            #expect(abs(Double(counts[Int64(code), default: 0]) / 10_000 - share) < 0.01)
        }
    }

    @Test("codes lie in partitions as many rows of which there were in each, in their order")
    func partitions() {
        let memory = FrozenMemory()
        let statistics = CapturedStatistics(
            type: "integer", nulls: 0, width: 4, distinct: 2000, bounds: 11, gaps: (0...10).map { Double($0) / 10 })
        let codes = CapturedCodesBuilder(statistics: statistics, rowCount: 20_000, isUnique: false).codes(
            CapturedCodesBuilder.Scale(low: 0, step: 1, largestSpan: 1 << 40, keepsGaps: true), key: 2, in: memory
        ).placed(
            in: [
                CapturedCodes.Range(rows: 500, low: nil, high: 10_000), .init(rows: 300, low: 10_000, high: 14_000),
                .init(rows: 0, low: 14_000, high: 15_000), .init(rows: 200, low: 15_000, high: nil),
            ], unit: 1, in: memory)
        var counts = [0, 0, 0]
        var last = Int64.min
        for rank in 0..<20_000 {
            let code = codes.code(ofRank: rank)
            #expect(code >= last)
            last = code
            #expect(!(14_000..<15_000).contains(code))
            counts[code < 10_000 ? 0 : code < 14_000 ? 1 : 2] += 1
        }
        #expect(zip(counts, [10_000, 6000, 4000]).allSatisfy { abs($0 - $1) <= 20 }, "\(counts)")
    }

    @Test("codes that are days lie on one each, also where a partition has no more days than codes")
    func days() {
        let memory = FrozenMemory()
        let day: Int64 = 86_400_000_000
        let statistics = CapturedStatistics(
            type: "date", nulls: 0, width: 4, distinct: 1054, common: [0.003, 0.003], ranks: [1, 2], above: [10, 60],
            bounds: 101, gaps: (0...100).map { Double($0) / 100 })
        let codes = CapturedCodesBuilder(statistics: statistics, rowCount: 60_000, isUnique: false).codes(
            CapturedCodesBuilder.Scale(low: 0, step: day, largestSpan: 1 << 60, keepsGaps: true, unit: day), key: 2,
            in: memory
        ).placed(
            in: [
                CapturedCodes.Range(rows: 311, low: nil, high: 546 * day),
                .init(rows: 105, low: 546 * day, high: 730 * day),
                .init(rows: 104, low: 730 * day, high: 912 * day), .init(rows: 80, low: 912 * day, high: nil),
            ], unit: day, in: memory)
        let counts = (0..<60_000).reduce(into: [Int64: Int]()) { $0[codes.code(ofRank: $1) / day, default: 0] += 1 }
        #expect((1045...1054).contains(counts.count), "\(counts.count) days")
        #expect(counts.values.count { $0 > 120 } == 2 && counts.values.allSatisfy { $0 < 200 }, "two are common")
    }

    @Test("of few arrays as many are different as were, one of them empty, and elements are as common as they were")
    func fewArrays() {
        let sizes = [2454] + [Int](repeating: 810, count: 12)
        let lengths = [(0, 21), (1, 20), (2, 19), (3, 20), (4, 13), (5, 7)]
        let shares = [0.396, 0.522, 0.598, 0.198, 0.332]
        for key: UInt64 in 1...8 {
            let made = CapturedArrays(
                sizes: sizes, counts: lengths.flatMap { [Int](repeating: $0.0, count: $0.1) }, shares: shares,
                average: 2.046, key: key)
            #expect(Set(made.arrays).count == 13 && made.arrays[0].isEmpty)
            let off = shares.enumerated().reduce(0.0) { sum, share in
                let rows = zip(made.arrays, sizes).reduce(0) { $0 + ($1.0.contains(share.offset) ? $1.1 : 0) }
                return sum + abs(Double(rows) / 12_174 - share.element)
            }
            #expect(off / 2 < 0.024, "\(key): \(made.arrays)")
        }
    }

    @Test("texts that many rows share are as long on average as the others")
    func lengths() {
        let memory = FrozenMemory()
        let common = (1...60).map { 0.4 / Double($0 + 1) / 2 }
        let statistics = CapturedStatistics(
            type: "text", nulls: 0, width: 40, distinct: 4000, common: common, ranks: Array(1...60))
        let codes = CapturedCodesBuilder(statistics: statistics, rowCount: 50_000, isUnique: false).codes(
            CapturedCodesBuilder.Scale(low: 0, step: 1, largestSpan: .max, keepsGaps: false), key: 2, in: memory)
        let marks = CapturedStatistics.lengthShares.map { Int(10 + 60 * $0) }
        for key: UInt64 in 1...20 {
            var text = RankedText(digitCount: 3, lengths: marks, in: memory)
            text.lengthKey = codes.lengthKey(for: text, key)
            let whole = (0..<50_000).reduce(0) { $0 + text.length(of: UInt64(codes.code(ofRank: $1)), key) }
            #expect(abs(Double(whole) / 50_000 - 40) < 1, "\(key): \(Double(whole) / 50_000)")
        }
    }

    @Test("few texts are as long on average as they were, and as much of them stands in the table's rows")
    func fewTexts() {
        let memory = FrozenMemory()
        let rowCount = 3000
        let codes = CapturedCodesBuilder(
            statistics: CapturedStatistics(type: "text", nulls: 0, width: 300, distinct: -1), rowCount: rowCount,
            isUnique: true
        ).codes(CapturedCodesBuilder.Scale(low: 0, step: 1, largestSpan: .max, keepsGaps: false), key: 2, in: memory)
        // From 164 to 6731 bytes, each as common as the others: 28 % of them are no longer than 2000.
        let marks = CapturedStatistics.lengthShares.map { Int(164 + 6567 * $0) }
        let (mean, kept) = (3447.5, 0.2796 * 1082 + 0.7204 * 18)
        for key: UInt64 in 1...20 {
            var text = RankedText(digitCount: 3, lengths: marks, in: memory)
            text.lengthKey = codes.lengthKey(for: text, key)
            let lengths = (0..<rowCount).map { text.length(of: UInt64(codes.code(ofRank: $0)), key) }
            let whole = Double(lengths.reduce(0, +)) / Double(rowCount)
            let inside = Double(lengths.reduce(0) { $0 + ($1 > 2000 ? 18 : $1) }) / Double(rowCount)
            #expect(abs(whole / mean - 1.02) < 0.02, "\(key): \(whole)")
            #expect(abs(inside / kept - 1) < 0.02, "\(key): \(inside)")
        }
    }
}
