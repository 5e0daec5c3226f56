/// A time before the clock.
public struct TimeRule: Hashable, Sendable {
    /// How far back times go, in seconds; whole days count.
    public var spanSeconds: Int64
    /// Twelve weights, January first; equal ones where empty.
    public var season: [Int]
    /// The weight of a Saturday or Sunday against another day, in millionths.
    public var weekend: Share
    /// Hours of the day between which times fall, `0...24`.
    public var firstHour: Int
    public var lastHour: Int
    /// Not before any of these.
    public var after: [TimeBound]
    /// Not later than so many seconds after the latest bound; nil for no such limit.
    public var withinSeconds: Int64?
    /// Later rows of the heap have later times.
    public var followsHeap: Bool

    public init(
        spanSeconds: Int64, season: [Int] = [], weekend: Share = .whole, firstHour: Int = 0, lastHour: Int = 24,
        after: [TimeBound] = [], withinSeconds: Int64? = nil, followsHeap: Bool = false
    ) {
        self.spanSeconds = spanSeconds
        self.season = season
        self.weekend = weekend
        self.firstHour = firstHour
        self.lastHour = lastHour
        self.after = after
        self.withinSeconds = withinSeconds
        self.followsHeap = followsHeap
    }
}

/// A time that another one is counted from.
public enum TimeBound: Hashable, Sendable {
    case clock
    /// A column of the same row.
    case column(String)
    /// A column of the row's ancestor.
    case ancestor(TableName, column: String)
}

/// A time so far from another one.
public struct OffsetRule: Hashable, Sendable {
    public var from: TimeBound
    public var lowSeconds: Int64
    public var highSeconds: Int64
    /// Set back to midnight.
    public var atMidnight: Bool
    /// Never after the clock.
    public var untilClock: Bool

    public init(
        from: TimeBound, lowSeconds: Int64, highSeconds: Int64, atMidnight: Bool = false, untilClock: Bool = false
    ) {
        self.from = from
        self.lowSeconds = lowSeconds
        self.highSeconds = highSeconds
        self.atMidnight = atMidnight
        self.untilClock = untilClock
    }
}
