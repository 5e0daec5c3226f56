public import ArgumentParser
import Conductor
import Foundation
import RehearsalCore
public import Reports

extension OutputFormat: ExpressibleByArgument {}

/// How and where a verb's result is written.
struct ReportOptions: ParsableArguments {
    @Option(help: "text for people, json for programs.")
    var format = OutputFormat.text

    @Option(help: "Write the result to this file instead of standard output.")
    var output: String?

    func write(_ outcome: Outcome) throws {
        switch format {
        case .text: try write(terminalReport(outcome, style: style))
        case .json: try write(jsonReport(outcome))
        }
    }

    func writeLoad(_ outcome: Outcome) throws {
        switch format {
        case .text: try write(loadReport(outcome, style: style))
        case .json: try write(jsonReport(outcome))
        }
    }

    func writeHorizon(_ outcome: Outcome) throws {
        switch format {
        case .text: try write(horizonReport(outcome, style: style))
        case .json: try write(jsonReport(outcome))
        }
    }

    func writeDryRun(_ acts: [PlannedAct]) throws {
        switch format {
        case .text: try write(dryRunReport(acts))
        case .json: try write(dryRunJSONReport(acts))
        }
    }

    func write(_ text: String) throws {
        guard let output else { return try printOut(text) }
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic) } catch {
            throw OutputUnwritable(place: output, reason: error.localizedDescription)
        }
    }

    /// A file gets no colour; standard output gets what its environment asks for.
    private var style: TerminalStyle {
        guard output == nil else { return TerminalStyle(usesColour: false) }
        return TerminalStyle(
            environment: ProcessInfo.processInfo.environment, isTerminal: isatty(STDOUT_FILENO) == 1)
    }
}

/// Options of a run that begins now, in the folder of the call.
func runOptions(
    for project: Project, folder: String, durable: Bool = false, keep: Bool = false, records: Bool = false,
    pace: PaceOptions? = nil
) -> RunOptions {
    let here = FileManager.default.currentDirectoryPath
    return RunOptions(
        isDurable: durable, keepsServer: keep, jobs: pace?.jobCount ?? 0,
        keepsGoing: pace?.keepGoing ?? false, recordsHistory: records,
        historyFolder: here + "/.pgrehearse",
        storePath: project.store.hasPrefix("/") ? project.store : here + "/" + project.store, spelledFolder: folder,
        runIdentifier: freshRunIdentifier(), today: today(), toolVersion: toolVersion)
}

/// The day in UTC.
func today() -> CivilDate { RehearsalClock(epochSeconds: Int64(Date().timeIntervalSince1970)).day }

/// `YYYYMMDDThhmmssZ-` and four hexadecimal digits.
private func freshRunIdentifier() -> String {
    let now = Date()
    let text = RehearsalClock(epochSeconds: Int64(now.timeIntervalSince1970)).text
    let stamp = text.replacing("-", with: "").replacing(":", with: "").replacing(" ", with: "T") + "Z"
    let suffix = String(UInt16.random(in: 0...UInt16.max), radix: 16)
    return stamp + "-" + String(repeating: "0", count: 4 - suffix.count) + suffix
}
