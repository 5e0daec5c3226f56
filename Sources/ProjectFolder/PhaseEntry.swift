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
        guard let nodes = root.list("phases", of: "mappings") else { return nil }
        var seen: Set<String> = []
        return nodes.compactMap { node in
            guard
                let section = Section(node, path: "phases[]", keys: ["name", "risk", "steps"], in: root.document)
            else { return nil }
            for key in ["name", "risk", "steps"] { section.require(key) }
            let name = section.text("name")
            if let name, !seen.insert(name.value).inserted {
                root.document.problems.report(
                    .configuration(.duplicateEntry(path: "phases[].name", value: name.value)), at: name.place)
            }
            let risk = section.choice("risk", of: Risk.self)
            let steps = section.texts("steps", of: "step names")
            return PhaseEntry(
                name: name?.value ?? "", risk: risk ?? .medium, steps: steps ?? [], hasSteps: steps != nil)
        }
    }
}
