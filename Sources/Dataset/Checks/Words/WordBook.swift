//  How a number becomes a text that a pattern matches
//
//  The texts of a language, of lengths within bounds, stand in the order of their letters. Their first letters alone
//  tell as many texts apart as are wanted: the beginnings of so many letters are counted from every state, and the
//  beginning with a number is found letter by letter, by taking off what stands before it (a mixed radix). The letters
//  behind it are free, so that a text can have the length that was captured, as far as the language has one.

/// The texts of a language by number, in their order.
struct WordBook: Sendable {
    /// How many beginnings there are; each is one text.
    let count: Int
    /// Letters that tell texts apart.
    private let prefixLength: Int
    private let shortest: Int
    private let longest: Int
    private let stateCount: Int
    /// For each state the place of its first edge; one entry more than states.
    private let edgeStarts: FrozenList<Int>
    private let edgeLetters: FrozenList<UInt8>
    private let edgeTargets: FrozenList<Int>
    /// 1 where a text may end at the state.
    private let endings: FrozenList<UInt8>
    /// For each number of letters read and each edge, how many beginnings follow the edges of its state before it.
    private let before: FrozenList<Int>
    /// For each number of letters left and each state, 1 where a text can end after exactly so many.
    private let ends: FrozenList<UInt8>

    /// Tables larger than this are not made.
    private static let largestTable = 1 << 22
    private static let mostCounted = 1 << 50

    /// - Parameter wanted: how many texts there must be.
    /// - Returns: nil where the language has fewer of these lengths.
    init?(
        _ machine: WordMachine, letters: LetterSet, lengths: ClosedRange<Int>, wanted: Int, in memory: FrozenMemory
    ) {
        let states = machine.next.count
        guard states * (lengths.upperBound + 1) <= Self.largestTable else { return nil }
        let edges = machine.next.map { Self.edges($0, letters) }
        var ends = [UInt8](repeating: 0, count: states * (lengths.upperBound + 1))
        // How many texts have exactly so many letters: without enough of them no beginnings need be counted.
        var exact = machine.isAccepting.map { $0 ? 1 : 0 }
        var whole = 0
        for left in 0...lengths.upperBound {
            if left > 0 {
                exact = edges.map { list in list.reduce(0) { min(Self.mostCounted, $0 + exact[$1.target]) } }
            }
            for state in 0..<states { ends[left * states + state] = exact[state] > 0 ? 1 : 0 }
            if lengths.contains(left) { whole = min(Self.mostCounted, whole + exact[machine.start]) }
        }
        guard whole >= max(1, wanted) else { return nil }
        func canEnd(_ state: Int, after read: Int) -> Bool {
            let left = max(0, lengths.lowerBound - read)...max(0, lengths.upperBound - read)
            return left.contains { ends[$0 * states + state] == 1 }
        }
        var made: (length: Int, counts: [Int])?
        var length = 1
        while length <= max(1, lengths.upperBound), states * (length + 1) <= Self.largestTable {
            var counts = [Int](repeating: 0, count: states * (length + 1))
            let last = min(length, lengths.upperBound)
            for state in 0..<states { counts[last * states + state] = canEnd(state, after: last) ? 1 : 0 }
            for read in stride(from: last - 1, through: 0, by: -1) {
                for state in 0..<states {
                    let ending = machine.isAccepting[state] && lengths.contains(read) ? 1 : 0
                    counts[read * states + state] = edges[state].reduce(ending) { sum, edge in
                        min(Self.mostCounted, sum + counts[(read + 1) * states + edge.target])
                    }
                }
            }
            made = (last, counts)
            if counts[machine.start] >= wanted { break }
            length += 1
        }
        guard let made, made.counts[machine.start] >= max(1, wanted) else { return nil }
        count = made.counts[machine.start]
        prefixLength = made.length
        shortest = lengths.lowerBound
        longest = lengths.upperBound
        stateCount = states
        var starts = [0]
        for list in edges { starts.append(starts[starts.count - 1] + list.count) }
        edgeStarts = memory.list(starts)
        edgeLetters = memory.list(edges.flatMap { $0.map(\.letter) })
        edgeTargets = memory.list(edges.flatMap { $0.map(\.target) })
        endings = memory.list(machine.isAccepting.map { $0 ? 1 : 0 })
        before = memory.list(
            (0..<made.length).flatMap { read in
                edges.flatMap { list in
                    var running = 0
                    return list.map { edge in
                        defer { running += made.counts[(read + 1) * states + edge.target] }
                        return running
                    }
                }
            })
        self.ends = memory.list(ends)
    }

    /// Where letters lead, in their order.
    private static func edges(_ row: [Int32], _ letters: LetterSet) -> [(letter: UInt8, target: Int)] {
        letters.letters.compactMap { row[Int($0)] < 0 ? nil : (letter: $0, target: Int(row[Int($0)])) }
    }

    /// Writes the text with a number below ``count``, as long as can be had near a length.
    func write(_ number: Int, length: Int, draws: UInt64, to buffer: RowBuffer) {
        var rest = number
        var state = 0
        var read = 0
        while read < prefixLength {
            if endings[state] == 1, read >= shortest, read <= longest {
                if rest == 0 { return }
                rest -= 1
            }
            // Of edges with nothing behind them the next one is taken, which begins with the same number.
            let row = read * edgeTargets.count
            let first = edgeStarts[state]
            let edge = first + before.upperBound(of: rest, in: row + first..<row + edgeStarts[state + 1]) - 1
            rest -= before[row + edge]
            buffer.append(edgeLetters[edge])
            state = edgeTargets[edge]
            read += 1
        }
        fill(from: state, left: left(from: state, behind: read, near: length), draws, to: buffer)
    }

    /// The number of further letters with which a text can end, the nearest to a length in all.
    private func left(from state: Int, behind read: Int, near length: Int) -> Int {
        let wanted = max(0, length - read)
        let possible = max(0, shortest - read)...max(0, longest - read)
        if possible.contains(wanted), ends[wanted * stateCount + state] == 1 { return wanted }
        for distance in 1...max(1, wanted, possible.upperBound) {
            for left in [wanted - distance, wanted + distance]
            where possible.contains(left) && ends[left * stateCount + state] == 1 { return left }
        }
        preconditionFailure("a beginning that was counted has an ending")
    }

    private func fill(from start: Int, left rest: Int, _ draws: UInt64, to buffer: RowBuffer) {
        var state = start
        for left in stride(from: rest, to: 0, by: -1) {
            let first = edgeStarts[state]
            let count = edgeStarts[state + 1] - first
            var edge = Int(CounterRandom.below(UInt64(count), CounterRandom.draw(draws, UInt64(left))))
            // The next one that leads to an ending; most do.
            while ends[(left - 1) * stateCount + edgeTargets[first + edge]] == 0 { edge = (edge + 1) % count }
            buffer.append(edgeLetters[first + edge])
            state = edgeTargets[first + edge]
        }
    }
}

extension WordMachine {
    /// Letters of the shortest text; nil where there is none.
    func shortestLength(_ letters: LetterSet) -> Int? {
        var seen: Set = [start]
        var states = [start]
        var length = 0
        while !states.isEmpty {
            if states.contains(where: { isAccepting[$0] }) { return length }
            var further: [Int] = []
            for state in states {
                for letter in letters.letters where next[state][Int(letter)] >= 0 {
                    let target = Int(next[state][Int(letter)])
                    if seen.insert(target).inserted { further.append(target) }
                }
            }
            states = further
            length += 1
        }
        return nil
    }

    /// The same machine with fewer ways: of letters that lead to the same state, letters and digits rather than other
    /// signs, and small letters rather than capitals. Texts of these have one order, whatever the collation.
    func plain(_ letters: LetterSet) -> WordMachine {
        let rows = next.map { row -> [Int32] in
            var sets: [Int32: LetterSet] = [:]
            for letter in letters.letters where row[Int(letter)] >= 0 {
                sets[row[Int(letter)], default: .none] = sets[row[Int(letter)], default: .none].union(
                    LetterSet(letter: letter))
            }
            let kept = sets.mapValues { set in
                let named = set.intersection(.alphanumeric)
                return (named.isEmpty ? set : named).withoutDoubledCapitals
            }
            return (0..<128).map { letter in
                kept[row[letter]]?.contains(UInt8(letter)) == true ? row[letter] : -1
            }
        }
        return WordMachine(next: rows, isAccepting: isAccepting)
    }
}
