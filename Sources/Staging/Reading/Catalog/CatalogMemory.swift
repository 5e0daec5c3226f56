import Postgres
public import RehearsalCore

/// What one reading of a database's catalogs gave, question by question, for the next reading of the same database.
///
/// PostgreSQL counts the rows written to its own catalogs as it counts those of any table. A question whose catalogs
/// nobody has written since has the same answer. Whatever the counters cannot vouch for is asked again.
public struct CatalogMemory: Sendable {
    /// The counters, taken before the reading while nobody else was connected.
    private var trace: DataTrace
    let server: ServerCatalogs
    /// By the question's text.
    let parts: [String: Kept<ReadPart>]
    /// What the sentinel was told, by its question about one catalog.
    let usersRows: [String: Kept<UsersRows>]
    let catalog: Catalog

    struct Kept<Answer: Sendable>: Sendable {
        let answer: Answer
        let reads: CatalogsRead
    }

    init(
        trace: DataTrace, server: ServerCatalogs, parts: [String: Kept<ReadPart>],
        usersRows: [String: Kept<UsersRows>], catalog: Catalog
    ) {
        self.trace = trace
        self.server = server
        self.parts = parts
        self.usersRows = usersRows
        self.catalog = catalog
    }

    /// What is left of it at a later moment of the same database; nil where nothing is.
    func recalled(at now: DataTrace) -> RecalledCatalog? {
        now.writtenCatalogs(since: trace).map { RecalledCatalog(memory: self, written: $0) }
    }

    /// What holds in a copy of the database, or of its whole cluster.
    ///
    /// - Parameters:
    ///   - original: taken of the original just before it was copied.
    ///   - copy: taken of the copy before anybody wrote to it; its counters may have begun anew.
    public func carried(from original: DataTrace, to copy: DataTrace) -> CatalogMemory? {
        guard copy.doubts.isEmpty, let written = original.writtenCatalogs(since: trace) else { return nil }
        var carried = self
        carried.trace = copy
        for name in written {
            carried.trace.catalogs[name] = nil
            if let part = CatalogPart(rawValue: name) { carried.trace.parts[part] = nil }
        }
        return carried
    }
}

/// A memory at a later moment, and which catalogs were written since.
struct RecalledCatalog: Sendable {
    let memory: CatalogMemory
    let written: Set<String>

    func part(for sql: String) -> ReadPart? { kept(memory.parts[sql]) }

    func usersRows(for sql: String) -> UsersRows? { kept(memory.usersRows[sql]) }

    private func kept<Answer>(_ kept: CatalogMemory.Kept<Answer>?) -> Answer? {
        guard let kept, !kept.reads.isTouched(by: written) else { return nil }
        return kept.answer
    }
}

/// The keys of users' rows in one catalog, as the sentinel was told them.
struct UsersRows: Sendable {
    let catalog: String
    let keys: String
}
