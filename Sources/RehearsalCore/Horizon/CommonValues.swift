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

    /// Frequencies of a list that names every value, when there are more of them: as many as the statistics target
    /// allows, descending, the present ones' successors first where they are as common.
    ///
    /// - Returns: for each the place in the present list, or nil for a value that is not there yet.
    public static func lengthened(
        _ law: CommonGrowth, frequencies: [Double], growth: Double, target: Int
    ) -> [(frequency: Double, present: Int?)] {
        let count = Double(frequencies.count)
        let length = min(target, Int((count * growth).rounded()))
        guard length > frequencies.count else {
            let dilution = dilution(law, frequencies: frequencies, distinct: count, growth: growth)
            return frequencies.enumerated().map { ($0.element * dilution, $0.offset) }
        }
        let total = frequencies.reduce(0, +)
        switch law {
        case .even:
            var list: [(frequency: Double, present: Int?)] = []
            for (place, frequency) in frequencies.enumerated() {
                let upTo = Int((Double(place + 1) * growth).rounded())
                list.append((frequency / growth, place))
                // Room is kept for those of the present values that come behind.
                let room = length - (frequencies.count - place - 1)
                while list.count < min(upTo, room) { list.append((frequency / growth, nil)) }
            }
            return list
        case .zipf:
            let s = exponent(of: frequencies)
            let whole = harmonic(count * growth, s)
            return (0..<length).map { place in
                (total * power(Double(place + 1), -s) / whole, place < frequencies.count ? place : nil)
            }
        }
    }
}
