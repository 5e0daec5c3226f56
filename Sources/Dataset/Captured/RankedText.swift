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
    /// What a row of the table holds of a text that is so long: of one that fills a quarter of a page a pointer to
    /// where it lies (TOAST_TUPLE_THRESHOLD, VARSIZE_EXTERNAL).
    fileprivate static func keptLength(_ length: Int) -> Int { length > 2000 ? 18 : length }

    /// Pieces of long texts in no order fill their pages better than those of rows that are alike their neighbours: of
    /// 6000 products 1514 pages instead of 1599. Of both kinds of sources this is off by less than 5 %.
    fileprivate static let packing = 1.02

    /// The average of something that follows from the length, of texts of which each is as common as the others.
    fileprivate func mean(of measure: (Int) -> Int) -> Double {
        let shares = CapturedStatistics.lengthShares
        let pointCount = 32
        return zip(shares.indices.dropFirst(), shares.dropFirst()).reduce(0) { sum, step in
            let (number, share) = step
            let (low, span) = (Double(lengths[number - 1]), Double(lengths[number] - lengths[number - 1]))
            let measured = (0..<pointCount).reduce(0) { sum, point in
                sum + measure(Int((low + (Double(point) + 0.5) / Double(pointCount) * span).rounded()))
            }
            return sum + (share - shares[number - 1]) * Double(measured) / Double(pointCount)
        }
    }
}

extension CapturedCodes {
    /// What draws lengths by which texts are on average as long as the captured ones, in all and in the table's rows:
    /// of few texts the lengths are much a matter of chance, so that the best of some is taken.
    func lengthKey(for text: RankedText, _ key: UInt64) -> UInt64 {
        guard text.lengths.first != text.lengths.last else { return 0 }
        let texts = textsThatCount
        let rowCount = Double(texts.reduce(0) { $0 + $1.rowCount })
        guard rowCount > 0 else { return 0 }
        let kept = text.mean(of: RankedText.keptLength) * rowCount
        let long = text.mean { $0 - RankedText.keptLength($0) } * rowCount * RankedText.packing
        let wanted = (all: kept + long, kept: kept)
        func distance(_ lengthKey: UInt64) -> Double {
            var text = text
            text.lengthKey = lengthKey
            var made = (all: 0, kept: 0)
            for (code, count) in texts {
                let length = text.length(of: UInt64(code), key)
                made.all += count * length
                made.kept += count * RankedText.keptLength(length)
            }
            return abs(Double(made.all) / max(1, wanted.all) - 1) + abs(Double(made.kept) / max(1, wanted.kept) - 1)
        }
        let distances = (0..<64).map { number -> (distance: Double, key: UInt64) in
            let lengthKey = CounterRandom.key(key, number)
            return (distance(lengthKey), lengthKey)
        }
        return distances.min { ($0.distance, $0.key) < ($1.distance, $1.key) }?.key ?? 0
    }

    /// All texts where there are few, each with its rows; otherwise the common ones, since the others even out.
    private var textsThatCount: [(code: Int64, rowCount: Int)] {
        if valueCount <= Self.fewTexts { return zip(0..<valueCount, sizes).map { (code(ofNumber: $0), $1) } }
        return stretches.filter { $0.codeCount == 1 && $0.rankCount > 1 }.map { ($0.value, $0.rankCount) }
    }

    private static let fewTexts = 20_000
}
