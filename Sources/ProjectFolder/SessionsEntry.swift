import RehearsalCore

/// The `sessions` of rehearsal.yaml.
enum SessionsEntry {
    /// All sessions, sorted by name.
    static func all(_ root: Section) -> [SessionContext] {
        guard let named = root["sessions"]?.section(keys: nil) else { return [] }
        return named.entries.compactMap(session).sorted { $0.name < $1.name }
    }

    private static func session(_ entry: Section.Entry) -> SessionContext? {
        guard isName(entry.name.value, or: "-") else {
            entry.key.report(
                .configuration(
                    .badValue(
                        path: "sessions", found: entry.name.value,
                        expected: "names of letters, digits, `_` and `-`")))
            return nil
        }
        guard let section = entry.value.section(keys: ["settings", "values"]) else { return nil }
        let settings = texts(section["settings"]) { name in
            isName(name.value, or: "_.$") ? nil : "names of parameters such as app.tenant"
        }
        let values = texts(section["values"]) { name in
            isName(name.value, or: "_") ? nil : "names of letters, digits and `_`"
        }
        return SessionContext(
            name: entry.name.value, settings: settings.map { SessionSetting(name: $0.name, value: $0.text) },
            values: Dictionary(values.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first }))
    }

    /// A mapping of names to texts, sorted by name.
    /// - Parameter complaint: what a name has to be, where it is not.
    private static func texts(
        _ value: YAMLValue?, complaint: (Located<String>) -> String?
    ) -> [(name: String, text: String)] {
        guard let section = value?.section(keys: nil) else { return [] }
        let entries = section.entries.compactMap { entry -> (name: String, text: String)? in
            if let expected = complaint(entry.name) {
                entry.key.report(
                    .configuration(.badValue(path: section.path, found: entry.name.value, expected: expected)))
                return nil
            }
            return entry.value.text(mayBeEmpty: true).map { (entry.name.value, $0.value) }
        }
        return entries.sorted { $0.name < $1.name }
    }

    private static func isName(_ text: String, or others: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar == "_" || others.unicodeScalars.contains(scalar)
                    || scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            }
    }
}
