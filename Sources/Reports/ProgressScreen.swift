public import RehearsalCore

/// How much a call says on stderr besides its errors.
public enum Chatter: String, Hashable, Sendable, CaseIterable {
    case quiet, normal, verbose
}

/// What a call shows on stderr while it works, as a value: events and the time go in, the text to write comes out.
///
/// On a terminal there is one line that is rewritten in place, at most ten times a second, and wiped at the end.
/// Elsewhere a plain line comes every ten seconds. `verbose` adds each act and statement as lines of their own. Times
/// are milliseconds of one stopwatch.
public struct ProgressScreen: Hashable, Sendable {
    /// The shortest time between two drawings of the line.
    public static let drawingMilliseconds = 100.0
    /// The time between two plain lines.
    public static let plainMilliseconds = 10_000.0

    /// Back to the first column, and everything right of it away.
    static let wipe = "\r\u{1B}[K"

    private let chatter: Chatter
    private let isTerminal: Bool
    private var state = ProgressState()
    /// The line that stands on the terminal now; empty when there is none.
    private var drawn = ""
    private var lastDrawn = -Double.infinity
    private var lastPlain: Double?

    public init(chatter: Chatter, isTerminal: Bool) {
        self.chatter = chatter
        self.isTerminal = isTerminal
    }

    /// What to write now that something happened.
    /// - Parameter columns: the terminal's width of the moment.
    public mutating func told(_ event: ProgressEvent, atMilliseconds now: Double, columns: Int) -> String {
        if lastPlain == nil { lastPlain = now }
        state.take(event, atMilliseconds: now)
        guard chatter == .verbose, let line = state.verboseLine(for: event) else {
            return ticked(atMilliseconds: now, columns: columns)
        }
        guard isTerminal else { return line + "\n" }
        let wiped = ended()
        lastDrawn = -Double.infinity
        return wiped + line + "\n" + ticked(atMilliseconds: now, columns: columns)
    }

    /// What to write now that time has passed; nothing before the first event.
    public mutating func ticked(atMilliseconds now: Double, columns: Int) -> String {
        guard chatter != .quiet else { return "" }
        guard isTerminal else {
            guard let last = lastPlain, now - last >= Self.plainMilliseconds,
                let line = state.line(atMilliseconds: now)
            else { return "" }
            lastPlain = now
            return "pgrehearse: \(line)\n"
        }
        guard now - lastDrawn >= Self.drawingMilliseconds, let line = state.line(atMilliseconds: now) else {
            return ""
        }
        // The last column stays free: a character there makes some terminals begin a new line.
        let cutLine = cut(line, toColumns: columns - 1)
        lastDrawn = now
        guard cutLine != drawn else { return "" }
        drawn = cutLine
        return Self.wipe + cutLine
    }

    /// What to write to leave the terminal as if no line had been there.
    public mutating func ended() -> String {
        guard !drawn.isEmpty else { return "" }
        drawn = ""
        return Self.wipe
    }
}

/// What is under way, as the last events told it.
private struct ProgressState: Hashable, Sendable {
    private var began: Double?
    private var rehearsed: ActUnderWay?
    /// By step; a drill that is between two acts keeps the last one.
    private var drilled: [String: ActUnderWay] = [:]

    /// One act, and how far it is.
    private struct ActUnderWay: Hashable {
        var act: Act
        var number: Int
        var count: Int
        var began: Double
        var statement: Int?
        var statementCount = 0
        var loadedRows: Int64 = 0
        var allRows: Int64 = 0
    }

    mutating func take(_ event: ProgressEvent, atMilliseconds now: Double) {
        if began == nil { began = now }
        switch event {
        case .inDrill(let step, .actEnded(.discardClone, _)): drilled[step] = nil
        case .inDrill(let step, let event): Self.note(event, in: &drilled[step], now)
        default: Self.note(event, in: &rehearsed, now)
        }
    }

    private static func note(_ event: ProgressEvent, in underWay: inout ActUnderWay?, _ now: Double) {
        switch event {
        case .actBegan(let act, let number, let count):
            underWay = ActUnderWay(act: act, number: number, count: count, began: now)
        case .actEnded: underWay?.statement = nil
        case .statementBegan(let number, let count):
            underWay?.statement = number
            underWay?.statementCount = count
        case .rowsLoaded(let rows, let all):
            // Streams tell their sums side by side: a smaller one may come late.
            guard var told = underWay else { return }
            (told.loadedRows, told.allRows) = (max(told.loadedRows, rows), all)
            underWay = told
        case .statementEnded, .inDrill: break
        }
    }

    /// `act 3 of 17, 1 min 05 s: run 001_indexes (12 s), statement 4 of 31`, and what drills do beside it; nil before
    /// the first act.
    func line(atMilliseconds now: Double) -> String? {
        guard let rehearsed, let began else { return nil }
        let line = "act \(rehearsed.number) of \(rehearsed.count), \(wholeSeconds(now - began)): "
        let drills = drilled.values.sorted { $0.number < $1.number }.map { words($0, now) }
        return line + words(rehearsed, now) + (drills.isEmpty ? "" : "; beside it: " + drills.joined(separator: "; "))
    }

    private func words(_ underWay: ActUnderWay, _ now: Double) -> String {
        var words = "\(sanitized(underWay.act.description)) (\(wholeSeconds(now - underWay.began)))"
        if let statement = underWay.statement { words += ", statement \(statement) of \(underWay.statementCount)" }
        if underWay.allRows > 0 {
            words += ", \(countWords(underWay.loadedRows)) of \(countWords(underWay.allRows)) rows"
        }
        return words
    }

    /// An act as it begins and ends, a statement as it ends; nil for what is a counter only.
    func verboseLine(for event: ProgressEvent) -> String? {
        switch event {
        case .actBegan(let act, let number, let count):
            return "pgrehearse: act \(number) of \(count): \(sanitized(act.description))"
        case .actEnded(let act, let elapsed):
            return "pgrehearse: \(durationWords(milliseconds: elapsed)) for: \(sanitized(act.description))"
        case .statementEnded(let seen):
            let ending = seen.complaint.map { "refused, \($0.sqlState)" } ?? seen.commandTag ?? "not answered"
            let head = "  \(seen.place): \(maskedExcerpt(of: seen.excerpt, limit: 60))"
            let time = seen.elapsedMilliseconds.map { ", " + durationWords(milliseconds: $0) } ?? ""
            let line = "\(sanitized(head)) (\(ending)\(time))"
            return ([line] + seen.notices.map { "    " + sanitized($0) }).joined(separator: "\n")
        case .inDrill(_, let event): return verboseLine(for: event)
        case .statementBegan, .rowsLoaded: return nil
        }
    }

    /// `8 s`, `1 min 05 s`: what passes is not worth fractions.
    private func wholeSeconds(_ milliseconds: Double) -> String {
        let seconds = Int(max(milliseconds, 0) / 1000)
        guard seconds >= 60 else { return "\(seconds) s" }
        return "\(seconds / 60) min \(seconds % 60 < 10 ? "0" : "")\(seconds % 60) s"
    }
}
