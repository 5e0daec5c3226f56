/// A text that is as long as captured ones are and stands where its code does in the order of texts.
struct RankedText: Sendable {
    let digitCount: Int
    /// The texts that CHECK constraints allow, one book; empty where every text of letters and digits will do.
    var words = FrozenList<WordBook>.none
    /// Codes are below this.
    var codeCount: Int64 = 0
    /// At 0, 1, 5, 10, 25, 50, 75, 90, 95, 99 and 100 % of the texts.
    private(set) var lengths: FrozenList<Int>
    /// By hundredths of the texts.
    private var spans: FrozenList<Span>
    /// Where all texts are of one length.
    private var commonLength: Int?

    private static let shares = [0, 100, 500, 1000, 2500, 5000, 7500, 9000, 9500, 9900, 10_000]

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
        let share = Int(CounterRandom.below(10_000, CounterRandom.draw(key ^ 0x5DEE_CE66, code)))
        let span = spans[share / 100]
        let grown = span.width.quotient(Int(span.growth.magnitude) * (share - span.share))
        return span.length + (span.growth < 0 ? -grown : grown)
    }
}
