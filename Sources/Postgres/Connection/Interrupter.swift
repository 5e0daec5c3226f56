import CLibPQ
import Foundation

/// Ends a statement from outside, while the connection's own thread is blocked in libpq.
///
/// One ladder for all three callers (Task cancellation, `cancel()`, the watchdog): ask the server to cancel, wait the
/// grace period for the statement to end, then shut the socket down, which makes the blocked call return. No setting
/// of the session can outrun it. The cancel request itself may block when the postmaster hangs, and so it has a
/// thread of its own; time limits are all kept by one ``Watchdog``.
///
/// A request that is still on its way could hit the *next* statement. Therefore a statement is only over when
/// every request sent on its behalf has come back.
final class Interrupter: Sendable {
    /// Why a statement was interrupted.
    enum Verdict: Hashable {
        case none, cancelled
        case watchdog(milliseconds: Int)
    }

    fileprivate struct State {
        /// The socket as long as libpq has it open.
        var socket: Int32?
        var runningStatement: UInt64?
        var lastStatement: UInt64 = 0
        var verdict = Verdict.none
        var requestsUnderWay = 0
        /// The running statement's time limit.
        var limit: Watchdog.Ticket?
    }

    private let monitor: Monitor<State>
    private let request: CancelRequest?
    private let graceMilliseconds: Int

    /// - Parameter connection: an open `PGconn`; call ``connectionCloses()`` before it is closed.
    init(connection: OpaquePointer, graceMilliseconds: Int) {
        monitor = Monitor(State(socket: PQsocket(connection)))
        request = CancelRequest(connection)
        self.graceMilliseconds = graceMilliseconds
    }

    /// Announces a statement. Nothing that was asked before counts against it.
    ///
    /// - Returns: false when the watchdog was asked for and cannot be started.
    func statementBegins(watchdogMilliseconds: Int?) -> Bool {
        let statement = monitor.changeQuietly { state in
            state.lastStatement += 1
            state.runningStatement = state.lastStatement
            state.verdict = .none
            return state.lastStatement
        }
        guard let watchdogMilliseconds else { return true }
        let ticket = Watchdog.shared.arm(milliseconds: watchdogMilliseconds) {
            self.limitPassed(of: statement, milliseconds: watchdogMilliseconds)
        }
        monitor.changeQuietly { $0.limit = ticket }
        return ticket != nil
    }

    /// Closes the statement and tells why it was interrupted, if it was.
    ///
    /// Waits for cancel requests that are still under way; one that does not come back within the grace period
    /// costs the connection.
    func statementEnded() -> Verdict {
        let limit = monitor.change { state in
            state.runningStatement = nil
            defer { state.limit = nil }
            return state.limit
        }
        if let limit { Watchdog.shared.disarm(limit) }
        let requestsAreBack: Void? = monitor.wait(limitMilliseconds: graceMilliseconds) { state in
            state.requestsUnderWay == 0 ? () : nil
        }
        return monitor.change { state in
            if requestsAreBack == nil { state.shutSocketDown() }
            return state.verdict
        }
    }

    /// True once somebody asked for the running statement's end.
    var isInterrupted: Bool { monitor.change { $0.verdict != .none } }

    /// Asks for the end of the statement that runs now; without one, nothing happens. Never blocks.
    func cancel() {
        let statement: UInt64? = monitor.change { state in
            guard let statement = state.runningStatement, state.verdict == .none else { return nil }
            state.verdict = .cancelled
            return statement
        }
        if let statement { endAside(statement) }
    }

    /// Without blocking, as long as the system has threads.
    private func endAside(_ statement: UInt64) {
        if !startDetachedThread({ self.end(statement) }) { end(statement) }
    }

    /// Asks the server to cancel and waits for the asking, for a caller whose own thread runs the statement.
    func cancelFromOwnThread() {
        request?.send()
    }

    /// From now on the socket is not ours to touch.
    func connectionCloses() {
        monitor.change { $0.socket = nil }
    }

    /// Called on the watchdog's thread.
    private func limitPassed(of statement: UInt64, milliseconds: Int) {
        let isOurs = monitor.change { state in
            guard state.runningStatement == statement, state.verdict == .none else { return false }
            state.verdict = .watchdog(milliseconds: milliseconds)
            return true
        }
        if isOurs { endAside(statement) }
    }

    private func end(_ statement: UInt64) {
        let maySend = monitor.change { state in
            guard state.runningStatement == statement else { return false }
            state.requestsUnderWay += 1
            return true
        }
        guard maySend else { return }
        let isSending = startDetachedThread {
            self.request?.send()
            self.monitor.change { $0.requestsUnderWay -= 1 }
        }
        if !isSending { monitor.change { $0.requestsUnderWay -= 1 } }
        let ended: Void? = monitor.wait(limitMilliseconds: graceMilliseconds) { state in
            state.runningStatement == statement ? nil : ()
        }
        guard ended == nil else { return }
        monitor.change { state in
            if state.runningStatement == statement { state.shutSocketDown() }
        }
    }
}

extension Interrupter.State {
    func shutSocketDown() {
        if let socket, socket >= 0 { shutdown(socket, Int32(SHUT_RDWR)) }
    }
}

/// libpq's copy of what a cancel request needs; usable from any thread, also after the connection is gone.
private final class CancelRequest: @unchecked Sendable {
    // @unchecked: libpq never changes a PGcancel after making it.
    private let request: OpaquePointer

    init?(_ connection: OpaquePointer) {
        guard let request = PQgetCancel(connection) else { return nil }
        self.request = request
    }

    deinit { PQfreeCancel(request) }

    /// Blocks until the server has taken the request. A request that fails needs no report of its own: the
    /// statement then goes on, and the grace period decides.
    func send() {
        var complaint = [CChar](repeating: 0, count: 256)
        _ = PQcancel(request, &complaint, Int32(complaint.count))
    }
}
