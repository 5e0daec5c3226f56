import Foundation

/// Runs the tool several times over a project and prints each act's median.
///
/// Arguments: the tool, the project folder, and how many runs are counted (5 unless told). One run warms up first, so
/// that the cluster template is there. Nothing is judged: the numbers are for people.
@main
struct Bench {
    /// What a JSON report tells about time.
    private struct Report: Decodable {
        struct Act: Decodable {
            var act: String
            var elapsedMilliseconds: Double
        }
        var acts: [Act]
    }

    static func main() throws {
        let words = CommandLine.arguments
        guard words.count >= 3 else { throw Complaint("usage: bench TOOL PROJECT [RUNS]") }
        let runs = words.count > 3 ? Int(words[3]) ?? 5 : 5
        var acts: [String] = []
        var times: [String: [Double]] = [:]
        var wholes: [Double] = []
        for run in 0...runs {
            let start = DispatchTime.now()
            let report = try report(tool: words[1], project: words[2])
            let whole = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e6
            if run == 0 { continue }
            wholes.append(whole)
            acts = report.acts.map(\.act)
            for act in report.acts { times[act.act, default: []].append(act.elapsedMilliseconds) }
        }
        print("\(words[2]), \(runs) runs behind one that is not counted; milliseconds: median (least to most)")
        for act in acts { print(line(act, times[act] ?? [])) }
        print(line("the whole run, from outside", wholes))
    }

    private static func line(_ name: String, _ times: [Double]) -> String {
        let sorted = times.sorted()
        guard let least = sorted.first, let most = sorted.last else { return name }
        let median = String(format: "%9.0f", sorted[sorted.count / 2])
        return "\(median)  (\(Int(least)) to \(Int(most)))  \(name)"
    }

    private static func report(tool: String, project: String) throws -> Report {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = ["run", project, "--ci", "--format", "json"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Complaint("\(tool) run \(project) ended with \(process.terminationStatus)")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Report.self, from: output)
    }
}

struct Complaint: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
