import Foundation

/// Drills of a project of many steps, each alone and all in a row, against a plain script with pg_dump and psql.
struct DrillsBench {
    let tool: String
    let script: String

    func measure(steps: Int, tables: Int, rounds: Int) throws {
        let ground = FileManager.default.temporaryDirectory.appending(path: "bench-drills-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: ground) }
        try FileManager.default.createDirectory(atPath: ground, withIntermediateDirectories: true)
        let project = ground + "/project"
        try StepsProject(steps: steps, tables: tables).write(to: project)
        var ours = Spread()
        var theirs = Spread()
        // The first call makes the cluster template: a call that only loads does it.
        _ = try milliseconds(of: tool, ["load", project, "-q"])
        for round in 0..<rounds {
            ours.values.append(try milliseconds(of: tool, ["drill", project, "-q"]))
            let folder = ground + "/script\(round)"
            theirs.values.append(try milliseconds(of: script, [project, folder]))
            try FileManager.default.removeItem(atPath: folder)
        }
        print("\(steps) steps over \(tables) tables, each drilled alone, and all down and up in a row:")
        print("  pgrehearse drill: \(ours.text()) ms; \(perStep(ours, steps)) ms a step")
        print("  \(script): \(theirs.text()) ms; \(perStep(theirs, steps)) ms a step")
        print(String(format: "  the script takes %.2f times as long", theirs.median / ours.median))
    }

    private func perStep(_ times: Spread, _ steps: Int) -> String {
        String(format: "%.0f", times.median / Double(steps))
    }

    private func milliseconds(of program: String, _ arguments: [String]) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.standardError
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Complaint("\(program) \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
        }
        return (ContinuousClock.now - start).milliseconds
    }
}
