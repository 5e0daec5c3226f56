import Foundation

/// Runs the tool several times over a project: each act's time, and the share of the whole that is not PostgreSQL's.
///
/// One run warms up first, so that the cluster template is there.
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
        var acts: [String] = []
        var times: [String: Spread] = [:]
        var idle: [String: Spread] = [:]
        var wholes = Spread()
        var shares = (own: Spread(), computing: Spread(), processor: Spread())
        for run in 0...runs {
            let (report, watch) = try observed()
            if run == 0 { continue }
            let whole = watch.wholeMilliseconds
            wholes.values.append(whole)
            shares.own.values.append(100 - 100 * watch.milliseconds { $0.serverWorks } / whole)
            shares.computing.values.append(100 * watch.milliseconds { !$0.serverWorks && $0.toolWorks } / whole)
            shares.processor.values.append(100 * watch.toolProcessorMilliseconds / whole)
            acts = report.acts.map(\.act)
            var begin = 0.0
            for act in report.acts {
                let end = begin + act.elapsedMilliseconds
                times[act.act, default: Spread()].values.append(act.elapsedMilliseconds)
                let own = watch.milliseconds { !$0.serverWorks && (begin..<end).contains($0.atMilliseconds) }
                idle[act.act, default: Spread()].values.append(own)
                begin = end
            }
        }
        print("\(project), \(runs) runs behind one that is not counted: median (least to most)")
        print("      whole   not PostgreSQL   (milliseconds)")
        for act in acts {
            let own = String(format: "%11.0f", (idle[act] ?? Spread()).median)
            print(String(format: "%11.0f", (times[act] ?? Spread()).median) + own + "   \(act)")
        }
        print("the whole run, from outside: \(wholes.text()) ms")
        print("time in which no process of PostgreSQL worked: \(shares.own.text(digits: 1)) % of it")
        print("  of that, the tool or its shell worked: \(shares.computing.text(digits: 1)) % of the whole")
        print("the tool's own processor time: \(shares.processor.text(digits: 1)) % of the whole")
    }

    private func observed() throws -> (Report, ProcessWatch) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = ["run", project, "--ci", "--format", "json"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let watch = ProcessWatch(of: process.processIdentifier)
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        watch.stop()
        guard process.terminationStatus == 0 else {
            throw Complaint("\(tool) run \(project) ended with \(process.terminationStatus)")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return (try decoder.decode(Report.self, from: output), watch)
    }
}
