import Foundation
import Synchronization

/// Looks at a process and its descendants every few milliseconds and notes who works: who runs, is ready to run or
/// waits for a disk. Whoever waits for another process, for the network or for a lock does not work.
final class ProcessWatch: @unchecked Sendable {
    // @unchecked: everything but the timer is Sendable, and a timer may be cancelled from any thread.
    /// What one look saw; it stands for the time since the look before.
    struct Look: Sendable {
        var atMilliseconds: Double
        var coveredMilliseconds: Double
        /// A process of PostgreSQL worked: a backend, the postmaster, initdb.
        var serverWorks: Bool
        /// The tool or another process that it started (its shell, cp, rm) worked.
        var toolWorks: Bool
    }

    private struct State {
        var looks: [Look] = []
        var toolProcessorTicks = 0.0
    }

    private static let intervalMilliseconds = 10
    private static let serverPrograms: Set<String> = ["postgres", "initdb", "pg_ctl", "pg_controldata"]

    private let state = Mutex(State())
    private let timer: any DispatchSourceTimer
    private let start = ContinuousClock.now

    init(of process: Int32) {
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "watch"))
        timer.schedule(deadline: .now(), repeating: .milliseconds(Self.intervalMilliseconds))
        timer.setEventHandler { [self] in look(at: process) }
        timer.resume()
    }

    func stop() { timer.cancel() }

    var wholeMilliseconds: Double { state.withLock { $0.looks.reduce(0) { $0 + $1.coveredMilliseconds } } }

    /// The time that looks of a kind stand for.
    func milliseconds(where holds: (Look) -> Bool) -> Double {
        state.withLock { $0.looks.reduce(0) { $0 + (holds($1) ? $1.coveredMilliseconds : 0) } }
    }

    /// What the tool itself used, its descendants left out.
    var toolProcessorMilliseconds: Double {
        state.withLock { $0.toolProcessorTicks } * 1000 / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private func look(at process: Int32) {
        guard let own = ProcessStat(path: "/proc/\(process)/stat"), own.state != "Z" else { return }
        var look = Look(atMilliseconds: 0, coveredMilliseconds: 0, serverWorks: false, toolWorks: false)
        var waiting = [process]
        while let next = waiting.popLast() {
            guard let stat = ProcessStat(path: "/proc/\(next)/stat") else { continue }
            for thread in threads(of: next) {
                if Self.serverPrograms.contains(stat.program) {
                    look.serverWorks = look.serverWorks || stat.works
                } else if let stat = ProcessStat(path: "/proc/\(next)/task/\(thread)/stat") {
                    look.toolWorks = look.toolWorks || stat.works
                }
                let children = contents(of: "/proc/\(next)/task/\(thread)/children") ?? ""
                waiting += children.split(separator: " ").compactMap { Int32($0) }
            }
        }
        look.atMilliseconds = (ContinuousClock.now - start).milliseconds
        state.withLock { state in
            look.coveredMilliseconds = look.atMilliseconds - (state.looks.last?.atMilliseconds ?? 0)
            state.looks.append(look)
            state.toolProcessorTicks = own.processorTicks
        }
    }

    private func threads(of process: Int32) -> [String] {
        // A process that has ended meanwhile has no threads.
        guard let folder = opendir("/proc/\(process)/task") else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.first != "." { names.append(name) }
        }
        return names
    }
}

/// The parts of /proc/PID/stat that count here (proc(5)).
private struct ProcessStat {
    var program: String
    var state: Substring
    var processorTicks: Double

    /// Runs, is ready to run, or waits for a disk.
    var works: Bool { state == "R" || state == "D" }

    init?(path: String) {
        guard let text = contents(of: path), let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
        else { return nil }
        program = String(text[text.index(after: open)..<close])
        let fields = text[text.index(after: close)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return nil }
        state = fields[0]
        processorTicks = user + system
    }
}

/// A file of /proc; nil once its process is gone.
///
/// Read by itself: Foundation takes more time for it than the look may, and keeps memory that adds up to gigabytes.
private func contents(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &bytes, bytes.count)
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
}
