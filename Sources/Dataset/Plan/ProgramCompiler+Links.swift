import RehearsalCore

extension ProgramCompiler {
    /// Generators whose values are those of another column.
    func linkSource(_ generator: Generator, _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        switch generator {
        case .parent(let name):
            let ancestor = try table(name, site.place)
            let steps = try steps(from: site.table, to: ancestor, site)
            let key = try keyProgram(of: ancestor, site)
            return (.fetch(.ancestor(steps: steps), key), .handedOn)
        case .reference(let reference):
            let rule = try pickRule(reference, site)
            let target = try table(reference.table, site.place)
            return (.fetch(.pick(rule), try keyProgram(of: target, site)), .handedOn)
        case .polymorphic(let rule): return (.polymorphic(try polymorphic(rule, site)), .handedOn)
        case .copy(.ancestor(let name), let column):
            let ancestor = try table(name, site.place)
            let steps = try steps(from: site.table, to: ancestor, site)
            return (.fetch(.ancestor(steps: steps), try program(ancestor, column, site.place)), .handedOn)
        case .copy(.through(let link), let column):
            let through = try program(site.table, link, site.place)
            let target = try targetTable(ofColumn: link, site)
            return (.copy(through: through, try program(target, column, site.place)), .handedOn)
        case .sameAs(let column): return (.same(try program(site.table, column, site.place)), .handedOn)
        case .key, .uuid, .serial, .ordinal, .inOrder, .null, .constant, .oneOf, .boolean, .number, .logNormal, .time,
            .offset, .part, .text, .paragraph, .object, .list, .pick, .choose, .mix, .sum, .portion, .captured,
            .range, .composite:
            preconditionFailure("this generator links nothing")
        }
    }

    /// The index of a table that the shape gives rows.
    func table(_ name: TableName, _ place: SourcePlace) throws(DatasetError) -> Int {
        if let found = index[name] { return found }
        let suggestion = NearestName.suggestion(for: name.name, among: index.keys.map(\.name))
        throw DatasetError(.unknownTable(name.description, suggestion: suggestion), at: place)
    }

    /// How many parents up from a table another one lies.
    func steps(from table: Int, to ancestor: Int, _ site: Site) throws(DatasetError) -> Int {
        guard let steps = Self.steps(from: table, to: ancestor, rows), steps > 0 || table != site.table else {
            throw DatasetError(
                .noAncestor(table: rows[table].name.description, ancestor: rows[ancestor].name.description),
                at: site.place)
        }
        return steps
    }

    private static func steps(from table: Int, to ancestor: Int, _ rows: [TableRows]) -> Int? {
        var current: Int? = table
        var steps = 0
        while let here = current {
            if here == ancestor { return steps }
            current = rows[here].parent
            steps += 1
        }
        return nil
    }

    /// The program of the column that foreign keys to a table hold: the one that this column's own foreign key
    /// names, or else the table's primary key.
    private func keyProgram(of target: Int, _ site: Site) throws(DatasetError) -> Program {
        let column = site.path.dropFirst(rows[site.table].name.description.count + 1)
        for key in layouts[site.table].foreignKeys
        where key.referencedTable == rows[target].name && key.columns == [String(column)] {
            return try program(target, key.referencedColumns[0], site.place)
        }
        guard let first = layouts[target].primaryKey.first else {
            throw DatasetError(.notAReference(column: site.path), at: site.place)
        }
        return try program(target, first, site.place)
    }

    private func pickRule(_ reference: Reference, _ site: Site) throws(DatasetError) -> PickRule {
        let target = try table(reference.table, site.place)
        if rows[target].rowCount == 0, rows[site.table].rowCount > 0 {
            throw DatasetError(
                .referenceToEmptyTable(column: site.path, table: reference.table.description), at: site.place)
        }
        var steps: Int?
        var descent: [FanOut] = []
        if let within = reference.within {
            let ancestor = try withinTable(within, site)
            steps = try self.steps(from: site.table, to: ancestor, site)
            descent = try self.descent(from: ancestor, to: target, site)
        }
        let rule = PickRule(
            steps: steps, descent: memory.list(descent), targetRowCount: rows[target].rowCount,
            earlierOnly: target == site.table, isDistinct: reference.isDistinct,
            favoursFirst: reference.favoursFirst, isPrevious: reference.isPrevious)
        if reference.isPrevious, !rule.earlierOnly {
            throw DatasetError(
                .outOfRange(what: "the previous row of another table", expected: "previous only for the own table"),
                at: site.place)
        }
        if reference.isDistinct { try requireDistinct(rule, site) }
        return rule
    }

    /// The spreads from an ancestor's children down to a table.
    func descent(from ancestor: Int, to target: Int, _ site: Site) throws(DatasetError) -> [FanOut] {
        var descent: [FanOut] = []
        var current = target
        while current != ancestor {
            guard let parent = rows[current].parent, let fanOut = rows[current].fanOut else {
                throw DatasetError(
                    .noAncestor(table: rows[target].name.description, ancestor: rows[ancestor].name.description),
                    at: site.place)
            }
            descent.insert(fanOut, at: 0)
            current = parent
        }
        return descent
    }

    /// The table that `within` names, itself or by a column that holds its key.
    private func withinTable(_ within: String, _ site: Site) throws(DatasetError) -> Int {
        let columns = shape.tables[site.table].columns
        if let column = columns.first(where: { $0.name == within }), case .parent(let name) = column.field.generator {
            return try table(name, site.place)
        }
        return try table(TableName(within), site.place)
    }

    /// Every parent has at least as many rows to pick from as children that pick differently.
    private func requireDistinct(_ rule: PickRule, _ site: Site) throws(DatasetError) {
        guard let fanOut = rows[site.table].fanOut, let parent = rows[site.table].parent else {
            throw DatasetError(
                .noAncestor(table: rows[site.table].name.description, ancestor: "any table"), at: site.place)
        }
        for row in 0..<fanOut.parentCount {
            let children = fanOut.rowCount(of: row)
            guard children > 0 else { continue }
            let available = rule.steps.map { steps in
                rule.rows(below: evaluator.ancestor(parent, row, steps: steps - 1)).count
            }
            if children > available ?? rule.targetRowCount {
                throw DatasetError(
                    .notEnoughDistinct(
                        what: "a parent's children in \(site.path)", wanted: children,
                        available: available ?? rule.targetRowCount),
                    at: site.place)
            }
        }
    }

    private func polymorphic(_ rule: Polymorphic, _ site: Site) throws(DatasetError) -> CompiledPolymorphic {
        let decider = try decider(rule.column, site)
        var cases: [CompiledPolymorphic.Case] = []
        for item in rule.tables {
            let value = try comparison(.text(item.value), decider, site.place)
            let target = try table(item.table, site.place)
            let steps = try rule.within.map { within throws(DatasetError) in try withinTable(within, site) }
            let locator: RowLocator
            if let steps, steps == target {
                locator = .ancestor(steps: try self.steps(from: site.table, to: target, site))
            } else {
                let reference = Reference(table: item.table, within: rule.within, favoursFirst: rule.favoursFirst)
                locator = .pick(try pickRule(reference, site))
            }
            let program = try keyProgram(of: target, site)
            cases.append(CompiledPolymorphic.Case(value: value, locator: locator, program: program))
        }
        return CompiledPolymorphic(decider: decider, cases: memory.list(cases))
    }

    /// The table whose rows a column points at.
    private func targetTable(ofColumn column: String, _ site: Site) throws(DatasetError) -> Int {
        var column = column
        let columns = shape.tables[site.table].columns
        while let found = columns.first(where: { $0.name == column }) {
            if case .parent(let name) = found.field.generator { return try table(name, site.place) }
            if case .reference(let reference) = found.field.generator { return try table(reference.table, site.place) }
            guard case .sameAs(let other) = found.field.generator else { break }
            column = other
        }
        throw DatasetError(.notAReference(column: column), at: site.place)
    }
}
