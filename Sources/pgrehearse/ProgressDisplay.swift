import Dispatch
import Foundation
import RehearsalCore
import Reports
import Synchronization

/// Brings progress to stderr: hands events and the passing of time to the screen and writes what it answers.
final class ProgressDisplay: Sendable {
    private struct State {
        var screen: ProgressScreen
        var isOver = false
    }

    private let state: Mutex<State>
    private let stopwatch: Stopwatch
    private let chatter: Chatter

    init(_ chatter: Chatter, _ stopwatch: Stopwatch) {
        let isTerminal = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        self.chatter = chatter
        self.stopwatch = stopwatch
        state = Mutex(State(screen: ProgressScreen(chatter: chatter, isTerminal: isTerminal)))
        guard chatter != .quiet else { return }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        let pause = Int(ProgressScreen.drawingMilliseconds) * (isTerminal ? 1 : 10)
        timer.schedule(deadline: .now() + .milliseconds(pause), repeating: .milliseconds(pause))
        // The handler holds its timer until the display is over.
        timer.setEventHandler { [weak self] in
            guard let self, !isOver else { return timer.cancel() }
            write { screen, now, columns in screen.ticked(atMilliseconds: now, columns: columns) }
        }
        timer.resume()
    }

    private var isOver: Bool { state.withLock(\.isOver) }

    func tell(_ event: ProgressEvent) {
        write { screen, now, columns in screen.told(event, atMilliseconds: now, columns: columns) }
    }

    /// Wipes the line and says nothing more.
    func end() {
        state.withLock { state in
            state.isOver = true
            writeToErrorStream(state.screen.ended())
        }
    }

    /// A signal came: the line goes, and unless all chatter is unwanted, the user hears what happens.
    func interrupted() {
        end()
        if chatter != .quiet { complain("pgrehearse: stopping and cleaning up; once more to leave at once") }
    }

    /// Writing under the lock keeps texts in the order of their events.
    private func write(_ text: (inout ProgressScreen, Double, Int) -> String) {
        let (now, columns) = (stopwatch.milliseconds, terminalColumns())
        state.withLock { state in
            guard !state.isOver else { return }
            let text = text(&state.screen, now, columns)
            if !text.isEmpty { writeToErrorStream(text) }
        }
    }

    /// The terminal's width of this moment; 80 where nobody says.
    private func terminalColumns() -> Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
