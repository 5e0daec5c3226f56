/// How many different values a column has when its table grows.
public enum DomainGrowth {
    /// Fewer different values than this, and…
    private static let enumeratedValues = 1000.0
    /// …less than this share of the rows: a list of its own, which does not get longer.
    private static let enumeratedShare = 0.02

    /// True for what looks like a status, a flag or a category.
    public static func isEnumerated(distinct: Double, rows: Double) -> Bool {
        distinct < enumeratedValues && distinct < enumeratedShare * rows
    }

    /// The number of values that rows are drawn from, found in how many of them `rows` have shown: the D of
    /// d = D(1 − e^(−n/D)). Infinite where no value came twice.
    ///
    /// - Precondition: `distinct` is at least 1.
    public static func domain(distinct: Double, rows: Double) -> Double {
        guard rows - distinct >= 0.5, distinct < rows * 0.999_999 else { return .infinity }
        var (low, high) = (distinct, distinct)
        while shown(of: high, in: rows) < distinct {
            low = high
            high *= 2
            if high > 1e18 { return .infinity }
        }
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if shown(of: middle, in: rows) < distinct { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// How many of `domain` values show in so many rows that are drawn evenly.
    public static func shown(of domain: Double, in rows: Double) -> Double {
        domain.isInfinite ? rows : domain * -expm1OfQuotient(rows, domain)
    }

    /// e^(−n/D) − 1, also where n/D is too small for a difference of such numbers.
    private static func expm1OfQuotient(_ rows: Double, _ domain: Double) -> Double {
        let quotient = rows / domain
        return quotient < 1e-5 ? -quotient + quotient * quotient / 2 : exponential(-quotient) - 1
    }

    /// Different values in a table that is `growth` times as large.
    ///
    /// - Parameters:
    ///   - rows: at present, those with a value.
    ///   - domainFactor: how many times as many values there are to draw from: the growth of the parent for a foreign
    ///     key, of the window for times.
    public static func distinct(
        now distinct: Double, rows: Double, growth: Double, domainFactor: Double
    ) -> Double {
        guard distinct >= 1, rows >= 1 else { return distinct }
        if growth == domainFactor { return distinct * growth }
        let domain = domain(distinct: min(distinct, rows), rows: rows)
        return min(rows * growth, max(distinct, shown(of: domain * domainFactor, in: rows * growth)))
    }

    /// `stadistinct` of a number of values, as ANALYZE writes it: from a tenth of the rows on as a share of them.
    ///
    /// - Parameter rows: all, those without a value among them.
    public static func stored(distinct: Double, rows: Double) -> Double {
        guard rows > 0, distinct > 0.1 * rows else { return distinct.rounded() }
        return -min(1, distinct / rows)
    }

    /// The number of values that `stadistinct` stands for; nil where it says that nobody knows.
    public static func count(stored: Double, rows: Double) -> Double? {
        if stored == 0 { return nil }
        return stored < 0 ? -stored * max(rows, 0) : stored
    }
}
