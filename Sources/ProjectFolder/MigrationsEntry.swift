import RehearsalCore

/// The `migrations` of rehearsal.yaml.
struct MigrationsEntry {
    private enum Format: String, CaseIterable { case plain }
    private enum RunnerKind: String, CaseIterable {
        case psql
        case singleTransaction = "single_transaction"
        case oneMessage = "one_message"
    }

    var directory: Located<String>
    /// The place is nil where rehearsal.yaml does not name the folder: then it need not be there.
    var rollbacks: (path: String, place: SourcePlace?) = ("rollbacks", nil)
    var runner = Runner.psql(onErrorStop: true)
    /// Step names and the reasons why there is no way back, in file order.
    var irreversible: [(step: Located<String>, reason: String)] = []

    init(_ root: Section) {
        directory = Located(value: "migrations", place: root.place)
        let keys = ["format", "directory", "rollbacks", "runner", "irreversible"]
        guard let section = root["migrations"]?.section(keys: keys) else { return }
        _ = section["format"]?.choice(of: Format.self)
        if let named = section["directory"]?.text(expected: "the name of a folder") {
            directory = named
        }
        if let named = section["rollbacks"]?.text(expected: "the name of a folder") {
            rollbacks = (named.value, named.place)
        }
        if let runner = section["runner"]?.section(keys: ["kind", "on_error_stop"]) {
            self.runner = Self.runner(runner)
        }
        if let reasons = section["irreversible"]?.section(keys: nil) {
            irreversible = reasons.entries.compactMap { entry in
                entry.value.text(expected: "the reason, as a text").map { (entry.name, $0.value) }
            }
        }
    }

    private static func runner(_ section: Section) -> Runner {
        let kind = section.required("kind")
        let onErrorStop = section["on_error_stop"]?.flag()
        let chosen = kind?.choice(of: RunnerKind.self) ?? .psql
        if chosen != .psql && section.has("on_error_stop") {
            section.document.problems.report(
                .configuration(.onErrorStopWithoutPsql), at: section.place(of: "on_error_stop"))
        }
        switch chosen {
        case .psql: return .psql(onErrorStop: onErrorStop ?? true)
        case .singleTransaction: return .singleTransaction
        case .oneMessage: return .oneMessage
        }
    }
}
