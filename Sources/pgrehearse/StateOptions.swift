import ArgumentParser
import Conductor
import Foundation
import ProjectFolder
import RehearsalCore
import Reports

/// What `show` and `diff` show, and of which project.
struct StateOptions: ParsableArguments {
    @Option(help: "The project folder, for states of its accepted store and of recorded runs.")
    var project = "."

    @Option(
        name: .customLong("class"),
        help: """
            Only facts of this class: semantic, security, performance, data, physical, environment, or all. \
            May be repeated. Left out: the first four.
            """,
        transform: namedClasses)
    var classes: [Set<FactClass>] = []

    @Option(
        help: "Only objects of this kind, with what belongs to them: table, index, grant, … May be repeated.",
        transform: namedKind)
    var kind: [FactKind] = []

    @Flag(help: "Also the tables' rows: counts and checksums.")
    var digests = false

    @Flag(help: "Also the workload's query plans.")
    var queryPlans = false

    @Flag(help: "Counts by kind alone.")
    var stat = false

    @Option(help: "text for people, json for programs.")
    var format = OutputFormat.text

    var view: StateView {
        let named = classes.reduce(into: Set()) { $0.formUnion($1) }
        return StateView(
            selection: CatalogSelection(
                classes: named.isEmpty ? CatalogSelection.usualClasses : named, kinds: Set(kind)),
            showsDigests: digests, showsQueryPlans: queryPlans)
    }

    /// Whoever names classes wants to hear of them.
    var countedClasses: Set<FactClass> { classes.isEmpty ? StateComparison.countedClasses : view.selection.classes }

    var finder: StateFinder {
        let folder = project
        return StateFinder {
            let project = try readContents(at: folder).project
            let options = runOptions(for: project, folder: folder, durable: false, keep: false, records: false)
            return ProjectPlaces(
                project: project.name, folder: folder, storePath: options.storePath,
                historyPath: options.historyFolder + "/history.sqlite")
        }
    }

    var style: TerminalStyle {
        TerminalStyle(environment: ProcessInfo.processInfo.environment, isTerminal: isatty(STDOUT_FILENO) == 1)
    }
}

@Sendable private func namedClasses(_ word: String) throws -> Set<FactClass> {
    if word == "all" { return Set(FactClass.allCases) }
    guard let factClass = FactClass(rawValue: word) else {
        throw unknown("class", word, among: FactClass.allCases.map(\.rawValue) + ["all"])
    }
    return [factClass]
}

/// A kind may be written with hyphens or blanks, too.
@Sendable private func namedKind(_ word: String) throws -> FactKind {
    let name = String(word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
    guard let kind = FactKind(rawValue: name) else {
        throw unknown("kind", word, among: FactKind.allCases.map(\.rawValue).sorted())
    }
    return kind
}

private func unknown(_ what: String, _ word: String, among known: [String]) -> ValidationError {
    let meant = NearestName.suggestion(for: word, among: known).map { "did you mean \($0)? " } ?? ""
    return ValidationError(
        "there is no \(what) \(sanitized(word)); \(meant)there are: \(known.joined(separator: ", "))")
}
