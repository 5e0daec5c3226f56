/// Ranges of numbers or times: where each begins, and how far behind that it ends. The end is not part of it.
public struct RangeRule: Hashable, Sendable {
    /// Where ranges begin: numbers or times, never NULL.
    public var from: Field
    public var span: Span
    public var empty: Share
    /// Of the ranges that are not empty, those without a beginning.
    public var openBelow: Share
    /// Of the ranges that are not empty, those without an end.
    public var openAbove: Share

    public init(
        from: Field, span: Span, empty: Share = .none, openBelow: Share = .none, openAbove: Share = .none
    ) {
        self.from = from
        self.span = span
        self.empty = empty
        self.openBelow = openBelow
        self.openAbove = openAbove
    }

    /// How long ranges are: every length between the two alike, both included.
    public enum Span: Hashable, Sendable {
        case numbers(low: FixedDecimal, high: FixedDecimal)
        case seconds(low: Int64, high: Int64)
    }
}
