import Postgres
public import RehearsalCore

/// What one reading of a database's catalogs gave, question by question, for the next reading of the same database.
///
/// PostgreSQL counts the rows written to its own catalogs as it counts those of any table. A question whose catalogs
/// nobody has written since has the same answer. Of relations only those are asked for whose own rows have other
/// versions; see `RelationVersions`. Whatever neither can vouch for is asked again.
public struct CatalogMemory: Sendable {
    /// The counters, taken before the reading while nobody else was connected.
    private(set) var trace: DataTrace
    let questions: CatalogQuestions
    /// By the question's text.
    let parts: [String: ReadPart]
    /// What nobody read of users' rows, by catalog.
    let unread: [String: UnreadObjects]
    let catalog: Catalog

    init(trace: DataTrace, questions: CatalogQuestions, reading: CatalogReading) {
        self.trace = trace
        self.questions = questions
        parts = reading.parts
        unread = reading.unread
        catalog = reading.catalog
    }

    /// What is left of it at a later moment of the same database; nil where nothing is.
    func recalled(at now: DataTrace) -> RecalledCatalog? {
        now.writtenCatalogs(since: trace).map { written in
            RecalledCatalog(memory: self, written: written, relations: now.writtenRelations(since: trace))
        }
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
        carried.trace.relations = copy.relations(since: trace, copiedFrom: original)
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
    /// The relations that a question about relations has to be asked about, 0 for those of no relation; nil for all.
    let relations: Set<UInt32>?

    init(memory: CatalogMemory, written: Set<String>, relations: Set<UInt32>?) {
        self.memory = memory
        self.written = written
        if let relations, relations.count <= Self.relationLimit {
            self.relations = relations.union([0])
        } else {
            self.relations = nil
        }
    }

    /// Many relations cost as much as all.
    private static let relationLimit = 100

    func part(for query: FactQuery) -> ReadPart? {
        isTouched(query.sql) ? nil : memory.parts[query.sql]
    }

    /// An answer that still holds although what it reads was written, unless an object has another name now: nobody
    /// wrote to the catalog whose rows it is made of, and what was written elsewhere is of relations that it has
    /// nothing of.
    func partThatStays(for query: FactQuery) -> ReadPart? {
        guard let relations, let part = memory.parts[query.sql], let catalog = query.rows ?? query.catalog,
            !written.contains(catalog), case .catalogs(let read) = memory.questions.reads[query.sql],
            RelationVersions.tell(of: read.intersection(written))
        else { return nil }
        let isOfOthers =
            query.relation != nil && part.members.keys.allSatisfy { $0 == 0 || !relations.contains($0) }
        return part.isEmpty || isOfOthers ? part : nil
    }

    /// True where nobody wrote to what the sentinel asks about, nor to what tells that it was read.
    func holds(_ question: CoverageSentinel.Question) -> Bool { !isTouched(question.sql) }

    /// What the same question told of all relations before.
    func earlierPart(for query: FactQuery) -> ReadPart? { memory.parts[query.sql] }

    private func isTouched(_ question: String) -> Bool {
        memory.questions.reads[question]?.isTouched(by: written) ?? true
    }
}
