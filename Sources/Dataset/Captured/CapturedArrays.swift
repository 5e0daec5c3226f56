/// Arrays by number: as many elements as were counted, each in as many rows as it was, no element twice in one array,
/// and as good as no array twice.
struct CapturedArrays {
    /// The numbers of the elements of each array, rising.
    private(set) var arrays: [[Int]] = []

    /// Elements have numbers below this.
    let elementCount: Int
    /// For each element the rows that are to have it still.
    private var left: [Double]

    /// - Parameters:
    ///   - sizes: how many rows have each array.
    ///   - counts: how many elements arrays have, at equal steps from the fewest to the most.
    ///   - shares: of rows that have each element, in the order of the elements.
    ///   - average: how many elements an array has on average.
    init(sizes: [Int], counts: [Int], shares: [Double], average: Double, key: UInt64) {
        let total = Double(max(1, sizes.reduce(0, +)))
        let known = shares.reduce(0, +)
        // What the common elements leave of the average are rare ones.
        let rareCount = average > known * 1.02 ? max(counts.last ?? 1, 10) : 0
        let all = shares + [Double](repeating: max(0, average - known) / Double(max(1, rareCount)), count: rareCount)
        elementCount = max(1, all.count)
        left = all.map { $0 * total }
        arrays = [[Int]](repeating: [], count: sizes.count)
        let wanted = Self.lengths(of: sizes, counts: counts, elementCount: left.count, key: key)
        var seen: Set<[Int]> = []
        for number in sizes.indices.sorted(by: { (sizes[$1], $0) < (sizes[$0], $1) }) {
            let chosen = choose(min(wanted[number], left.count), not: seen, CounterRandom.key(key, number))
            seen.insert(chosen)
            for element in chosen { left[element] -= Double(sizes[number]) }
            arrays[number] = chosen
        }
        if arrays.count <= Self.mostImproved, left.count <= 64 {
            improve(sizes, &seen, key: CounterRandom.key(key, sizes.count))
        }
    }

    private static let mostImproved = 400
    private static let improvements = 40_000

    /// Numbers of elements are dealt in random order, so that they are independent of how common an array is; but of
    /// the sets that there are only one of, no elements or all of them, the array is that is nearest in size.
    private static func lengths(of sizes: [Int], counts: [Int], elementCount: Int, key: UInt64) -> [Int] {
        guard !counts.isEmpty else { return [Int](repeating: 0, count: sizes.count) }
        var wanted = [Int](repeating: counts[0], count: sizes.count)
        var (open, rest) = (Set(sizes.indices), counts)
        for length in [0, elementCount] where rest.contains(length) && open.count > 1 {
            let rows = Double(rest.count { $0 == length }) / Double(counts.count) * Double(sizes.reduce(0, +))
            let distances = open.map { (distance: abs(Double(sizes[$0]) - rows), number: $0) }
            guard let nearest = distances.min(by: { ($0.distance, $0.number) < ($1.distance, $1.number) })
            else { break }
            wanted[nearest.number] = length
            open.remove(nearest.number)
            rest.removeAll { $0 == length }
        }
        if rest.isEmpty { rest = counts }
        let total = open.reduce(0.0) { $0 + Double(sizes[$1]) }
        var running = 0.0
        for number in open.sorted(by: {
            (CounterRandom.draw(key, UInt64($0)), $0) < (CounterRandom.draw(key, UInt64($1)), $1)
        }) {
            let share = (running + Double(sizes[number]) / 2) / max(1, total)
            running += Double(sizes[number])
            wanted[number] = rest[min(rest.count - 1, Int(share * Double(rest.count)))]
        }
        return wanted
    }

    /// The elements that most rows are to have still; the next best set where that one is taken, with fewer and fewer
    /// of the best.
    private func choose(_ length: Int, not seen: Set<[Int]>, _ key: UInt64) -> [Int] {
        var ranked = left.indices.sorted { (left[$1], $0) < (left[$0], $1) }
        var chosen = ranked.prefix(length).sorted()
        var attempt = 0
        while seen.contains(chosen), attempt < 24, length > 0, ranked.count > length {
            let place = length - 1 - attempt % length
            let reach = UInt64(min(ranked.count - length, 2 + attempt))
            ranked.swapAt(place, length + Int(CounterRandom.below(reach, CounterRandom.draw(key, UInt64(attempt)))))
            chosen = ranked.prefix(length).sorted()
            attempt += 1
        }
        return chosen
    }

    /// Puts one element in place of another, by chance, where that brings the elements nearer to their shares or not
    /// much further away, and less and less far; no array becomes like another. (Threshold accepting, after Dueck and
    /// Scheuer, 1990: where no two arrays may be alike, the best next step is seldom free.)
    private mutating func improve(_ sizes: [Int], _ seen: inout Set<[Int]>, key: UInt64) {
        let changeable = arrays.indices.filter { !arrays[$0].isEmpty && arrays[$0].count < left.count && sizes[$0] > 0 }
        guard !changeable.isEmpty else { return }
        let largest = Double(changeable.reduce(0) { max($0, sizes[$1]) })
        for step in 0..<Self.improvements {
            func below(_ count: Int, _ lane: Int) -> Int {
                Int(CounterRandom.below(UInt64(count), CounterRandom.draw(key, UInt64(step * 4 + lane))))
            }
            let number = changeable[below(changeable.count, 0)]
            let place = below(arrays[number].count, 1)
            let (element, other) = (arrays[number][place], below(left.count, 2))
            guard !arrays[number].contains(other) else { continue }
            // What the sum of the squares of what is left grows by, through twice the size.
            let size = Double(sizes[number])
            let allowed = largest * Double(Self.improvements - step * 5 / 4) / Double(Self.improvements)
            guard left[element] - left[other] + size < max(0, allowed) else { continue }
            var changed = arrays[number]
            changed[place] = other
            changed.sort()
            guard seen.insert(changed).inserted else { continue }
            seen.remove(arrays[number])
            left[element] += size
            left[other] -= size
            arrays[number] = changed
        }
    }
}

extension ProgramCompiler {
    /// So many different arrays are written down one by one; where there are more, each row draws its own.
    private static let mostArrays = 20_000
    private static let mostDocuments = 20_000

    /// As many elements as were counted, each as common as it was.
    func array(
        _ statistics: CapturedStatistics, of element: String, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        // The histogram's last entry is the average.
        let histogram = statistics.elementCounts ?? [1, 3, 2]
        let counts = histogram.dropLast().map { Int($0) }
        let average = histogram.last ?? 1
        // A header of 21 bytes, and four before each element.
        let width = max(2, Int((Double(statistics.width - 21) / max(average, 1)).rounded()) - 3)
        let builder = builder(statistics, isUnique: false, site)
        let distinct = builder.distinctCount
        guard distinct <= Self.mostArrays, column(of: site) != nil else {
            let shares = statistics.elementShares ?? []
            let whole = max(shares.reduce(0, +), 0.000001)
            let elements = CapturedStatistics(
                type: element, nulls: 0, width: width, distinct: Double(max(shares.count, 10)),
                common: shares.map { $0 / whole }, ranks: shares.indices.map { $0 + 1 })
            let field = Field(.captured(elements), place: site.place)
            return try sourceAndMap(.list(of: field, low: counts.first ?? 0, high: counts.last ?? 0), site)
        }
        let scale = CapturedCodesBuilder.Scale(low: 0, step: 1, largestSpan: .max, keepsGaps: false)
        let codes = builder.codes(scale, key: site.key, in: memory)
        let made = CapturedArrays(
            sizes: codes.sizes, counts: counts, shares: statistics.elementShares ?? [], average: average,
            key: CounterRandom.key(site.key, "elements"))
        let elements = CapturedStatistics(
            type: element, nulls: 0, width: width, distinct: Double(made.elementCount))
        var program = try compile(
            Field(.captured(elements), place: site.place), site.nested("element", site.place))
        guard case .captured(let values) = program.source else {
            throw DatasetError(.typeNotSupported(column: site.path, type: element + "[]"), at: site.place)
        }
        var starts = [0]
        for array in made.arrays { starts.append(starts[starts.count - 1] + array.count) }
        var numbers = made.arrays.joined().map { values.code(ofNumber: min($0, values.valueCount - 1)) }
        if let lengths = statistics.elementLengths, case .ranked(let text) = program.map {
            let texts = (0..<made.elementCount).map { number in
                elementText(number, length: lengths[safe: number] ?? width - 1, text.digitCount, program.key)
            }
            program = program.with(map: .literals(literals(texts)), in: memory)
            numbers = made.arrays.joined().map(Int64.init)
        }
        return (
            .captured(codes),
            .arrays(element: program, starts: memory.list(starts), codes: memory.list(Array(numbers)))
        )
    }

    /// A text that stands where its number does in the order of the elements, and is as long as it was.
    private func elementText(_ number: Int, length: Int, _ digitCount: Int, _ key: UInt64) -> String {
        let lengths = [Int](repeating: max(length, digitCount), count: RankedText.lengthCount)
        let buffer = RowBuffer(capacity: 64)
        TextWriter.write(
            ranked: UInt64(number), RankedText(digitCount: digitCount, lengths: lengths, in: memory), key, to: buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    /// A JSON object with the members that were told; anything else is an empty object or array.
    ///
    /// Where rows share documents, a document follows from its number among them.
    func document(
        _ statistics: CapturedStatistics, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        let members = (statistics.members?.keys ?? []).map { member in
            ObjectMember(
                key: member.key, present: Share(millionths: Int((member.present * 1_000_000).rounded())),
                field: Field(.captured(member.statistics), place: site.place))
        }
        let (source, map) = try sourceAndMap(.object(members), site)
        let builder = builder(statistics, isUnique: false, site)
        guard case .object(let compiled) = map, let codes = sharedCodes(of: builder, site) else {
            return (source, map)
        }
        let numbers = counters(of: builder.distinctCount, compiled, site)
        return (.captured(codes), .documents(compiled, counters: memory.list(numbers)))
    }

    /// The numbers of values that are made of members and that rows share; nil where too many are different.
    func sharedCodes(of builder: CapturedCodesBuilder, _ site: Site) -> CapturedCodes? {
        let distinct = builder.distinctCount
        guard column(of: site) != nil, distinct <= Self.mostDocuments, distinct < builder.rowCount / 2 else {
            return nil
        }
        let scale = CapturedCodesBuilder.Scale(low: 0, step: 1, largestSpan: .max, keepsGaps: false)
        return builder.codes(scale, key: site.key, in: memory)
    }

    /// As many counters, of which no two draw the same members, as far as there are so many documents.
    func counters(of count: Int, _ members: FrozenList<CompiledMember>, _ site: Site) -> [UInt64] {
        var seen: Set<[Int64]> = []
        return (0..<count).map { number in
            var counter: UInt64 = 0
            for attempt in 0..<64 {
                counter = CounterRandom.draw(site.key, UInt64(number) << 8 | UInt64(attempt)) | 1 << 63
                let drawn = members.map { member -> Int64 in
                    guard member.present.contains(CounterRandom.draw(member.presenceKey, counter)),
                        case .captured(let codes) = member.program.source
                    else { return -1 }
                    return codes.code(
                        drawnBy: CounterRandom.draw(member.program.key, counter), rows[site.table].rowCount)
                }
                if seen.insert(drawn).inserted { break }
            }
            return counter
        }
    }
}

extension CapturedMember {
    /// What a column of its values would tell.
    fileprivate var statistics: CapturedStatistics {
        let type =
            switch type {
            case "number": "bigint"
            case "boolean": "boolean"
            default: "text"
            }
        return CapturedStatistics(
            type: type, nulls: 0, width: max(1, width - 1), distinct: Double(max(1, distinct)))
    }
}
