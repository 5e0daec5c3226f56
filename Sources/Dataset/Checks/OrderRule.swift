import RehearsalCore

/// That the values of one column lie below those of another, as a rule over codes.
struct OrderRule {
    /// By how much the lower code grows, and by how much it shrinks, to be one of the upper column.
    private let factor: Int64
    private let divisor: Int64
    private let distance: Int64

    /// Nil for columns whose codes cannot be compared.
    init?(lower: CodeForm, upper: CodeForm, isStrict: Bool) {
        switch (lower, upper) {
        case (.number(let own, _), .number(let other, _)):
            factor = PowersOfTen.value(max(0, other - own))
            divisor = PowersOfTen.value(max(0, own - other))
            // Where digits are cut off, the next number is above for certain.
            distance = isStrict || other < own ? 1 : 0
        case (.time(let isLowerDate), .time(let isDate)):
            (factor, divisor) = (1, 1)
            // A date is the midnight before its code.
            distance = isDate ? (isStrict || !isLowerDate ? CivilDate.microsecondsPerDay : 0) : (isStrict ? 1 : 0)
        case (.duration, .duration): (factor, divisor, distance) = (1, 1, isStrict ? 1 : 0)
        case (_, _): return nil
        }
    }

    /// The least code of the upper column above a code of the lower one.
    func least(above code: Int64) -> Int64 {
        Self.clamped(code.quotientRoundedDown(by: divisor), factor) + distance
    }

    /// The greatest code of the lower column below a code of the upper one.
    func greatest(below code: Int64) -> Int64 {
        divisor == 1
            ? (code - distance).quotientRoundedDown(by: factor) : Self.clamped(code - distance, divisor)
    }

    private static func clamped(_ code: Int64, _ factor: Int64) -> Int64 {
        let product = code.multipliedReportingOverflow(by: factor)
        if product.overflow { return code < 0 ? -2 * ColumnLimits.most : 2 * ColumnLimits.most }
        return max(-2 * ColumnLimits.most, min(product.partialValue, 2 * ColumnLimits.most))
    }
}
