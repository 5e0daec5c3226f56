/// One thing that a way back left other than it was.
public struct Residue: Hashable, Sendable, Codable {
    /// The statement of a step that did something.
    public struct Maker: Hashable, Sendable, Codable {
        public var place: SourcePlace
        /// 1-based number of the statement in its script.
        public var ordinal: Int

        public init(place: SourcePlace, ordinal: Int) {
            self.place = place
            self.ordinal = ordinal
        }
    }

    public var cause: ResidueCause
    /// As seen from the catalog before the step: `added` is what was left, `removed` what is missing.
    public var change: CatalogDifference.Change
    public var kind: FactKind
    /// As in ``CatalogFact/identity``, behind the way back.
    public var identity: String
    /// The attribute that is otherwise; nil for an object that was left, is missing or has another name.
    public var attribute: String?
    /// The difference in one line.
    public var summary: String
    /// The statement of the migration behind it; nil where none names the object.
    public var madeBy: Maker?
    /// The statements that the way back lacks, in order, each with its semicolon; empty where there are none.
    public var mending: [String]
    /// Where each of ``mending`` stands among all statements of the way back's residues, from 1: what two residues need
    /// has one place, and a DROP for the one may come between two statements for the other.
    public var order: [Int]
    /// Why there are no statements, or what they cannot bring back; nil where they bring back all.
    public var reason: String?

    public init(
        cause: ResidueCause, change: CatalogDifference.Change, kind: FactKind, identity: String,
        attribute: String? = nil, summary: String, madeBy: Maker? = nil, mending: [String] = [], order: [Int] = [],
        reason: String? = nil
    ) {
        self.cause = cause
        self.change = change
        self.kind = kind
        self.identity = identity
        self.attribute = attribute
        self.summary = summary
        self.madeBy = madeBy
        self.mending = mending
        self.order = order
        self.reason = reason
    }
}

extension Sequence where Element == Residue {
    /// The statements that the way back lacks, each once, in the order in which they can be run at its end.
    public var mendingStatements: [String] {
        var found: [Int: String] = [:]
        for residue in self {
            for (place, statement) in zip(residue.order, residue.mending) { found[place] = statement }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }
}

/// What a way back left, in the order of the differences: those of gated classes, and the order of columns.
///
/// - Parameters:
///   - comparison: from `before` to `down`, of one lineage.
///   - upward: what the migration did, where the statement behind each residue is looked for.
///   - occupied: tables with rows, by identity.
public func residues(
    of comparison: CatalogComparison, before: Catalog, down: Catalog, upward: ScriptObservation,
    occupied: Set<String> = []
) -> [Residue] {
    guard comparison.differences.contains(where: \.isResidue) else { return [] }
    let mending = mending(of: comparison, from: down, to: before, occupied: occupied)
    let search = WhoDidIt(observations: [upward])
    return zip(comparison.differences, mending.parts).compactMap { difference, part in
        guard difference.isResidue else { return nil }
        return Residue(
            cause: ResidueCause(of: difference), change: difference.change, kind: difference.kind,
            identity: difference.identity, attribute: difference.attribute, summary: difference.summary,
            madeBy: search.statement(behind: difference).map { .init(place: $0.place, ordinal: $0.ordinal) },
            mending: part.places.map { mending.statements[$0] }, order: part.places.map { $0 + 1 },
            reason: part.reason)
    }
}

extension CatalogDifference {
    /// True for what is told as a residue: what fails, and columns in another order.
    var isResidue: Bool { factClass.isGated || attribute == Self.columnOrder }
}
