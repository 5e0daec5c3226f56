/// Arrays by number: as many elements as were counted, each in as many rows as it was, no element twice in one array,
/// and as good as no array twice.
struct CapturedArrays {
    /// The numbers of the elements of each array, rising.
    private(set) var arrays: [[Int]] = []

    /// - Parameters:
    ///   - sizes: how many rows have each array.
    ///   - counts: how many elements arrays have, at equal steps from the fewest to the most.
    ///   - shares: of rows that have each element, the commonest first.
    ///   - average: how many elements an array has on average.
    init(sizes: [Int], counts: [Int], shares: [Double], average: Double, key: UInt64) {
        let total = Double(max(1, sizes.reduce(0, +)))
        let known = shares.reduce(0, +)
        // What the common elements leave of the average are rare ones.
        let rareCount = average > known * 1.02 ? max(counts.last ?? 1, 10) : 0
        let all = shares + [Double](repeating: max(0, average - known) / Double(max(1, rareCount)), count: rareCount)
        elementCount = max(1, all.count)
        var left = all.map { $0 * total }
        arrays = [[Int]](repeating: [], count: sizes.count)
        var seen: Set<[Int]> = []
        // Numbers of elements are dealt in random order, so that they are independent of how common an array is.
        let order = sizes.indices.sorted { CounterRandom.draw(key, UInt64($0)) < CounterRandom.draw(key, UInt64($1)) }
        var running = 0.0
        var wanted = [Int](repeating: 0, count: sizes.count)
        for number in order {
            let share = (running + Double(sizes[number]) / 2) / total
            running += Double(sizes[number])
            wanted[number] = counts.isEmpty ? 0 : counts[min(counts.count - 1, Int(share * Double(counts.count)))]
        }
        for number in sizes.indices.sorted(by: { (sizes[$1], $0) < (sizes[$0], $1) }) {
            let length = min(wanted[number], left.count)
            var ranked = left.indices.sorted { (left[$1], $0) < (left[$0], $1) }
            var chosen = ranked.prefix(length).sorted()
            // The next best set where this one is taken, with fewer and fewer of the best.
            var attempt = 0
            while seen.contains(chosen), attempt < 24, length > 0, ranked.count > length {
                let place = length - 1 - attempt % length
                let other =
                    length
                    + Int(
                        CounterRandom.below(
                            UInt64(min(ranked.count - length, 2 + attempt)),
                            CounterRandom.draw(key, UInt64(number) << 8 | UInt64(attempt))))
                ranked.swapAt(place, other)
                chosen = ranked.prefix(length).sorted()
                attempt += 1
            }
            seen.insert(chosen)
            for element in chosen { left[element] -= Double(sizes[number]) }
            arrays[number] = chosen
        }
    }

    /// Elements have numbers below this.
    let elementCount: Int
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
        let program = try compile(
            Field(.captured(elements), place: site.place), site.nested("element", site.place))
        guard case .captured(let values) = program.source else {
            throw DatasetError(.typeNotSupported(column: site.path, type: element + "[]"), at: site.place)
        }
        var starts = [0]
        for array in made.arrays { starts.append(starts[starts.count - 1] + array.count) }
        let numbers = made.arrays.joined().map { values.code(ofNumber: min($0, values.valueCount - 1)) }
        return (
            .captured(codes),
            .arrays(element: program, starts: memory.list(starts), codes: memory.list(Array(numbers)))
        )
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
