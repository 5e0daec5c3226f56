//  How texts that a pattern matches are told from others
//
//  A pattern becomes a machine with states that reads a text letter by letter: from a state, a letter leads to one
//  other state or to none, and the text matches where the machine accepts at its end. Such machines can be counted
//  and combined: of two, the pairs of their states accept what both accept; with the accepting states exchanged for
//  the others, what a pattern does not match. That PostgreSQL searches a match anywhere in a text, unless `^` and `$`
//  tell otherwise, is a pattern with anything before and behind, over texts with a mark at the beginning and the end.
//
//  Thompson: Regular expression search algorithm, 1968.
//  Rabin, Scott: Finite automata and their decision problems, 1959.

/// Reads texts of printable ASCII letter by letter and says which are good.
struct WordMachine: Sendable {
    /// For each state and letter the next state, or -1.
    let next: [[Int32]]
    let isAccepting: [Bool]
    let start = 0

    /// More states than this are too many to count with.
    private static let mostStates = 2000

    /// Accepts everything.
    static let anything = WordMachine(
        next: [(0..<128).map { LetterSet.printable.contains($0) ? 0 : -1 }], isAccepting: [true])

    init(next: [[Int32]], isAccepting: [Bool]) {
        self.next = next
        self.isAccepting = isAccepting
    }

    /// Accepts the texts in which the pattern finds a match; nil where that needs too many states.
    init?(searching node: PatternNode) {
        let marked = PatternNode.letters(
            LetterSet.printable.union(LetterSet(letter: LetterSet.start)).union(LetterSet(letter: LetterSet.end)))
        let anywhere = PatternNode.repeated(marked, 0, nil)
        guard let links = PatternLinks(.sequence([anywhere, node, anywhere])),
            let read = Self.states(of: links, from: links.reachable([0]))
        else { return nil }
        // From behind the mark of the beginning on; a text ends well where the other mark leads to acceptance.
        let first = read.next[0][Int(LetterSet.start)]
        guard first >= 0 else { return nil }
        let order = [Int(first)] + read.next.indices.filter { $0 != Int(first) }
        var number = [Int32](repeating: 0, count: order.count)
        for (position, state) in order.enumerated() { number[state] = Int32(position) }
        next = order.map { state in
            (0..<128).map { letter in
                let target = read.next[state][letter]
                return LetterSet.printable.contains(UInt8(letter)) && target >= 0 ? number[Int(target)] : -1
            }
        }
        isAccepting = order.map { state in
            let end = read.next[state][Int(LetterSet.end)]
            return end >= 0 && read.isAccepting[Int(end)]
        }
    }

    /// Sets of links' states as states.
    private static func states(of links: PatternLinks, from first: Set<Int>) -> WordMachine? {
        var known = [first: 0]
        var sets = [first]
        var next: [[Int32]] = []
        while next.count < sets.count {
            var row = [Int32](repeating: -1, count: 128)
            var made: [Set<Int>: Int] = [:]
            for letter: UInt8 in 0..<128 {
                let targets = links.targets(of: sets[next.count], letter)
                if targets.isEmpty { continue }
                if let state = made[targets] {
                    row[Int(letter)] = Int32(state)
                    continue
                }
                let reached = links.reachable(targets)
                if known[reached] == nil {
                    guard sets.count < mostStates else { return nil }
                    known[reached] = sets.count
                    sets.append(reached)
                }
                made[targets] = known[reached]
                row[Int(letter)] = Int32(known[reached] ?? -1)
            }
            next.append(row)
        }
        return WordMachine(next: next, isAccepting: sets.map { $0.contains(links.end) })
    }

    /// Accepts what this one does not.
    var complement: WordMachine {
        let lost = Int32(next.count)
        let rows = next + [[Int32](repeating: lost, count: 128)]
        return WordMachine(
            next: rows.map { row in
                (0..<128).map { letter in
                    LetterSet.printable.contains(UInt8(letter)) ? (row[letter] < 0 ? lost : row[letter]) : -1
                }
            }, isAccepting: isAccepting.map { !$0 } + [true])
    }

    /// Accepts what both do; nil where that needs too many states.
    func intersection(_ other: WordMachine) -> WordMachine? {
        var pairs = [[Int32(start), Int32(other.start)]]
        var known = [pairs[0]: Int32(0)]
        var rows: [[Int32]] = []
        while rows.count < pairs.count {
            let pair = pairs[rows.count]
            var row = [Int32](repeating: -1, count: 128)
            for letter in 0..<128 {
                let target = [next[Int(pair[0])][letter], other.next[Int(pair[1])][letter]]
                if target[0] < 0 || target[1] < 0 { continue }
                if known[target] == nil {
                    guard pairs.count < Self.mostStates else { return nil }
                    known[target] = Int32(pairs.count)
                    pairs.append(target)
                }
                row[letter] = known[target] ?? -1
            }
            rows.append(row)
        }
        return WordMachine(
            next: rows, isAccepting: pairs.map { isAccepting[Int($0[0])] && other.isAccepting[Int($0[1])] })
    }

    /// Whether a text is good; one with other letters than those of printable ASCII is not.
    func accepts(_ text: String) -> Bool {
        var state = start
        for byte in text.utf8 {
            guard byte < 128, next[state][Int(byte)] >= 0 else { return false }
            state = Int(next[state][Int(byte)])
        }
        return isAccepting[state]
    }
}

/// A pattern as states with links, of which any number may go on with the same letter, or with none.
private struct PatternLinks {
    private var silent: [[Int]] = [[]]
    private var links: [[(set: LetterSet, target: Int)]] = [[]]
    private(set) var end = 0

    private static let mostStates = 8000

    init?(_ node: PatternNode) {
        guard let last = append(node, from: 0) else { return nil }
        end = last
    }

    private mutating func newState() -> Int? {
        guard silent.count < Self.mostStates else { return nil }
        silent.append([])
        links.append([])
        return silent.count - 1
    }

    /// Adds what leads from a state over the node; the state behind it.
    private mutating func append(_ node: PatternNode, from first: Int) -> Int? {
        switch node {
        case .letters(let set):
            guard let last = newState() else { return nil }
            links[first].append((set: set, target: last))
            return last
        case .sequence(let nodes):
            var state = first
            for node in nodes {
                guard let after = append(node, from: state) else { return nil }
                state = after
            }
            return state
        case .choice(let nodes):
            guard let last = newState() else { return nil }
            for node in nodes {
                guard let after = append(node, from: first) else { return nil }
                silent[after].append(last)
            }
            return last
        case .repeated(let node, let low, let high):
            guard let last = newState() else { return nil }
            var state = first
            for number in 0..<(high ?? low) {
                if number >= low { silent[state].append(last) }
                guard let after = append(node, from: state) else { return nil }
                state = after
            }
            if high == nil {
                // A state of its own, so that what stands before the loop is not entered again.
                guard let loop = newState(), let after = append(node, from: loop) else { return nil }
                silent[state].append(loop)
                silent[after].append(loop)
                state = loop
            }
            silent[state].append(last)
            return last
        }
    }

    /// With all states that are reached without a letter.
    func reachable(_ states: Set<Int>) -> Set<Int> {
        var found = states
        var open = Array(states)
        while let state = open.popLast() {
            for target in silent[state] where found.insert(target).inserted { open.append(target) }
        }
        return found
    }

    func targets(of states: Set<Int>, _ letter: UInt8) -> Set<Int> {
        var found: Set<Int> = []
        for state in states {
            for link in links[state] where link.set.contains(letter) { found.insert(link.target) }
        }
        return found
    }
}
