/// A text that is as long as captured ones are and stands where its code does in the order of texts.
struct RankedText: Sendable {
    let digitCount: Int
    /// The texts that CHECK constraints allow, one book; empty where every text of letters and digits will do.
    var words = FrozenList<WordBook>.none
    /// Codes are below this.
    var codeCount: Int64 = 0
    /// At the shares of ``CapturedStatistics/lengthShares``.
    private(set) var lengths: FrozenList<Int>
    /// By hundredths of the texts.
    private var spans: FrozenList<Span>
    /// Where all texts are of one length.
    private var commonLength: Int?

    /// What draws each code's length.
    var lengthKey: UInt64 = 0

    /// Ten thousandths of the texts.
    private static let shares = CapturedStatistics.lengthShares.map { Int(($0 * 10_000).rounded()) }

    /// How many lengths there are.
    static let lengthCount = shares.count

    /// The lengths between two shares of the texts: on a straight line.
    private struct Span: BitwiseCopyable {
        var share: Int
        var length: Int
        var growth: Int
        var width: QuickDivisor
    }

    /// - Precondition: there are ``lengthCount`` lengths.
    init(digitCount: Int, lengths: [Int], in memory: FrozenMemory) {
        self.digitCount = digitCount
        (self.lengths, spans) = (.none, .none)
        setLengths(lengths, in: memory)
    }

    mutating func setLengths(_ lengths: [Int], in memory: FrozenMemory) {
        self.lengths = memory.list(lengths)
        commonLength = Set(lengths).count == 1 ? lengths[0] : nil
        spans = memory.list(
            (0..<100).map { hundredth in
                let step = (Self.shares.firstIndex { $0 > hundredth * 100 } ?? 1) - 1
                let (share, end) = (Self.shares[step], Self.shares[step + 1])
                return Span(
                    share: share, length: lengths[step], growth: lengths[step + 1] - lengths[step],
                    width: QuickDivisor(end - share))
            })
    }

    /// The length in bytes of a code's text.
    @inline(__always)
    func length(of code: UInt64, _ key: UInt64) -> Int {
        if let commonLength { return commonLength }
        let share = Int(CounterRandom.below(10_000, CounterRandom.draw(key ^ 0x5DEE_CE66 ^ lengthKey, code)))
        let span = spans[share / 100]
        let grown = span.width.quotient(Int(span.growth.magnitude) * (share - span.share))
        return span.length + (span.growth < 0 ? -grown : grown)
    }
}

extension RankedText {
    /// The average length of texts of which each is as common as the others.
    fileprivate var meanLength: Double {
        let shares = CapturedStatistics.lengthShares
        return zip(shares.indices.dropFirst(), shares.dropFirst()).reduce(0) { sum, step in
            let (number, share) = step
            return sum + (share - shares[number - 1]) * Double(lengths[number] + lengths[number - 1]) / 2
        }
    }
}

extension CapturedCodes {
    /// What draws lengths by which common texts are on average as long as the others: of few texts in many rows the
    /// lengths are much a matter of chance, so that the best of some is taken.
    func lengthKey(for text: RankedText, _ key: UInt64) -> UInt64 {
        let common = stretches.filter { $0.codeCount == 1 && $0.rankCount > 1 }
        let rowCount = common.reduce(0) { $0 + $1.rankCount }
        guard rowCount > 0, text.lengths.first != text.lengths.last else { return 0 }
        let wanted = text.meanLength * Double(rowCount)
        func distance(_ lengthKey: UInt64) -> Double {
            var text = text
            text.lengthKey = lengthKey
            let made = common.reduce(0) { $0 + $1.rankCount * text.length(of: UInt64($1.value), key) }
            return abs(Double(made) - wanted)
        }
        let keys = (0..<64).map { CounterRandom.key(key, $0) }
        return keys.min { (distance($0), $0) < (distance($1), $1) } ?? 0
    }
}
