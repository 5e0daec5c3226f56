import RehearsalCore

/// Reads `plans` of rehearsal.yaml: from where on a change of a query plan matters.
enum PlansEntry {
    static let keys = [
        "statistics_target", "samples", "large_table", "large_rows", "growth_warns", "growth_fails", "spill", "wal",
        "rows", "estimate_error", "query_limit",
    ]

    static func thresholds(_ section: Section) -> PlanThresholds {
        var thresholds = PlanThresholds()
        func read<Value>(
            _ key: String, expected: String, _ form: (String) -> Value?,
            into path: WritableKeyPath<PlanThresholds, Value>
        ) {
            guard let value = section[key]?.value(expected: expected, read: form) else { return }
            thresholds[keyPath: path] = value
        }
        let whole = { (text: String) in Int(text).flatMap { $0 > 0 ? $0 : nil } }
        let number = { (text: String) in whole(text).map(Double.init) }
        read(
            "statistics_target", expected: "a whole number from 1 to 10000",
            { whole($0).flatMap { $0 <= 10_000 ? $0 : nil } }, into: \.statisticsTarget)
        read(
            "samples", expected: "a whole number from 0 to 100",
            { Int($0).flatMap { (0...100).contains($0) ? $0 : nil } }, into: \.samples)
        let size = "a size such as 8MB (kB, MB or GB)"
        read("large_table", expected: size, { byteCount($0).map { $0 / 8192 } }, into: \.largePages)
        read("large_rows", expected: "a whole number", number, into: \.largeRows)
        let share = "a share such as 10%"
        read("growth_warns", expected: share, sharePercent, into: \.bufferWarning)
        read("growth_fails", expected: share, { sharePercent($0).map { 1 + $0 } }, into: \.bufferFailure)
        read("spill", expected: size, { byteCount($0).map { max(1, $0 / 8192) } }, into: \.spillBlocks)
        read("wal", expected: size, byteCount, into: \.walBytes)
        read("rows", expected: "a whole number", number, into: \.rows)
        read(
            "estimate_error", expected: "a factor such as 10x",
            { $0.hasSuffix("x") ? number(String($0.dropLast())) : nil }, into: \.estimateError)
        read(
            "query_limit", expected: "a duration such as 60s (ms, s or min), at most a day",
            { text in
                durationMilliseconds(text, units: [.milliseconds, .seconds, .minutes])
                    .flatMap { (1...86_400_000).contains($0) ? Int($0) : nil }
            }, into: \.queryLimitMilliseconds)
        return thresholds
    }
}
