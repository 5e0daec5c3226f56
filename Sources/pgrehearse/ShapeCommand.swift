import ArgumentParser
import Conductor
import Dataset
import Foundation
import ProjectFolder
import RehearsalCore
import Reports

struct ShapeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shape",
        abstract: "Carry a database's statistics away, and none of its values.",
        discussion: """
            pgrehearse shape capture postgresql://reader@db.example/shop > shape.json
            pgrehearse shape capture --print-sql > capture.sql
            pgrehearse shape import capture.jsonl > shape.json
            pgrehearse shape check . --against postgresql://reader@db.example/shop
            pgrehearse shape init . > shape.yaml
            """,
        subcommands: [ShapeInitCommand.self, ShapeCaptureCommand.self, ShapeImportCommand.self, ShapeCheckCommand.self])
}

struct ShapeCaptureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        abstract: "Read statistics of a server and print a shape: numbers, names and types, and no value.",
        discussion: """
            pgrehearse shape capture postgresql://reader@db.example/shop > shape.json
            pgrehearse shape capture --print-sql > capture.sql
            pgrehearse shape capture postgresql://reader@db.example/shop --hash-names names.key > shape.json
            """)

    @Argument(help: "postgresql://… of the database, without a password: PGPASSWORD or a password file has it.")
    var server: String?

    @Flag(help: "Print the same questions as a script for psql, and ask nobody.")
    var printSQL = false

    @Flag(help: "Capture as a superuser, if the role is one.")
    var asSuperuser = false

    @Option(
        help: ArgumentHelp("The limit for each question; one that takes longer is told and left out.", valueName: "s"))
    var statementTimeout = 60

    @OptionGroup var names: NamesOption

    func validate() throws {
        if printSQL, names.hashNames != nil {
            throw ValidationError("--hash-names belongs to shape import, which makes the shape of what psql prints.")
        }
        if (server == nil) != printSQL {
            throw ValidationError("A capture asks a server, or prints its questions with --print-sql.")
        }
        if !(1...86_400).contains(statementTimeout) {
            throw ValidationError("--statement-timeout is 1 to 86400 seconds, not \(statementTimeout).")
        }
    }

    func run() async throws {
        try await ending { () -> Ending in
            guard let server else {
                try printOut(shapeCaptureScript(statementLimitSeconds: statementTimeout))
                return .passed
            }
            let captured = try await captureShape(
                of: server, asSuperuser: asSuperuser, statementLimitSeconds: statementTimeout)
            try printOut(try names.named(captured.shape).text)
            return told(captured.shape.unseen, captured.refusals)
        }
    }
}

struct ShapeImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a shape of what the script of `capture --print-sql` printed.",
        discussion: "pgrehearse shape import capture.jsonl > shape.json")

    @Argument(help: "The file that psql printed.")
    var file: String

    @OptionGroup var names: NamesOption

    func run() async throws {
        try await ending { () -> Ending in
            let shape = try importedShape(file)
            try printOut(try names.named(shape).text)
            return told(shape.unseen, [])
        }
    }
}

struct ShapeCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Build a project's dataset and tell how like its statistics are to a server's.",
        discussion: """
            pgrehearse shape check . --against postgresql://reader@db.example/shop
            pgrehearse shape check . --against capture.jsonl
            """)

    @Argument(help: "The project folder, which holds rehearsal.yaml.")
    var project = "."

    @Option(
        help: ArgumentHelp(
            "postgresql://… of the database, or the file that the script of capture --print-sql printed.",
            valueName: "source"))
    var against: String

    @Flag(help: "Capture as a superuser, if the role is one.")
    var asSuperuser = false

    @OptionGroup var chatter: ChatterOptions

    func run() async throws {
        try await ending { () -> Ending in
            let contents = try readContents(at: project)
            let wanted = try await wanted(contents.project)
            let options = runOptions(
                for: contents.project, folder: project, durable: false, keep: false, records: false)
            let result = await interruptible(chatter.chatter) { stopwatch, progress in
                await checkShape(contents, against: wanted, options: options, stopwatch: stopwatch, progress: progress)
            }
            let style = TerminalStyle(usesColour: false)
            guard let likeness = try result.likeness.get() else {
                let outcome = Interruption.shared.told(in: result.outcome)
                try printOut(loadReport(outcome, style: style))
                return outcome.ending
            }
            let unanswered = told([], likeness.refusals)
            try printOut(likenessReport(likeness.shape, plans: likeness.plans, style: style))
            let isAlike =
                likeness.shape.failing.isEmpty && likeness.shape.unmatched.isEmpty
                && (likeness.plans?.different.isEmpty ?? true)
            return isAlike ? unanswered : .failed
        }
    }

    private func wanted(_ project: Project) async throws -> LikenessSource {
        guard against.contains("://") else { return LikenessSource(shape: try importedShape(against)) }
        let captured = try await captureShape(of: against, asSuperuser: asSuperuser, statementLimitSeconds: 60)
        _ = told(captured.shape.unseen, captured.refusals)
        return LikenessSource(
            shape: captured.shape, plans: try await planShapes(of: project.workload(in: .baseline), at: against))
    }
}

private func importedShape(_ file: String) throws -> CapturedShape {
    let text: String
    do { text = try String(contentsOfFile: file, encoding: .utf8) } catch { throw StateError.noFile(file) }
    return try CapturedShape(
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), file: file)
}

/// Tells on standard error what is not in the likeness; where there is something, the call fails.
private func told(_ unseen: [(table: TableName, reason: String)], _ refusals: [String]) -> Ending {
    for refusal in refusals { complain("pgrehearse: not answered: \(refusal)") }
    for (table, reason) in unseen { complain("pgrehearse: no statistics of \(table): \(reason)") }
    return unseen.isEmpty && refusals.isEmpty ? .passed : .failed
}
