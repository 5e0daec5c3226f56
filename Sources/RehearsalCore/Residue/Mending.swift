//  What a way back lacks, as SQL.
//
//  Facts are PostgreSQL's own texts with qualified names, so that a statement made from them means the same to every
//  session. Each difference between the catalog before a step and the one behind its way back gives the statements
//  that take it back: a DROP of what was left, a CREATE of what is missing, an ALTER of what is otherwise. What no
//  ALTER can change is dropped and made again, together with what depends on it (views of a column whose type returns,
//  foreign keys to a key). One list holds them all, in an order in which they can be run.
//
//  Rows are not a definition: what a column or a table held is not brought back by any of this.

/// Statements that make one catalog of another, and which of them answer to which difference.
public struct Mending: Hashable, Sendable {
    /// What answers to one difference.
    public struct Part: Hashable, Sendable {
        /// Places in ``Mending/statements``, from 0 and rising; empty where nothing can be written.
        public var places: [Int] = []
        /// What the statements cannot bring back, or why there are none; nil where they bring back all.
        public var reason: String?
    }

    /// In the order in which they can be run, each with its semicolon and none of them twice.
    public var statements: [String]
    /// One for each difference, in the order of the differences.
    public var parts: [Part]
}

/// The statements that, run at the end of a way back, make its catalog equal to the one before the step.
///
/// Differences of gated classes are mended; of the others the order of columns is told and the rest gives an empty
/// part.
/// - Parameters:
///   - comparison: from `before` to `down`.
///   - occupied: tables with rows, by identity: a column that comes back empty cannot be NOT NULL there.
public func mending(
    of comparison: CatalogComparison, from down: Catalog, to before: Catalog, occupied: Set<String> = []
) -> Mending {
    var writer = MendingWriter(comparison: comparison, down: down, before: before, occupied: occupied)
    writer.write()
    let order = ordered(writer.nodes)
    var places: [Int: Int] = [:]
    for (place, node) in order.enumerated() { places[node] = place }
    return Mending(
        statements: order.map { writer.nodes[$0].statement },
        parts: writer.parts.map { part in
            Mending.Part(places: part.nodes.compactMap { places[$0] }.sorted(), reason: part.reason)
        })
}
