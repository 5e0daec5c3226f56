/// What an import of a workload did: files by their paths, and everything that did not become one.
public struct ImportedWorkload: Hashable, Sendable {
    /// A statement that the server would not prepare.
    public struct Refused: Hashable, Sendable {
        public var excerpt: String
        /// The server's words, redacted.
        public var words: String

        public init(excerpt: String, words: String) {
            self.excerpt = excerpt
            self.words = words
        }
    }

    public var written: [String] = []
    /// Files that were there already.
    public var kept: [String] = []
    public var refused: [Refused] = []
    public var leftOut: [LeftOutReason: Int] = [:]
    /// Statements that touch fewer buffers than those that were asked for.
    public var lowerCount = 0
    /// Queries with literals that were masked here.
    public var maskedCount = 0
    /// Queries that the role may not explain: their columns were found by their text.
    public var unexplainedCount = 0
    /// Queries without `calls per day`.
    public var unratedCount = 0
    /// True where the server has more entries than were read.
    public var isCut = false

    public init() {}

    public var ending: Ending { refused.isEmpty ? .passed : .failed }
}
