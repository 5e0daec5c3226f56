/// What differs between two states that somebody named, and how the comparison ends.
public struct StateComparison: Sendable {
    /// One difference of the schema.
    public struct SchemaDifference: Hashable, Sendable {
        public var difference: CatalogDifference
        /// The object that it is told under: the table of a column.
        public var head: ObjectKey
        /// The statement between the two states that did it; nil where nobody knows.
        public var statement: StatementObservation?
    }

    /// One difference of the data.
    public struct DataDifference: Hashable, Sendable {
        public var difference: DigestDifference
        public var statement: StatementObservation?
    }

    public var from: ShownState
    public var to: ShownState
    /// By head, then by object and attribute.
    public var schema: [SchemaDifference]
    /// How many differences are of classes that were not asked for.
    public var unshownCounts: [FactClass: Int]
    /// Empty unless asked for.
    public var data: [DataDifference]
    /// Empty unless asked for.
    public var queryPlans: [PlanDifference]
    /// ``Ending/failed`` where something differs that counts, or where a side could not be read whole.
    public var ending: Ending

    /// The classes whose differences count where nobody names others.
    public static let countedClasses = Set(FactClass.allCases.filter(\.isGated))
}

/// What somebody wants to have compared.
public struct ComparisonRequest: Sendable {
    public var selection: CatalogSelection
    /// A difference of one of these classes fails.
    public var counted: Set<FactClass>
    /// Compares rows, where both sides are snapshots; any difference fails.
    public var comparesData: Bool
    /// Compares query plans, where both sides are snapshots; any difference fails.
    public var comparesQueryPlans: Bool
    /// The one query whose plans are compared; nil for all.
    public var query: String?

    public init(
        selection: CatalogSelection = CatalogSelection(), counted: Set<FactClass> = StateComparison.countedClasses,
        comparesData: Bool = false, comparesQueryPlans: Bool = false, query: String? = nil
    ) {
        self.selection = selection
        self.counted = counted
        self.comparesData = comparesData
        self.comparesQueryPlans = comparesQueryPlans
        self.query = query
    }
}

/// Compares two states; a pure function of what is known of them.
/// - Parameter observations: what ran between the two, the last script first; empty where nobody knows.
public func compare(
    _ from: ShownState, with to: ShownState, _ request: ComparisonRequest, observations: [ScriptObservation] = []
) -> StateComparison {
    let search = WhoDidIt(observations: observations)
    let sides = (CatalogObjects(from.catalog), CatalogObjects(to.catalog))
    var shown: [StateComparison.SchemaDifference] = []
    var unshown: [FactClass: Int] = [:]
    for difference in differences(from: from.catalog, to: to.catalog) {
        let (was, now) = (difference.oldObject, difference.object)
        guard request.selection.wants(was, in: sides.0) || request.selection.wants(now, in: sides.1) else { continue }
        guard request.selection.classes.contains(difference.factClass) else {
            unshown[difference.factClass, default: 0] += 1
            continue
        }
        let head = sides.1.head(of: now)
        shown.append(
            StateComparison.SchemaDifference(
                difference: difference, head: head == now ? sides.0.head(of: was) : head,
                statement: search.statement(behind: difference)))
    }
    shown = shown.enumerated().sorted { ($0.element.head, $0.offset) < ($1.element.head, $1.offset) }.map(\.element)
    var data: [StateComparison.DataDifference] = []
    var plans: [StateComparison.PlanDifference] = []
    if let old = from.snapshot, let new = to.snapshot {
        let volatile = Set(old.volatileColumns).union(new.volatileColumns).sorted()
        let digests = request.comparesData ? differences(from: old.digests, to: new.digests, volatile: volatile) : []
        data = digests.map { .init(difference: $0, statement: search.statement(writing: $0.table)) }
        plans = request.comparesQueryPlans ? planDifferences(from: old.queryPlans, to: new.queryPlans) : []
        if let query = request.query { plans = plans.filter { $0.difference.asked.query == query } }
    }
    let isSeen = from.catalog.unread.isEmpty && to.catalog.unread.isEmpty
    let counts =
        !isSeen || shown.contains { request.counted.contains($0.difference.factClass) } || !data.isEmpty
        || !plans.isEmpty
    return StateComparison(
        from: from, to: to, schema: shown, unshownCounts: unshown, data: data, queryPlans: plans,
        ending: counts ? .failed : .passed)
}
