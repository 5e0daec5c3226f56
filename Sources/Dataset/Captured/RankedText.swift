/// A text that is as long as captured ones are and stands where its code does in the order of texts.
struct RankedText: Sendable {
    let digitCount: Int
    /// At 0, 1, 5, 10, 25, 50, 75, 90, 95, 99 and 100 % of the texts.
    var lengths: FrozenList<Int>
    /// The texts that CHECK constraints allow, one book; empty where every text of letters and digits will do.
    var words = FrozenList<WordBook>.none
    /// Codes are below this.
    var codeCount: Int64 = 0
    private static let shares: [UInt64] = [0, 100, 500, 1000, 2500, 5000, 7500, 9000, 9500, 9900, 10_000]

    /// How many lengths there are.
    static let lengthCount = shares.count

    /// The length in bytes of a code's text.
    @inline(__always)
    func length(_ draw: UInt64) -> Int {
        let share = CounterRandom.below(10_000, draw)
        var step = 1
        while step < Self.shares.count - 1, share >= Self.shares[step] { step += 1 }
        let (low, high) = (lengths[step - 1], lengths[min(step, lengths.count - 1)])
        return low + (high - low) * Int(share - Self.shares[step - 1]) / Int(Self.shares[step] - Self.shares[step - 1])
    }
}
