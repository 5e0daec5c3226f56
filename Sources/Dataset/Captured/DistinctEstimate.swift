/// What ANALYZE says of the number of different values, and which number makes it say so.
///
/// The estimator is that of Haas and Stokes (1998), as PostgreSQL's analyze.c has it: of a column in which many values
/// are rare it sees too few, so that rows with as many values as it saw would be told to have fewer still.
struct DistinctEstimate {
    /// Rows with a value, and how many of them ANALYZE looks at.
    let rowCount: Int
    let sampleCount: Int
    /// Values that every sample has, and the share of the rows that they have not.
    let commonCount: Int
    let tailShare: Double

    /// What is expected of a column whose rare values are equally common.
    func expected(ofTail tailCount: Int) -> Double {
        let rows = Double(rowCount)
        let sample = Double(min(sampleCount, rowCount))
        guard tailCount > 0, rows > 0 else { return Double(commonCount) }
        let part = sample / rows
        let tailRows = max(tailShare * rows, Double(tailCount))
        let fewest = (tailRows / Double(tailCount)).rounded(.down)
        let oneMore = tailRows / Double(tailCount) - fewest
        func unseen(_ count: Double) -> Double { Self.power(1 - part, Int(count)) }
        func once(_ count: Double) -> Double { count == 0 ? 0 : count * part * Self.power(1 - part, Int(count) - 1) }
        let tail = Double(tailCount)
        let seen = tail * (1 - (1 - oneMore) * unseen(fewest) - oneMore * unseen(fewest + 1))
        let onlyOnce = tail * ((1 - oneMore) * once(fewest) + oneMore * once(fewest + 1))
        let different = Double(commonCount) + seen
        // No value was seen twice: all are taken to be different.
        if different - onlyOnce < 0.5 { return rows }
        let estimate = sample * different / (sample - onlyOnce + onlyOnce * part)
        return min(max(estimate, different), rows)
    }

    static func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, square, rest) = (1.0, base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }

    /// The number of rare values of which the wanted number of different values is expected.
    func tail(for wanted: Int) -> Int {
        var low = 1
        var high = max(1, Int(tailShare * Double(rowCount)))
        guard expected(ofTail: high) > Double(wanted) else { return high }
        while low < high {
            let middle = (low + high) / 2
            if expected(ofTail: middle) < Double(wanted) - 0.5 { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
