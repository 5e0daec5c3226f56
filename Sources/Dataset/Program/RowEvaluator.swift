import RehearsalCore

/// A row's value before it takes a form: the program that gave the code, the code, and where it was evaluated.
struct RowValue {
    let program: Program
    let code: Int64
    let row: Int
    let counter: UInt64

    /// The counter that members of a value that rows share are drawn by; the value's own where there are none.
    func memberCounter(_ counters: FrozenList<UInt64>) -> UInt64 {
        counters.isEmpty ? counter : counters[Int(code)]
    }
}

/// Evaluates programs at rows: the place where randomness, parents and other columns meet.
///
/// A pure function of the row, with a memo or without.
struct RowEvaluator {
    let tables: FrozenList<RowSpace>
    /// A writer's own; never shared between tasks.
    private(set) var memo: RowMemo.Page?

    init(tables: FrozenList<RowSpace>) { self.tables = tables }

    /// The same evaluator, which remembers.
    /// - Precondition: the memo outlives it and was made for this plan.
    func remembering(in memo: RowMemo) -> RowEvaluator {
        var copy = self
        copy.memo = memo.page
        return copy
    }

    /// The value of a program at a row; nil is NULL. `counter` is the row, except inside arrays.
    func value(_ program: Program, _ row: Int, _ counter: UInt64) -> RowValue? {
        guard let memo, let slot = program.memoSlot, counter == UInt64(row) else {
            return freshValue(program, row, counter)
        }
        if let column = memo.pointee.column(slot, at: row) { return memo.pointee.value(column) }
        let values = memo.pointee.values
        if values[slot].row == row { return values[slot].value }
        let value = freshValue(program, row, counter)
        values[slot] = RememberedValue(row: row, value: value)
        return value
    }

    private func freshValue(_ program: Program, _ row: Int, _ counter: UInt64) -> RowValue? {
        if program.hasNulls, isNull(program, row, counter) { return nil }
        switch program.source {
        case .fetch(let locator, let target):
            guard let found = locate(locator, program, row, counter) else { return nil }
            return value(target, found, UInt64(found))
        case .polymorphic(let rule):
            guard let decided = value(rule.decider, row, counter),
                let matching = rule.cases.first(where: { matches(decided, $0.value) }),
                let found = locate(matching.locator, program, row, counter)
            else { return nil }
            return value(matching.program, found, UInt64(found))
        case .copy(let through, let target):
            guard let found = targetRow(of: through, row, counter) else { return nil }
            return value(target, found, UInt64(found))
        case .same(let other): return value(other, row, UInt64(row))
        case .choose(let choice):
            let decided = value(choice.decider, row, UInt64(row))
            let chosen = decided.flatMap { found in choice.cases.first { matches(found, $0.value) }?.program }
            guard let next = chosen ?? choice.otherwise else { return nil }
            return value(next, row, counter)
        case .mix(let table, let programs):
            return value(programs[table.code(CounterRandom.draw(program.key, counter))], row, counter)
        case .null, .constant, .counter, .heapPosition, .ordinal, .cycling, .bijection, .uniform, .weighted, .listed,
            .threshold, .quantiles, .captured, .grouped, .dependent, .season, .offset, .sum, .portion, .part:
            guard let code = code(program, row, counter) else { return nil }
            return RowValue(program: program, code: code, row: row, counter: counter)
        }
    }

    /// The code of a program that does not hand on.
    private func code(_ program: Program, _ row: Int, _ counter: UInt64) -> Int64? {
        switch program.source {
        case .null: return nil
        case .constant(let code): return code
        case .counter: return Int64(truncatingIfNeeded: counter)
        case .heapPosition(let start): return start + heapPosition(program.table, row)
        case .ordinal(let start): return start + Int64(ordinal(program.table, row))
        case .cycling(let count): return Int64(row % count)
        case .bijection(let permutation): return permutation.code(counter)
        case .uniform, .weighted, .listed, .threshold, .quantiles:
            return program.source.code(drawnBy: CounterRandom.draw(program.key, counter))
        case .grouped(let order, let codes):
            return codes.code(ofRank: order.number(at: Int(heapPosition(program.table, row))))
        case .dependent(let codes):
            return codes.value.code(
                at: Int(heapPosition(program.table, row)), CounterRandom.draw(program.key, counter))
        case .captured(let codes):
            // Elements of arrays have no place of their own: theirs is drawn.
            guard counter == UInt64(row) else {
                let draw = CounterRandom.draw(program.key, counter)
                return codes.code(drawnBy: draw, tables[program.table].rowCount)
            }
            return codes.code(at: Int(heapPosition(program.table, row)))
        case .season(let rule): return time(rule, program, row, counter)
        case .offset(let rule): return time(rule, program, row, counter)
        case .sum(let summands, let scale):
            return sum(summands, scale, row)
        case .portion(let whole, let low, let width, let scale):
            guard let amount = number(whole, row, scale) else { return nil }
            let draw = CounterRandom.draw(program.key, counter)
            return rounded(amount, millionths: low + Int64(CounterRandom.below(width, draw)))
        case .part(let whole, let part, let plus):
            guard let time = value(whole, row, UInt64(row)) else { return nil }
            return Int64(CivilDate(time: time.code).part(part)) + plus
        case .fetch, .polymorphic, .copy, .same, .choose, .mix:
            preconditionFailure("programs that hand on have no code of their own")
        }
    }

    private func isNull(_ program: Program, _ row: Int, _ counter: UInt64) -> Bool {
        let nulls = program.nulls
        if let places = nulls.places, counter == UInt64(row) {
            return places.value.isNull(Int(heapPosition(program.table, row)))
        }
        if nulls.share.millionths > 0, nulls.share.contains(CounterRandom.draw(nulls.shareKey, counter)) { return true }
        if let unless = nulls.unless {
            guard let found = value(unless.program, row, UInt64(row)) else { return true }
            if !unless.values.contains(where: { matches(found, $0) }) { return true }
        }
        if let other = nulls.with, value(other, row, UInt64(row)) == nil { return true }
        return false
    }

    /// Whether a value is the listed one.
    private func matches(_ value: RowValue, _ listed: ComparisonValue) -> Bool {
        switch listed {
        case .symbol(let symbol):
            guard case .literals(let list) = value.program.map else { return false }
            return list.symbols[Int(value.code)] == symbol
        case .number(let unscaled, let scale):
            guard case .number(let own) = value.program.map else { return false }
            let common = max(scale, own)
            return FixedDecimal(unscaled: unscaled, scale: scale).rescaled(to: common)
                == FixedDecimal(unscaled: value.code, scale: own).rescaled(to: common)
        case .boolean(let expected):
            guard case .boolean = value.program.map else { return false }
            return (value.code != 0) == expected
        }
    }
}
