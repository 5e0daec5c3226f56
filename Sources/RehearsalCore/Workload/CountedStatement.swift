/// A statement with what pg_stat_statements counted of it.
public struct CountedStatement: Hashable, Sendable {
    public var text: String
    public var calls: Int
    /// Shared buffers touched: found in the cache or read.
    public var blockCount: Int
    /// Over how many days the counters ran; nil where nobody knows.
    public var days: Double?
    /// The moment that counting began at, as the server wrote it, where ``days`` are not told.
    public var since: String?
    /// The role that asked; nil where it is not told.
    public var role: String?

    public init(
        text: String, calls: Int, blockCount: Int, days: Double? = nil, since: String? = nil, role: String? = nil
    ) {
        self.text = text
        self.calls = calls
        self.blockCount = blockCount
        self.days = days
        self.since = since
        self.role = role
    }
}

/// A statement that may become a query of the workload: one text, whoever asked it.
public struct WorkloadCandidate: Hashable, Sendable {
    public var statement: WorkloadStatement
    public var calls: Int
    public var blockCount: Int
    /// Calls of a day; nil where it is not known over how many days they were counted.
    public var callsPerDay: Int?
    /// Names of the roles that asked, sorted.
    public var roles: [String]
}

/// Why a statement does not become a query of the workload.
public enum LeftOutReason: Int, Hashable, Sendable, CaseIterable, Comparable {
    case notQuery, truncated, several, hidden, own, noTable

    public static func < (left: LeftOutReason, right: LeftOutReason) -> Bool { left.rawValue < right.rawValue }
}

/// Puts entries of one masked text together, and what touches the most buffers first, then what is called the most.
///
/// - Parameter days: of all entries, in place of what they say themselves.
/// - Returns: the candidates, and how many entries were left out for each reason.
public func workloadCandidates(
    _ entries: [CountedStatement], days: Double? = nil
) -> (candidates: [WorkloadCandidate], leftOut: [LeftOutReason: Int]) {
    var found: [String: WorkloadCandidate] = [:]
    var rates: [String: Double?] = [:]
    var leftOut: [LeftOutReason: Int] = [:]
    for entry in entries {
        let statement: WorkloadStatement
        do { statement = try WorkloadStatement(masking: entry.text) } catch {
            leftOut[error.reason, default: 0] += 1
            continue
        }
        var candidate =
            found[statement.text]
            ?? WorkloadCandidate(statement: statement, calls: 0, blockCount: 0, callsPerDay: nil, roles: [])
        candidate.calls = sum(candidate.calls, entry.calls)
        candidate.blockCount = sum(candidate.blockCount, entry.blockCount)
        candidate.roles = Set(candidate.roles + [entry.role].compactMap(\.self)).sorted()
        // What ran for less than a day says nothing of the hours that were not counted.
        let rate = (days ?? entry.days).map { Double(entry.calls) / max($0, 1) }
        let rateSum = (rates[statement.text] ?? 0).flatMap { before in rate.map { before + $0 } }
        rates[statement.text] = .some(rateSum)
        candidate.callsPerDay = rateSum.map { max(1, Int(min($0.rounded(), 1e15))) }
        found[statement.text] = candidate
    }
    let sorted = found.values.sorted { left, right in
        (right.blockCount, right.calls, left.statement.text) < (left.blockCount, left.calls, right.statement.text)
    }
    return (sorted, leftOut)
}

/// The sum; the largest number there is where it is larger.
private func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflows) = left.addingReportingOverflow(right)
    return overflows ? .max : sum
}
