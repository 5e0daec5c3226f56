/// A state as the user spells it.
///
/// `baseline` and `after:001_x` are states of the project's accepted store; `run:latest/after:001_x` is one of a
/// recorded run; `FILE`, `FILE#STATE` and `FILE#run:…/STATE` name a store file; `postgresql://…` is a server. A blank
/// does as well as the colon behind `after`, a step's name may be cut short where what is left means one step alone,
/// and `key:15-…/` before a state tells between snapshots that were accepted under several keys.
public struct StateReference: Hashable, Sendable {
    /// Where the state is to be found.
    public enum Place: Hashable, Sendable {
        /// The accepted store and the run history of the project.
        case project
        case file(String)
        case server(uri: String)
    }

    /// Which of the snapshots there.
    public enum Series: Hashable, Sendable {
        /// Accepted, under the one key there is.
        case accepted
        /// Accepted, under the key whose label begins so.
        case key(String)
        /// Of the run with this identifier, or of the `latest` one.
        case run(String)
    }

    /// As the user wrote it.
    public let text: String
    public let place: Place
    public let series: Series
    /// Nil where the user names none.
    public let state: String?

    /// Never fails: what is no file, no server and no run is a state's name, which may turn out to be unknown.
    public init(_ text: String) {
        self.text = text
        if text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") {
            (place, series, state) = (.server(uri: text), .accepted, nil)
            return
        }
        var rest = text
        var place = Place.project
        if !Self.namesSeries(text) {
            if let mark = text.lastIndex(of: "#") {
                place = .file(String(text[..<mark]))
                rest = String(text[text.index(after: mark)...])
            } else if text.contains("/") || text.hasSuffix(".sqlite") {
                place = .file(text)
                rest = ""
            }
        }
        self.place = place
        (series, state) = Self.parts(of: rest)
    }

    /// The same words as the name of a file.
    public var asFile: StateReference { StateReference(text + "#") }

    private static func namesSeries(_ text: String) -> Bool { text.hasPrefix("run:") || text.hasPrefix("key:") }

    private static func parts(of text: String) -> (Series, String?) {
        guard namesSeries(text) else { return (.accepted, text.isEmpty ? nil : text) }
        let halves = text.dropFirst(4).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(halves[0])
        let state = halves.count > 1 && !halves[1].isEmpty ? String(halves[1]) : nil
        return (text.hasPrefix("run:") ? .run(name) : .key(name), state)
    }
}
