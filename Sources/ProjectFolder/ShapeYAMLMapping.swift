import Dataset
import RehearsalCore

/// A mapping whose keys are taken one by one; what is left over at the end is an error.
final class ShapeYAMLMapping {
    struct Entry {
        let name: String
        let key: ShapeYAMLNode
        let value: ShapeYAMLNode
    }

    let what: String
    let node: ShapeYAMLNode
    let entries: [Entry]
    private var asked: Set<String> = []

    init(what: String, node: ShapeYAMLNode, entries: [Entry]) {
        self.what = what
        self.node = node
        self.entries = entries
    }

    /// The value of a key, or nil; the key counts as known.
    func optional(_ name: String) -> ShapeYAMLNode? {
        asked.insert(name)
        return entries.first { $0.name == name }?.value
    }

    func required(_ name: String) throws -> ShapeYAMLNode {
        guard let found = optional(name) else {
            throw node.error("\(what) lacks the key \(name).", next: "Add \(name).")
        }
        return found
    }

    /// Whether the mapping has a key; the key counts as known.
    func has(_ name: String) -> Bool { optional(name) != nil }

    /// Throws at the first key that nobody asked for.
    func finish(alsoKnown: [String] = []) throws {
        for entry in entries where !asked.contains(entry.name) {
            let suggestion = NearestName.suggestion(for: entry.name, among: Array(asked) + alsoKnown)
            throw entry.key.error(
                "\(what) has an unknown key, \(entry.name).",
                next: suggestion.map { "Did you mean \($0)?" }
                    ?? "Known keys: \((asked.union(alsoKnown)).sorted().joined(separator: ", ")).")
        }
    }
}
