import Foundation

/// The one thread on which everything of one connection runs, as that actor's executor.
///
/// The thread keeps this object alive until ``stop()``; the actor calls that when it goes away.
final class ConnectionThread: SerialExecutor {
    fileprivate enum Work {
        case job(UnownedJob)
        case call(@Sendable () -> Void)
    }

    fileprivate struct State {
        var waiting: [Work] = []
        var mustStop = false
        var thread: pthread_t?
    }

    fileprivate enum Next {
        case work(Work)
        case stop
    }

    private let monitor = Monitor(State())

    /// - Returns: nil when the system has no thread to give.
    static func start() -> ConnectionThread? {
        let thread = ConnectionThread()
        return startDetachedThread { thread.run() } ? thread : nil
    }

    /// Lets the thread end once it has done what is waiting. Callable from any thread, its own included.
    func stop() {
        monitor.change { $0.mustStop = true }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        monitor.change { $0.waiting.append(.job(job)) }
    }

    /// Runs something on the thread before there is an actor.
    func perform<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            monitor.change { $0.waiting.append(.call { continuation.resume(returning: work()) }) }
        }
    }

    func isIsolatingCurrentContext() -> Bool? {
        monitor.change { $0.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
    }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "a connection is used on its own thread only")
    }

    private func run() {
        monitor.change { $0.thread = pthread_self() }
        while case .work(let work) = monitor.wait({ $0.next() }) {
            switch work {
            case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
            case .call(let call): call()
            }
        }
    }
}

extension ConnectionThread.State {
    mutating func next() -> ConnectionThread.Next? {
        if !waiting.isEmpty { return .work(waiting.removeFirst()) }
        return mustStop ? .stop : nil
    }
}
