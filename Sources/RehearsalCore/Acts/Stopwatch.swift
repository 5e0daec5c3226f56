/// A clock that only measures, handed in by whoever has one: what a run reads of time, it reads here.
public struct Stopwatch: Sendable {
    private let read: @Sendable () -> Double

    /// - Parameter milliseconds: the time since some fixed moment; never runs backwards.
    public init(milliseconds: @escaping @Sendable () -> Double) { read = milliseconds }

    /// The time since the stopwatch's own beginning.
    public var milliseconds: Double { read() }
}
