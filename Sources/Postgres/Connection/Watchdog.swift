/// The one thread of the program that keeps the time limits of statements, whatever connection they run on.
///
/// A limit is written down when a statement begins and crossed out when it ends; the thread sleeps until the first one
/// passes, and is woken before only by a limit that passes earlier. So a statement that ends in time costs no thread
/// and no wake-up: one for each took longer than a short statement itself.
final class Watchdog: Sendable {
    /// What is crossed out.
    struct Ticket: Sendable {
        fileprivate let number: UInt64
    }

    private struct Limit {
        let deadlineNanoseconds: UInt64
        let bite: @Sendable () -> Void
    }

    private struct State {
        var limits: [UInt64: Limit] = [:]
        var lastNumber: UInt64 = 0
        var isRunning = false
        /// When the thread will look again by itself; nil while it waits for a first limit.
        var sleepsUntil: UInt64?
        var mustLook = false
    }

    static let shared = Watchdog()

    private let monitor = Monitor(State())

    /// Writes a limit down.
    ///
    /// - Parameter bite: called on the watchdog's thread once the limit has passed; must not block.
    /// - Returns: nil when the system has no thread to give.
    func arm(milliseconds: Int, _ bite: @escaping @Sendable () -> Void) -> Ticket? {
        let (span, isTooLong) = UInt64(milliseconds).multipliedReportingOverflow(by: 1_000_000)
        let (sum, isTooLate) = monotonicNanoseconds().addingReportingOverflow(span)
        let deadline = isTooLong || isTooLate ? UInt64.max : sum
        let (number, wakes, starts) = monitor.changeQuietly { state in
            state.lastNumber += 1
            state.limits[state.lastNumber] = Limit(deadlineNanoseconds: deadline, bite: bite)
            let starts = !state.isRunning
            state.isRunning = true
            return (state.lastNumber, state.sleepsUntil.map { deadline < $0 } ?? true, starts)
        }
        if starts, !startDetachedThread({ self.run() }) {
            monitor.changeQuietly { state in
                state.limits[number] = nil
                state.isRunning = false
            }
            return nil
        }
        if wakes { monitor.change { $0.mustLook = true } }
        return Ticket(number: number)
    }

    /// Crosses a limit out; one that has bitten already is none.
    func disarm(_ ticket: Ticket) {
        monitor.changeQuietly { $0.limits[ticket.number] = nil }
    }

    private func run() {
        while true {
            let now = monotonicNanoseconds()
            let (due, pause) = monitor.changeQuietly { state in
                let due = state.limits.filter { $0.value.deadlineNanoseconds <= now }
                for number in due.keys { state.limits[number] = nil }
                state.mustLook = false
                state.sleepsUntil = state.limits.values.map(\.deadlineNanoseconds).min()
                return (due, state.sleepsUntil.map { Int(($0 - now) / 1_000_000) + 1 })
            }
            for (_, limit) in due.sorted(by: { $0.key < $1.key }) { limit.bite() }
            monitor.wait(limitMilliseconds: pause) { $0.mustLook ? () : nil }
        }
    }
}
