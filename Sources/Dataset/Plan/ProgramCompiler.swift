import RehearsalCore

/// Compiles the generators of a shape into programs, each once, whatever refers to it.
///
/// A class, because columns are compiled when another column first needs them; local to the plan's initialiser.
final class ProgramCompiler {
    let shape: Shape
    let layouts: [TableLayout]
    let index: [TableName: Int]
    let rows: [TableRows]
    let clock: Int64
    let memory: FrozenMemory
    let evaluator: RowEvaluator
    let limits: CheckLimits
    private var done: [String: Program] = [:]
    /// For each captured foreign key's column the rows over there that its common values are.
    var commonParents: [String: [Int: Int]] = [:]
    private var underWay: [String] = []
    private var symbols: [String: Int] = [:]
    /// How many programs a writer may remember the values of.
    private(set) var memoSlotCount = 0

    /// - Parameter layouts: in the order of the shape's tables, as `rows` are.
    init(
        shape: Shape, layouts: [TableLayout], index: [TableName: Int], rows: [TableRows], limits: CheckLimits,
        clock: Int64, memory: FrozenMemory
    ) {
        self.shape = shape
        self.layouts = layouts
        self.index = index
        self.rows = rows
        self.limits = limits
        self.clock = clock
        self.memory = memory
        evaluator = RowEvaluator(tables: memory.list(rows.map(\.space)))
    }

    /// What a nested program needs to know about where it stands.
    struct Site {
        let table: Int
        /// The column's name and the way into it.
        let path: String
        let place: SourcePlace
        let key: UInt64
        /// Where a captured column has no value.
        var nulls: NullPlaces?

        func nested(_ name: String, _ place: SourcePlace) -> Site {
            Site(table: table, path: "\(path)/\(name)", place: place, key: CounterRandom.key(key, name))
        }
    }

    /// The program of a column.
    /// - Parameter place: where the shape names the column, for the error if it does not exist.
    func program(_ table: Int, _ column: String, _ place: SourcePlace) throws(DatasetError) -> Program {
        let path = "\(rows[table].name).\(column)"
        if let program = done[path] { return program }
        guard let found = shape.tables[table].columns.first(where: { $0.name == column }) else {
            let names = shape.tables[table].columns.map(\.name)
            throw DatasetError(
                .unknownColumn(
                    table: rows[table].name.description, column: column,
                    suggestion: NearestName.suggestion(for: column, among: names)),
                at: place)
        }
        if underWay.contains(path) { throw DatasetError(.cycle(underWay + [path]), at: found.place) }
        underWay.append(path)
        let key = CounterRandom.key(rows[table].key, column)
        let field = limits.field(found.field, of: column, in: table)
        let program = try compile(field, Site(table: table, path: path, place: found.field.place, key: key))
        underWay.removeLast()
        done[path] = program
        return program
    }

    /// Compiles a generator with its NULLs.
    func compile(_ field: Field, _ site: Site) throws(DatasetError) -> Program {
        var site = site
        site.nulls = nullPlaces(of: field, site)
        var nulls = try compile(field.nulls, site)
        nulls.places = site.nulls.map { Frozen($0, in: memory) }
        let (source, map) = try sourceAndMap(field.generator, site)
        let body = ProgramBody(
            path: memory.list(site.path.utf8), table: site.table, source: source, map: map, nulls: nulls, key: site.key,
            memoSlot: nextMemoSlot(for: source))
        return Program(body, in: memory)
    }

    /// A slot for programs that look at other columns or search tables, and for those that are worked out ahead; the
    /// others are as fast as remembering.
    private func nextMemoSlot(for source: CodeSource) -> Int? {
        switch source {
        case .null, .constant, .counter, .heapPosition, .ordinal, .cycling, .bijection, .uniform, .weighted, .listed,
            .threshold, .quantiles, .grouped, .dependent:
            return nil
        case .captured, .season, .offset, .sum, .portion, .part, .fetch, .polymorphic, .copy, .same, .choose, .mix:
            defer { memoSlotCount += 1 }
            return memoSlotCount
        }
    }

    private func compile(_ rule: NullRule, _ site: Site) throws(DatasetError) -> CompiledNulls {
        var nulls = CompiledNulls(share: rule.share, shareKey: CounterRandom.key(site.key, "null"))
        if let unless = rule.unless {
            let decider = try decider(unless.column, site)
            var values: [ComparisonValue] = []
            for value in unless.values { values.append(try comparison(value, decider, site.place)) }
            nulls.unless = CompiledNulls.Deciding(program: decider, values: memory.list(values))
        }
        if let other = rule.with { nulls.with = try program(site.table, other, site.place) }
        return nulls
    }

    /// What decides in `by`, `null_unless` and `polymorphic`: a column, or `table.column` of the row's ancestor.
    func decider(_ name: String, _ site: Site) throws(DatasetError) -> Program {
        let isOwn = shape.tables[site.table].columns.contains { $0.name == name }
        guard !isOwn, let point = name.lastIndex(of: ".") else { return try program(site.table, name, site.place) }
        let ancestor = try table(TableName(String(name[..<point])), site.place)
        let steps = try steps(from: site.table, to: ancestor, site)
        let target = try program(ancestor, String(name[name.index(after: point)...]), site.place)
        let source = CodeSource.fetch(.ancestor(steps: steps), target)
        let body = ProgramBody(
            path: memory.list(target.path.utf8), table: site.table, source: source, map: .handedOn, nulls: .never,
            key: site.key, memoSlot: nextMemoSlot(for: source))
        return Program(body, in: memory)
    }

    /// The number that stands for a text wherever it is listed.
    func symbol(_ text: String) -> Int {
        if let known = symbols[text] { return known }
        symbols[text] = symbols.count
        return symbols.count - 1
    }

    func literals(_ texts: [String]) -> LiteralList {
        LiteralList(
            texts: memory.list(texts.map { memory.list($0.utf8) }), symbols: memory.list(texts.map { symbol($0) }))
    }

    /// The named list of words.
    func words(_ name: String, _ place: SourcePlace) throws(DatasetError) -> LiteralList {
        guard let list = shape.words[name], !list.isEmpty else {
            let suggestion = NearestName.suggestion(for: name, among: shape.words.keys)
            throw DatasetError(.unknownWords(name, suggestion: suggestion), at: place)
        }
        return literals(list)
    }

    /// A listed value in the form in which the decider's codes are compared with it.
    func comparison(
        _ value: Literal, _ decider: Program, _ place: SourcePlace
    ) throws(DatasetError) -> ComparisonValue {
        var known: [String] = []
        for leaf in decider.leaves {
            switch leaf.map {
            case .literals(let list):
                if list.symbols.contains(symbol(value.description)) { return .symbol(symbol(value.description)) }
                known += list.texts.map { String(decoding: $0, as: UTF8.self) }
            case .number:
                if case .number(let number) = value {
                    return .number(unscaled: number.unscaled, scale: number.scale)
                }
            case .boolean:
                if case .boolean(let flag) = value { return .boolean(flag) }
            case .handedOn, .time, .key, .uuid, .ranked, .template, .paragraph, .object, .documents,
                .composite, .range, .list, .pick, .arrays:
                throw DatasetError(.notListed(column: decider.path), at: place)
            }
        }
        throw DatasetError(
            .valueNotListed(
                column: decider.path, value: value.description,
                suggestion: NearestName.suggestion(for: value.description, among: known)),
            at: place)
    }
}
