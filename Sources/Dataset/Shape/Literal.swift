/// A value that a shape spells out.
public enum Literal: Hashable, Sendable, CustomStringConvertible {
    case text(String)
    case number(FixedDecimal)
    case boolean(Bool)

    /// The value as PostgreSQL would print it.
    public var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): number.description
        case .boolean(let value): value ? "true" : "false"
        }
    }
}

/// A share of a whole in millionths: 100 % is 1 000 000.
public struct Share: Hashable, Sendable, BitwiseCopyable {
    public var millionths: Int

    public static let whole = Share(millionths: 1_000_000)
    public static let none = Share(millionths: 0)

    public init(millionths: Int) { self.millionths = millionths }

    /// The number below which a uniform 64-bit draw falls with this probability; nil for certainty.
    var threshold: UInt64? {
        if millionths >= 1_000_000 { return nil }
        return (UInt64.max / 1_000_000) * UInt64(max(0, millionths))
    }

    /// Whether a uniform 64-bit draw falls within the share.
    func contains(_ draw: UInt64) -> Bool {
        guard let threshold else { return true }
        return draw < threshold
    }
}
