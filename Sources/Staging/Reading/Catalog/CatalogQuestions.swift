import Synchronization

/// Everything that a server is asked about a schema, one question per kind of object and one per catalog for what was
/// not read: the same for each reading of its databases.
struct CatalogQuestions: Sendable {
    let server: ServerCatalogs
    let facts: [FactQuery]
    /// The sentinel's.
    let usersRows: [CoverageSentinel.Question]
    /// By the question's text.
    let reads: [String: CatalogsRead]

    /// Those of ``CatalogReader/queries(_:)``. Finding out what a question reads takes longer than asking it, and the
    /// servers of one run are alike.
    static func standard(for server: ServerCatalogs) -> CatalogQuestions {
        if let found = known.withLock({ $0.first { $0.server == server } }) { return found }
        let made = CatalogQuestions(server: server, queries: CatalogReader.queries)
        known.withLock { $0.append(made) }
        return made
    }

    private static let known = Mutex<[CatalogQuestions]>([])

    init(server: ServerCatalogs, queries: (ServerCatalogs) -> [FactQuery]) {
        self.server = server
        facts = queries(server)
        usersRows = CoverageSentinel(server: server).questions
        var reads: [String: CatalogsRead] = [:]
        for sql in facts.map(\.sql) + usersRows.map(\.sql) { reads[sql] = CatalogsRead(of: sql, on: server) }
        self.reads = reads
    }
}
