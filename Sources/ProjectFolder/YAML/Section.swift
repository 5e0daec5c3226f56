import RehearsalCore
import Yams

/// A mapping of a YAML text while it is read: strict about its keys.
struct Section {
    struct Entry {
        let name: Located<String>
        let key: YAMLValue
        let value: YAMLValue
    }

    let document: YAMLDocument
    /// The way from the root, for example `migrations.runner`; empty for the root.
    let path: String
    let place: SourcePlace
    /// In file order, without the unknown ones.
    let entries: [Entry]
    let hasUnknownKeys: Bool
    /// The keys that unknown keys were probably meant to be: they are not missing as well.
    private let misspelt: Set<String>

    /// - Parameter keys: every key that may stand here; nil where the keys are the user's own names.
    init?(_ value: YAMLValue, keys: [String]?) {
        guard let mapping = value.node.mapping else {
            value.refuse(expected: "a mapping")
            return nil
        }
        document = value.document
        path = value.path
        place = value.place
        let known = keys?.sorted()
        var entries: [Entry] = []
        var misspelt: Set<String> = []
        var hasUnknownKeys = false
        for (keyNode, node) in mapping {
            let key = YAMLValue(node: keyNode, path: value.path, document: value.document)
            guard let name = key.scalarText else {
                key.refuse(expected: "a key")
                continue
            }
            if let known, !known.contains(name) {
                let near = NearestName.suggestion(for: name, among: known)
                if let near { misspelt.insert(near) }
                hasUnknownKeys = true
                key.report(.configuration(.unknownKey(name, path: value.path, suggestion: near, known: known)))
                continue
            }
            let path = value.path.isEmpty ? name : value.path + "." + name
            entries.append(
                Entry(
                    name: Located(value: name, place: key.place), key: key,
                    value: YAMLValue(node: node, path: path, document: value.document)))
        }
        self.entries = entries
        self.misspelt = misspelt
        self.hasUnknownKeys = hasUnknownKeys
    }

    /// The value of a key; nil where the key is not there.
    subscript(key: String) -> YAMLValue? { entries.first { $0.name.value == key }?.value }

    func has(_ key: String) -> Bool { self[key] != nil }

    /// The value of a key; nil after reporting that the key is missing.
    @discardableResult
    func required(_ key: String) -> YAMLValue? {
        if let value = self[key] { return value }
        if !misspelt.contains(key) {
            let missing = path.isEmpty ? key : path + "." + key
            document.problems.report(.configuration(.missingKey(path: missing)), at: place)
        }
        return nil
    }

    /// The place of a key, or of the mapping where the key is not there.
    func place(of key: String) -> SourcePlace { entries.first { $0.name.value == key }?.name.place ?? place }
}
