import RehearsalCore

/// One of the `phases` of rehearsal.yaml.
struct PhaseEntry {
    var name: String
    var risk: Risk
    var steps: [Located<String>]
    /// False where its steps could not be read.
    var hasSteps: Bool

    /// All phases in file order; nil where the key is not there.
    static func all(_ root: Section) -> [PhaseEntry]? {
        guard let items = root["phases"]?.items(of: "mappings") else { return nil }
        var seen: Set<String> = []
        return items.compactMap { item in
            guard let section = item.section(keys: ["name", "risk", "steps"]) else { return nil }
            let name = section.required("name")?.text()
            if let name, !seen.insert(name.value).inserted {
                root.document.problems.report(
                    .configuration(.duplicateEntry(path: "phases[].name", value: name.value)), at: name.place)
            }
            let risk = section.required("risk")?.choice(of: Risk.self)
            let steps = section.required("steps")?.texts(of: "step names")
            return PhaseEntry(
                name: name?.value ?? "", risk: risk ?? .medium, steps: steps ?? [], hasSteps: steps != nil)
        }
    }
}
