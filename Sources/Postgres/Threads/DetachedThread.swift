import Foundation

/// Starts a thread of its own for work that blocks; it ends with the work.
///
/// Signals are not delivered to it: they belong to the thread that the program chose for them.
/// - Returns: false when the system has no thread to give.
func startDetachedThread(_ work: @escaping @Sendable () -> Void) -> Bool {
    let start = Unmanaged.passRetained(ThreadStart(work))
    var thread = pthread_t()
    guard pthread_create(&thread, nil, runDetachedThread, start.toOpaque()) == 0 else {
        start.release()
        return false
    }
    pthread_detach(thread)
    return true
}

private final class ThreadStart: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

// A function of the file and not a closure: a closure written inside isolated code is checked for that
// isolation when it runs, and a new thread has none.
private func runDetachedThread(_ start: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    var everySignal = sigset_t()
    sigfillset(&everySignal)
    pthread_sigmask(SIG_BLOCK, &everySignal, nil)
    guard let start else { return nil }
    let box = Unmanaged<ThreadStart>.fromOpaque(start).takeRetainedValue()
    box.work()
    return nil
}
