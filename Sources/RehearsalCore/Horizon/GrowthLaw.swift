/// By what law a database grows, whole: what was declared, and for everything else what the dataset's shape and the
/// schema say.
public struct GrowthLaw: Hashable, Sendable, Codable {
    /// Why a table grows as it does.
    public enum Origin: String, Hashable, Sendable, Codable, CaseIterable {
        case declared
        /// The dataset's shape makes as many rows at every scale, or so many times the scale.
        case shape
        /// Few rows, others point at it and it points at none: a list that others look things up in.
        case lookup
        /// A materialized view with fewer rows than the table it is made of.
        case groups
        case usual
    }

    /// One table; a partitioned one stands for its partitions.
    public struct Table: Hashable, Sendable, Codable {
        public var name: String
        public var rate: GrowthRate
        public var origin: Origin
    }

    /// Sorted by name.
    public var tables: [Table]
    /// Windows of time columns that do not stay.
    public var windows: [ColumnName: TimeWindow]
    /// Columns that point at others, by foreign keys, declared ones, and by how the dataset is made.
    public var parents: [ColumnName: ColumnName]
    /// Columns whose common values do not spread evenly.
    public var common: [ColumnName: CommonGrowth]
    /// Of those, columns whose exponent is known to be a half, within groups as well as over all.
    public var favoured: Set<ColumnName>
    /// Columns that say the same of a row as a column of its parent does.
    public var inherited: [ColumnName: ColumnName]
    /// What `growth` of rehearsal.yaml names and the database has not, each with the nearest name there is.
    public var unknown: [String: String?]

    /// A longer table is not taken for a list.
    private static let lookupRows = 1000.0

    public init(_ declared: GrowthDeclaration?, shape: ShapeGrowth, facts: HorizonFacts) {
        let declared = declared ?? GrowthDeclaration()
        let roots = facts.relations.filter { $0.name == $0.root }
        var parents: [ColumnName: ColumnName] = [:]
        for relation in roots {
            for column in relation.columns {
                parents[ColumnName(relation.name, column.name)] = column.parent
            }
        }
        let lookups = Self.lookups(roots)
        tables = roots.map { relation in
            let name = relation.name
            if let rate = declared.tables[name] { return Table(name: name, rate: rate, origin: .declared) }
            if shape.fixedTables.contains(name) { return Table(name: name, rate: .fixed, origin: .shape) }
            if shape.growingTables.contains(name) { return Table(name: name, rate: .proportional, origin: .shape) }
            if let rate = Self.groups(in: relation, of: roots) {
                return Table(name: name, rate: rate, origin: .groups)
            }
            let isList = lookups.contains(name)
            return Table(name: name, rate: isList ? .fixed : .proportional, origin: isList ? .lookup : .usual)
        }.sorted { $0.name < $1.name }
        self.parents = Self.references(shape, roots, besides: parents).merging(parents) { _, key in key }
            .merging(declared.keys) { _, new in new }
        windows = declared.windows
        inherited = shape.inheritedColumns
        favoured = shape.favouredColumns.subtracting(declared.common.keys)
        common = Dictionary(
            shape.zipfColumns.union(favoured).map { ($0, .zipf) }, uniquingKeysWith: { first, _ in first }
        ).merging(declared.common) { _, new in new }
        unknown = Self.unknown(declared, roots)
    }

    /// Nil for what is no materialized view, or has about as many rows as what it is made of.
    private static func groups(in view: HorizonRelation, of roots: [HorizonRelation]) -> GrowthRate? {
        guard view.kind == .materializedView, view.rows >= 1 else { return nil }
        let most = roots.filter { view.sources.contains($0.name) }.map(\.rows).max() ?? 0
        return view.rows < 0.9 * most ? .groups(count: view.rows, rows: most) : nil
    }

    /// What the shape's references without a foreign key point at: of several tables the largest, whose keys are most
    /// of the values.
    ///
    /// A column that is copied from elsewhere points there if each value stands there once, or is a key itself.
    private static func references(
        _ shape: ShapeGrowth, _ roots: [HorizonRelation], besides parents: [ColumnName: ColumnName]
    ) -> [ColumnName: ColumnName] {
        let byName = Dictionary(roots.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return shape.references.compactMapValues { references in
            let found = references.compactMap { reference -> (name: ColumnName, rows: Double)? in
                guard let table = byName[reference.table] else { return nil }
                let column = table.columns.first { column in
                    guard let wanted = reference.column else { return column.isUnique || column.isInPrimaryKey }
                    let name = ColumnName(table.name, column.name)
                    return column.name == wanted
                        && (column.isUnique || parents[name] != nil || shape.references[name] != nil)
                }
                return column.map { (ColumnName(table.name, $0.name), table.rows) }
            }
            return found.max { $0.rows < $1.rows }?.name
        }
    }

    /// Short lists that others point at and that point at none.
    private static func lookups(_ roots: [HorizonRelation]) -> Set<String> {
        var pointedAt: Set<String> = []
        for relation in roots {
            for case let parent? in relation.columns.map(\.parent) where parent.table != relation.name {
                pointedAt.insert(parent.table)
            }
        }
        return Set(
            roots.filter { relation in
                relation.rows < lookupRows && pointedAt.contains(relation.name)
                    && relation.columns.allSatisfy { $0.parent.map { $0.table == relation.name } ?? true }
            }.map(\.name))
    }

    private static func unknown(_ declared: GrowthDeclaration, _ roots: [HorizonRelation]) -> [String: String?] {
        let tables = Set(roots.map(\.name))
        let columns = Set(roots.flatMap { relation in relation.columns.map { ColumnName(relation.name, $0.name) } })
        var unknown: [String: String?] = [:]
        for name in declared.tables.keys where !tables.contains(name) {
            unknown[name] = .some(NearestName.suggestion(for: name, among: tables.sorted()))
        }
        let named = Array(declared.windows.keys) + declared.keys.flatMap { [$0.key, $0.value] } + declared.common.keys
        for name in named where !columns.contains(name) {
            unknown[name.description] = .some(
                NearestName.suggestion(for: name.description, among: columns.map(\.description).sorted()))
        }
        return unknown
    }

    /// The growth of a table by its own name or its root's; 1 for a table that nobody knows.
    public func growth(ofRoot name: String, at k: Double) -> Double {
        guard let place = tables.firstIndex(where: { $0.name == name }) else { return 1 }
        return tables[place].rate.growth(at: k)
    }
}

/// What a dataset's shape says about growth: what its builder does at a larger scale.
public struct ShapeGrowth: Hashable, Sendable {
    /// Tables with as many rows at every scale, as `schema.table`.
    public var fixedTables: Set<String>
    public var growingTables: Set<String>
    /// Columns of keys of a parent whose rows are spread by Zipf's law.
    public var zipfColumns: Set<ColumnName>
    /// Columns of keys of rows of which the first are favoured: the share of the first k of n is the root of k/n.
    public var favouredColumns: Set<ColumnName>
    /// What columns hold the keys of, whether a foreign key says so or not; more than one for keys of several tables.
    public var references: [ColumnName: [ShapeReference]]
    /// Columns that name a row above the parent, each with the parent's column that does: which firm a document is of
    /// is which firm its client is of. None where few parents have most of the rows, as Zipf's law has it.
    public var inheritedColumns: [ColumnName: ColumnName]

    public init(
        fixedTables: Set<String> = [], growingTables: Set<String> = [], zipfColumns: Set<ColumnName> = [],
        favouredColumns: Set<ColumnName> = [], references: [ColumnName: [ShapeReference]] = [:],
        inheritedColumns: [ColumnName: ColumnName] = [:]
    ) {
        self.fixedTables = fixedTables
        self.growingTables = growingTables
        self.zipfColumns = zipfColumns
        self.favouredColumns = favouredColumns
        self.references = references
        self.inheritedColumns = inheritedColumns
    }
}

/// A table that a column's values name rows of.
public struct ShapeReference: Hashable, Sendable {
    /// `schema.table`.
    public var table: String
    /// Nil for its key.
    public var column: String?

    public init(table: String, column: String? = nil) {
        self.table = table
        self.column = column
    }
}
