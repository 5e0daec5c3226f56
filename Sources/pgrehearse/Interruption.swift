import Dispatch
import Foundation
import RehearsalCore
import Reports
import Synchronization

/// What Ctrl-C and SIGTERM do: the first one cancels the work, which then cleans up; the second one leaves at once.
///
/// Leaving at once is safe too: the janitor sees its pipe close and takes the server away.
final class Interruption: Sendable {
    static let shared = Interruption()

    private struct State {
        var ending: Ending?
        var cancel: (@Sendable () -> Void)?
        var announce: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    /// The ending that a signal brought; nil while none came.
    var ending: Ending? { state.withLock(\.ending) }

    /// An outcome whose run a signal may have stopped, with the ending that the call has.
    func told(in outcome: Outcome) -> Outcome {
        guard let ending else { return outcome }
        var outcome = outcome
        outcome.ending = Ending.worst(of: [ending, outcome.ending])
        return outcome
    }

    /// Names what a signal cancels; one that came before cancels it at once.
    /// - Parameter announce: tells the user, before the work is cancelled.
    func cancels(announcing announce: @escaping @Sendable () -> Void, _ cancel: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.cancel = cancel
            state.announce = announce
            return state.ending != nil
        }
        guard isLate else { return }
        announce()
        cancel()
    }

    /// From here on the signals are ours, so that none ends the process between its first act and its clean-up.
    func watch() {
        signal(SIGPIPE, SIG_IGN)
        for (number, ending) in [(SIGINT, Ending.interrupted), (SIGTERM, .terminated), (SIGHUP, .terminated)] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The handler holds its source, which would go away with this function otherwise.
            source.setEventHandler { withExtendedLifetime(source) { Interruption.shared.received(ending) } }
            source.resume()
        }
    }

    private func received(_ ending: Ending) {
        let (announce, cancel) = state.withLock { state in
            if state.ending != nil { _exit(ending.rawValue) }
            state.ending = ending
            return (state.announce, state.cancel)
        }
        announce()
        cancel?()
    }
}

/// Runs work that a signal cancels, and shows its progress as the flags of the call say.
func interruptible<Value: Sendable>(
    _ chatter: Chatter, _ work: @escaping @Sendable (Stopwatch, @escaping ProgressListener) async -> Value
) async -> Value {
    Interruption.shared.watch()
    let start = ContinuousClock().now
    let stopwatch = Stopwatch { (ContinuousClock().now - start).milliseconds }
    let display = ProgressDisplay(chatter, stopwatch)
    let task = Task { await work(stopwatch) { display.tell($0) } }
    Interruption.shared.cancels(announcing: { display.interrupted() }, { task.cancel() })
    let value = await task.value
    display.end()
    return value
}
