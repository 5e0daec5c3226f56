/// Codes of a column that follow from another column's values, all or some of them: what statistics objects tell of
/// functional dependencies and of values that are common together.
struct DependentCodes: Sendable {
    /// Up to this part of the rows with a value of the determinant, in parts of 2 to the power of 32, the own value has
    /// this number.
    struct Entry: Sendable, BitwiseCopyable {
        var upTo: UInt64
        var number: Int
    }

    /// The rows with each value that decides.
    let determinant: GroupOrder.Groups
    let own: CapturedCodes
    /// The first entry of each value of the determinant; one more for the end.
    let starts: FrozenList<Int>
    let entries: FrozenList<Entry>
    /// Running sums over the own values of what the entries leave of them, for all other rows.
    let rest: FrozenList<Int>

    private static let whole: UInt64 = 1 << 32

    /// - Parameter draw: for rows whose value follows from nothing.
    func code(at place: Int, _ draw: UInt64) -> Int64 {
        let (number, position) = determinant.group(at: place)
        // Multiples of the golden ratio: however many rows the value has, they are spread evenly over its entries.
        let part = (UInt64(truncatingIfNeeded: position) &* 0x9E37_79B9_7F4A_7C15) >> 32
        for entry in starts[number]..<starts[number + 1] where part < entries[entry].upTo {
            return own.code(ofNumber: entries[entry].number)
        }
        guard let total = rest.last, total > 0 else { return own.code(at: place) }
        return own.code(ofNumber: rest.upperBound(of: Int(CounterRandom.below(UInt64(total), draw))))
    }
}

extension DependentCodes {
    /// - Parameters:
    ///   - degree: the share of rows whose value follows from the determinant's.
    ///   - together: values of both by number, with the share of the rows that have both.
    init(
        _ own: CapturedCodes, on determinant: GroupOrder.Groups, degree: Double,
        together: [(determinant: Int, own: Int, share: Double)], key: UInt64, in memory: FrozenMemory
    ) {
        let sizes = determinant.sizes
        let total = sizes.reduce(0, +)
        let ownSizes = own.sizes
        let ownTotal = max(1, ownSizes.reduce(0, +))
        // What is still to be given of each own value, in rows of the determinant.
        var left = ownSizes.map { Double($0) * Double(total) / Double(ownTotal) }
        var found = [[(number: Int, share: Double)]](repeating: [], count: sizes.count)
        for entry in together where entry.determinant < sizes.count && sizes[entry.determinant] > 0 {
            let share = min(1, entry.share * Double(total) / Double(sizes[entry.determinant]))
            found[entry.determinant].append((entry.own, degree > 0.98 ? 1 : share))
            left[entry.own] -= share * Double(sizes[entry.determinant])
        }
        var queue = UrgencyQueue()
        for number in left.indices { queue.insert(number, left[number]) }
        var wanted = degree * Double(total)
        for number in found.indices where found[number].contains(where: { $0.share > 0.98 }) {
            wanted -= Double(sizes[number])
        }
        let order = sizes.indices.sorted {
            degree > 0.98
                ? (sizes[$1], $0) < (sizes[$0], $1)
                : CounterRandom.draw(key, UInt64($0)) < CounterRandom.draw(key, UInt64($1))
        }
        for number in order where found[number].isEmpty && sizes[number] > 0 && wanted >= Double(sizes[number]) / 2 {
            guard let next = queue.popFirst() else { break }
            left[next] -= Double(sizes[number])
            queue.insert(next, left[next])
            found[number] = [(next, 1)]
            wanted -= Double(sizes[number])
        }
        var starts = [0]
        var entries: [Entry] = []
        for list in found {
            var running = 0.0
            for entry in list {
                running = min(1, running + entry.share)
                entries.append(Entry(upTo: UInt64(running * Double(Self.whole)), number: entry.number))
            }
            starts.append(entries.count)
        }
        var sum = 0
        let rest = left.map { value -> Int in
            sum += max(0, Int(value.rounded()))
            return sum
        }
        self.init(
            determinant: determinant, own: own, starts: memory.list(starts), entries: memory.list(entries),
            rest: memory.list(rest))
    }
}
