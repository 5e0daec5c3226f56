import RehearsalCore

/// Judges whether a compiled column fits the column of the server.
struct ColumnChecks {
    let compiler: ProgramCompiler

    /// Throws unless the column can hold every value that its program makes.
    func check(_ program: Program, _ layout: ColumnLayout, _ place: SourcePlace) throws(DatasetError) -> ColumnType {
        if layout.isGenerated { throw DatasetError(.generatedColumn(program.path), at: place) }
        guard let type = ColumnType(layout) else {
            throw DatasetError(.typeNotSupported(column: program.path, type: layout.typeName), at: place)
        }
        for leaf in program.leaves where !leaf.isAlwaysNull {
            if !fits(leaf, type, layout) {
                throw DatasetError(
                    .generatorDoesNotFit(column: program.path, makes: leaf.product, type: described(layout)), at: place)
            }
        }
        if layout.isNotNull, mayBeNull(program) { throw DatasetError(.mayBeNull(column: program.path), at: place) }
        return type
    }

    private func described(_ layout: ColumnLayout) -> String {
        if let limit = layout.characterLimit { return "\(layout.typeName)(\(limit))" }
        return layout.numericScale.map { "\(layout.typeName) with scale \($0)" } ?? layout.typeName
    }

    private func fits(_ leaf: Program, _ type: ColumnType, _ layout: ColumnLayout) -> Bool {
        if case .number(let scale) = leaf.map {
            if let allowed = type.integerBounds {
                guard scale == 0 else { return false }
                return bounds(leaf).map { $0.clamped(to: allowed) == $0 } ?? true
            }
            if case .numeric = type { return scale <= layout.numericScale ?? scale }
        }
        return switch (type, leaf.map) {
        case (.text, .literals(let list)): list.texts.allSatisfy { fits(text: $0, layout) }
        case (.text, .key(let key)):
            key.prefix.count + KeyText.codeDigitCount + key.fillerCount <= layout.characterLimit ?? Int.max
        case (.text, .ranked(let text)):
            text.lengths.allSatisfy { $0 <= layout.characterLimit ?? Int.max }
        case (.text, _), (.json, _), (.jsonb, _): true
        case (.float4, .number), (.float8, .number), (.numeric, .number): true
        case (.timeOfDay, .number), (.interval, .number), (.address, .number): isCaptured(leaf)
        case (.boolean, .boolean), (.timestamp, .time), (.date, .time), (.uuid, .uuid): true
        case (.array(.text, _), .pick): true
        case (.array(let type, _), .list(let element, _, _)), (.array(let type, _), .arrays(let element, _, _)):
            element.leaves.allSatisfy { $0.isAlwaysNull || fits($0, type, layout) }
        case (.range(let type), .range(let range)), (.multirange(let type), .range(let range)):
            (range.value.from.leaves + [range.value.bound]).allSatisfy { fits($0, type, layout) }
        case (.composite(let parts), .composite(let members, _)):
            zip(parts, members).allSatisfy { part, member in
                member.program.leaves.allSatisfy { $0.isAlwaysNull || fits($0, part.type, part.layout) }
            }
        case (_, _): false
        }
    }

    /// Only captured columns have numbers that stand for times of a day, intervals and addresses.
    private func isCaptured(_ leaf: Program) -> Bool {
        switch leaf.source {
        case .captured, .grouped, .dependent: true
        default: false
        }
    }

    private func fits(text: FrozenList<UInt8>, _ layout: ColumnLayout) -> Bool {
        guard let limit = layout.characterLimit else { return true }
        return String(decoding: text, as: UTF8.self).unicodeScalars.count <= limit
    }

    /// The smallest and largest code that a program of numbers may give; nil where nobody knows.
    private func bounds(_ program: Program) -> ClosedRange<Int64>? {
        switch program.source {
        case .constant(let code): return code...code
        case .uniform(let low, let count): return low...(low + Int64(count - 1))
        case .listed(_, let codes): return (codes.min() ?? 0)...(codes.max() ?? 0)
        case .quantiles(let table): return table.low...table.high
        case .captured(let codes), .grouped(_, let codes): return codes.bounds
        case .dependent(let codes): return codes.value.own.bounds
        case .heapPosition(let start), .ordinal(let start):
            return start...(start + Int64(max(1, compiler.rows[program.table].rowCount) - 1))
        case .part(_, _, let plus): return (1 + plus)...(9999 + plus)
        case .null, .counter, .cycling, .bijection, .weighted, .threshold, .season, .offset, .sum, .portion, .fetch,
            .polymorphic, .copy, .same, .choose, .mix:
            return nil
        }
    }

    /// Whether a program gives NULL for some row that there is, or may.
    func mayBeNull(_ program: Program) -> Bool {
        let nulls = program.nulls
        if nulls.share.millionths > 0 { return true }
        if let unless = nulls.unless, !alwaysOne(of: unless.values, unless.program) { return true }
        if let other = nulls.with, mayBeNull(other) { return true }
        switch program.source {
        case .null: return true
        case .fetch(.ancestor, let target): return mayBeNull(target)
        case .fetch(.fan, let target), .fetch(.grouped, let target): return mayBeNull(target)
        case .fetch(.pick(let rule), let target): return mayFindNothing(rule, program) || mayBeNull(target)
        case .polymorphic(let rule):
            return !alwaysOne(of: rule.cases.map { $0.value }, rule.decider)
                || rule.cases.contains { mayFindNothing($0.locator, program) || mayBeNull($0.program) }
        case .copy(let through, let target): return mayBeNull(through) || mayBeNull(target)
        case .same(let other), .portion(let other, _, _, _), .part(let other, _, _): return mayBeNull(other)
        case .choose(let choice):
            let cases = choice.cases.map { $0.program } + (choice.otherwise.map { [$0] } ?? [])
            let isComplete = choice.otherwise != nil || alwaysOne(of: choice.cases.map { $0.value }, choice.decider)
            return !isComplete || cases.contains { mayBeNull($0) }
        case .mix(_, let programs): return programs.contains { mayBeNull($0) }
        case .sum(let summands, _): return summands.contains { mayBeNull($0.program) }
        case .offset(let rule):
            switch rule.from {
            case .constant: return false
            case .column(let other), .ancestor(_, let other): return mayBeNull(other)
            }
        case .constant, .counter, .heapPosition, .ordinal, .cycling, .bijection, .uniform, .weighted, .listed,
            .threshold, .quantiles, .captured, .grouped, .dependent, .season:
            return false
        }
    }

    /// Whether a decider has no value but the listed ones.
    private func alwaysOne(of values: some Sequence<ComparisonValue>, _ decider: Program) -> Bool {
        if mayBeNull(decider) { return false }
        return decider.leaves.allSatisfy { leaf in
            switch leaf.map {
            case .literals(let list): list.symbols.allSatisfy { values.contains(.symbol($0)) }
            case .boolean: values.contains(.boolean(true)) && values.contains(.boolean(false))
            case .handedOn, .number, .time, .key, .uuid, .ranked, .template, .paragraph, .object, .documents, .list,
                .pick, .arrays, .composite, .range:
                false
            }
        }
    }

    private func mayFindNothing(_ locator: RowLocator, _ program: Program) -> Bool {
        switch locator {
        case .ancestor: false
        case .pick(let rule): mayFindNothing(rule, program)
        case .fan, .grouped: true
        }
    }

    /// Whether some row has an ancestor under which there is nothing to pick.
    private func mayFindNothing(_ rule: PickRule, _ program: Program) -> Bool {
        if rule.earlierOnly { return true }
        guard let steps = rule.steps else { return rule.targetRowCount == 0 }
        let evaluator = compiler.evaluator
        let rowCount = compiler.rows[program.table].rowCount
        var row = 0
        // Rows of one parent see the same ancestor, so one row of each parent is enough.
        while row < rowCount {
            if rule.rows(below: evaluator.ancestor(program.table, row, steps: steps)).isEmpty { return true }
            guard let fanOut = compiler.rows[program.table].fanOut else { return false }
            row = fanOut.firstRow(of: fanOut.parent(of: row) + 1)
        }
        return false
    }
}
