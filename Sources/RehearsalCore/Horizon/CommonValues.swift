/// Frequencies of a column's most common values when there are more values.
public enum CommonValues {
    /// The s of f_i ∝ i^−s that fits best by least squares over logarithms; 0 where there are fewer than three.
    ///
    /// - Parameter frequencies: descending, as ANALYZE has them.
    public static func exponent(of frequencies: [Double]) -> Double {
        let points = frequencies.enumerated().filter { $0.element > 0 }
            .map { (x: logarithm(Double($0.offset + 1)), y: logarithm($0.element)) }
        guard points.count >= 3 else { return 0 }
        let count = Double(points.count)
        let meanX = points.reduce(0) { $0 + $1.x } / count
        let meanY = points.reduce(0) { $0 + $1.y } / count
        let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        guard spread > 0 else { return 0 }
        return max(0, -points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread)
    }

    /// The generalized harmonic number H(n, s) = Σ i^−s, by Euler and Maclaurin from the hundredth member on.
    public static func harmonic(_ count: Double, _ s: Double) -> Double {
        let direct = min(count, 100)
        var sum = 0.0
        var index = 1.0
        while index <= direct {
            sum += power(index, -s)
            index += 1
        }
        guard count > direct else { return sum }
        let (low, high) = (direct + 1, max(direct + 1, count))
        let integral =
            (s - 1).magnitude < 1e-9
            ? logarithm(high / low) : (power(high, 1 - s) - power(low, 1 - s)) / (1 - s)
        return sum + integral + (power(low, -s) + power(high, -s)) / 2
    }

    /// By what every frequency is multiplied when the values become `growth` times as many.
    public static func dilution(
        _ law: CommonGrowth, frequencies: [Double], distinct: Double, growth: Double
    ) -> Double {
        switch law {
        case .even: return 1 / growth
        case .zipf:
            let s = exponent(of: frequencies)
            return harmonic(distinct, s) / harmonic(distinct * growth, s)
        }
    }

    /// One member of a grown list.
    public struct Member: Hashable, Sendable {
        public var frequency: Double
        /// Of the present value that it is, or is beside: its place in the present list.
        public var place: Int
        /// 0 for the present value itself, then one that is not there yet.
        public var copy: Int
    }

    /// A list of common values when there are more of them, descending, at most `most`: the present ones' successors
    /// first where they are as common, so that the rarest of a list that is cut fall out of it, present or not.
    ///
    /// - Parameter isFavoured: true where the exponent is a half, whatever the frequencies of several groups together
    ///   look like.
    public static func grown(
        _ law: CommonGrowth, frequencies: [Double], distinct: Double, growth: Double, most: Int,
        isFavoured: Bool = false
    ) -> [Member] {
        let count = frequencies.count
        let length = min(most, Int((Double(count) * growth).rounded()))
        let dilution =
            isFavoured
            ? power(growth, -0.5) : dilution(law, frequencies: frequencies, distinct: distinct, growth: growth)
        switch law {
        case .even:
            var list: [Member] = []
            for (place, frequency) in frequencies.enumerated() where list.count < length {
                let upTo = max(place + 1, Int((Double(place + 1) * growth).rounded()))
                var copy = 0
                while list.count < min(upTo, length) {
                    list.append(Member(frequency: frequency * dilution, place: place, copy: copy))
                    copy += 1
                }
            }
            return list
        case .zipf:
            let s = exponent(of: frequencies)
            let scale = frequencies.reduce(0, +) / harmonic(Double(count), s) * dilution
            return (0..<max(length, min(count, most))).map { rank in
                let frequency =
                    rank < count ? frequencies[rank] * dilution : scale * power(Double(rank + 1), -s)
                return Member(frequency: frequency, place: rank % count, copy: rank / count)
            }
        }
    }

    /// Frequencies of a list that names every value, as more rows would show them.
    ///
    /// What a few rows show of a value is its share and chance: the variance of the shares is that of the values and
    /// mean/rows for the chance. With more rows the second part shrinks, and the shares move towards their mean.
    ///
    /// - Parameters:
    ///   - frequencies: descending.
    ///   - chance: variance by chance at present, in the same terms.
    ///   - laterChance: when rows have grown.
    public static func settled(_ frequencies: [Double], chance: Double, laterChance: Double) -> [Double] {
        let count = Double(frequencies.count)
        guard count >= 3, chance > 0, laterChance < chance else { return frequencies }
        let mean = frequencies.reduce(0, +) / count
        let variance = frequencies.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let own = max(0, variance - chance)
        let ratio = ((own + laterChance) / (own + chance)).squareRoot()
        return frequencies.map { mean + ($0 - mean) * ratio }
    }
}
