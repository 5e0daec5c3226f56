/// Writes the statements that take differences back, one node each.
///
/// Two walks over the differences: the first makes anew what no ALTER can change, the second alters the rest.
struct MendingWriter {
    /// The nodes that answer to one difference, and what they cannot do.
    struct Part {
        var nodes: [Int] = []
        var reason: String?
    }

    let comparison: CatalogComparison
    /// As the way back left it.
    let now: CatalogTree
    /// As it was before the step.
    let was: CatalogTree
    /// Tables with rows.
    let occupied: Set<String>

    private(set) var nodes: [MendingNode] = []
    private(set) var parts: [Part]
    private var nodeOfStatement: [String: Int] = [:]
    /// The difference that nodes are written for.
    var current = 0

    /// What is dropped and made again, by its identity before the step, with the nodes that do it.
    var remade: [ObjectKey: [Int]] = [:]
    /// What comes and goes with something that is made again, under either identity.
    var covered: [ObjectKey: ObjectKey] = [:]
    /// Objects of the catalog as it is that were renamed, with the identity that they had.
    let namesBefore: [ObjectKey: ObjectKey]
    /// What may stand in the way of a DROP or of another type; read when it is first asked for.
    var watchers: [Watcher]?

    init(comparison: CatalogComparison, down: Catalog, before: Catalog, occupied: Set<String>) {
        self.comparison = comparison
        self.occupied = occupied
        now = CatalogTree(down)
        was = CatalogTree(before)
        parts = Array(repeating: Part(), count: comparison.differences.count)
        let renames = comparison.differences.filter { $0.oldIdentity != nil }.map { ($0.object, $0.oldObject) }
        let followers = comparison.foldings.compactMap { folding in
            folding.rule == .followsRename && folding.attribute == nil
                ? folding.newObject.flatMap { new in folding.oldObject.map { (new, $0) } } : nil
        }
        namesBefore = Dictionary(renames + followers) { first, _ in first }
    }

    mutating func write() {
        let differences = comparison.differences
        for (place, difference) in differences.enumerated() where difference.factClass.isGated {
            current = place
            prepare(difference)
        }
        for (place, difference) in differences.enumerated() {
            current = place
            if difference.factClass.isGated { mend(difference) }
            if difference.attribute == CatalogDifference.columnOrder {
                unmended("columns cannot be moved: only a table that is made again has another order")
            }
        }
    }

    private mutating func mend(_ difference: CatalogDifference) {
        if let root = covered[difference.oldObject] ?? covered[difference.object] {
            parts[current].nodes += remade[root] ?? []
            return
        }
        switch difference.change {
        case .added: drop(difference)
        case .removed: create(difference)
        case .renamed: rename(difference)
        case .changed: alter(difference)
        }
    }

    /// The identity before the step of something that is there now.
    func nameBefore(_ key: ObjectKey) -> ObjectKey { namesBefore[key] ?? key }

    // MARK: Nodes

    /// Says why the difference stays, or what of it stays; the first reason is kept.
    mutating func unmended(_ reason: String) {
        if parts[current].reason == nil { parts[current].reason = reason }
    }

    /// Kinds whose facts have `(secret)` in place of what nobody may read.
    private static let secretive: Set<FactKind> = [
        .setting, .function, .table, .column, .foreignServer, .foreignDataWrapper, .userMapping, .subscription,
    ]

    /// Adds a statement for the difference at hand; one that is there already answers to it as well.
    /// - Returns: its place; none for a statement that would set a secret to something else.
    @discardableResult
    mutating func add(_ node: MendingNode) -> [Int] {
        if Self.secretive.contains(node.key.kind), node.statement.contains("(secret)") {
            unmended("a secret cannot be read, so that it has to be set again by hand")
            return []
        }
        let place = nodeOfStatement[node.statement] ?? nodes.count
        if place == nodes.count {
            nodes.append(node)
            nodeOfStatement[node.statement] = place
        }
        if !parts[current].nodes.contains(place) { parts[current].nodes.append(place) }
        return [place]
    }

    /// Adds an ALTER of something that was there before and is there now.
    mutating func alter(
        _ difference: CatalogDifference, _ statement: String?, rank: MendingRank? = nil, makes: [ObjectKey] = []
    ) {
        guard let statement else { return unmended("the facts give no statement") }
        add(
            MendingNode(
                rank: rank ?? MendingRank(making: statement), key: difference.oldObject, statement: statement,
                makes: makes, usesNow: namesUsed(by: [difference.object])))
    }

    /// What the facts of objects that are there now name.
    func namesUsed(by keys: [ObjectKey]) -> MentionedNames {
        MentionedNames(keys.flatMap { now.facts(of: $0).map(\.value) + [$0.identity] })
    }

    // MARK: Parts of statements

    /// A fact of the object before the step that is whole SQL.
    func sql(_ attribute: String, of difference: CatalogDifference) -> String? {
        was.value(attribute, of: difference.oldObject).flatMap { SQLText.fragment($0) }
    }

    /// The kind of a routine, domain or table in the words of ALTER and DROP.
    func word(_ key: ObjectKey, in tree: CatalogTree) -> String {
        switch key.kind {
        case .function:
            let words = ["procedure": "PROCEDURE", "aggregate": "AGGREGATE"]
            return words[tree.value("kind", of: key) ?? ""] ?? "FUNCTION"
        case .type: return tree.value("kind", of: key) == "domain" ? "DOMAIN" : "TYPE"
        case .table: return tree.value("kind", of: key) == "foreign table" ? "FOREIGN TABLE" : "TABLE"
        case .foreignServer: return "SERVER"
        case .database, .setting, .role, .tablespace, .schema, .extension, .sequence, .column, .constraint, .index,
            .view, .materializedView, .trigger, .policy, .rule, .defaultPrivilege, .statistics, .comment,
            .securityLabel, .eventTrigger, .grant, .collation, .conversion, .cast, .transform, .language, .operator,
            .operatorClass, .operatorFamily, .accessMethod, .textSearchConfiguration, .textSearchDictionary,
            .textSearchParser, .textSearchTemplate, .foreignDataWrapper, .userMapping, .publication, .subscription,
            .largeObject, .replicationSlot, .replicationOrigin, .preparedTransaction:
            return key.kind.rawValue.replacing(scalar: "_", with: " ").uppercased()
        }
    }

    /// `SET (…)` and `RESET (…)`, which make one list of options of another; empty where they say the same.
    /// - Parameter prefix: what the options' names get in front: `toast.`.
    static func optionClauses(from now: String?, to was: String?, prefix: String = "") -> [String]? {
        guard let olds = SQLText.items(of: now ?? ""), let news = SQLText.items(of: was ?? "") else { return nil }
        func name(_ item: String) -> String { prefix + String(item.prefix { $0 != "=" }) }
        let kept = Set(news.map(name))
        let gone = olds.map(name).filter { !kept.contains($0) && $0 != prefix }
        let set = news.filter { !$0.isEmpty && !olds.contains($0) }.compactMap { SQLText.fragment(prefix + $0) }
        return (gone.isEmpty ? [] : ["RESET (\(gone.joined(separator: ", ")))"])
            + (set.isEmpty ? [] : ["SET (\(set.joined(separator: ", ")))"])
    }

    /// A statement about the database at hand, whose name is no fact.
    /// - Parameter format: as of `pg_catalog.format`, with `%I` for the database.
    static func aboutDatabase(_ format: String) -> String {
        let text = "BEGIN EXECUTE pg_catalog.format(\(SQLText.literal(format)), pg_catalog.current_database()); END"
        return "DO \(SQLText.dollarQuoted(text));"
    }
}
