import Foundation

/// Runs the tool several times over a project: each act's time, and the share of the whole that is not PostgreSQL's.
struct RunBench {
    let tool: String
    let project: String

    /// What a JSON report tells about time.
    private struct Report: Decodable {
        struct Act: Decodable {
            var act: String
            var elapsedMilliseconds: Double
        }
        var acts: [Act]
    }

    func measure(runs: Int) throws {
        // The first run makes the cluster template and is watched, which takes part of a core: its time does not count.
        let (_, watch) = try run(isWatched: true)
        var acts: [String] = []
        var times: [String: Spread] = [:]
        var wholes = Spread()
        for _ in 0..<runs {
            let start = ContinuousClock.now
            let (report, _) = try run(isWatched: false)
            wholes.values.append((ContinuousClock.now - start).milliseconds)
            acts = report.acts.map(\.act)
            for act in report.acts { times[act.act, default: Spread()].values.append(act.elapsedMilliseconds) }
        }
        print("\(project), \(runs) runs: median (least to most); drills go on beside the steps")
        for act in acts { print(String(format: "%11.0f ms", (times[act] ?? Spread()).median) + "   \(act)") }
        print("the whole run, from outside: \(wholes.text()) ms")
        guard let watch else { return }
        func share(_ milliseconds: Double) -> String {
            String(format: "%.1f", 100 * milliseconds / watch.wholeMilliseconds)
        }
        print("in a run that was watched, of \(Int(watch.wholeMilliseconds)) ms:")
        print("  no process of PostgreSQL worked: \(share(watch.milliseconds { !$0.serverWorks })) %")
        print(
            "  of that, the tool or its shell worked: \(share(watch.milliseconds { !$0.serverWorks && $0.toolWorks })) %"
        )
        print("  the tool's own processor time: \(share(watch.toolProcessorMilliseconds)) %")
    }

    private func run(isWatched: Bool) throws -> (Report, ProcessWatch?) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = ["run", project, "--ci", "--format", "json"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let watch = isWatched ? ProcessWatch(of: process.processIdentifier) : nil
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        watch?.stop()
        guard process.terminationStatus == 0 else {
            throw Complaint("\(tool) run \(project) ended with \(process.terminationStatus)")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return (try decoder.decode(Report.self, from: output), watch)
    }
}
