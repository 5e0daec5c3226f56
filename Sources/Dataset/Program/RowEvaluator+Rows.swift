extension RowEvaluator {
    /// The row's ancestor so many parents up.
    func ancestor(_ table: Int, _ row: Int, steps: Int) -> Int {
        var table = table
        var row = row
        for _ in 0..<steps {
            guard let parent = tables[table].parent else {
                preconditionFailure("a table without a parent has no ancestors")
            }
            row = parentRow(table, row)
            table = parent
        }
        return row
    }

    /// The parent of a row.
    /// - Precondition: the table has a parent.
    @inline(__always)
    private func parentRow(_ table: Int, _ row: Int) -> Int {
        let parents = memo?.pointee.parents
        if let known = parents?[table], known.row == row { return known.parent }
        guard let fanOut = tables[table].fanOut else { preconditionFailure("a table without a parent has no fan-out") }
        let parent = fanOut.parent(of: row)
        parents?[table] = RememberedParent(row: row, parent: parent)
        return parent
    }

    /// Position among the rows of the same parent, from 0; the row itself where there is no parent table.
    func ordinal(_ table: Int, _ row: Int) -> Int {
        guard let fanOut = tables[table].fanOut else { return row }
        return row - fanOut.firstRow(of: parentRow(table, row))
    }

    /// The row at a place of the heap.
    func row(_ table: Int, atHeapPosition position: Int) -> Int { Int(tables[table].heapOrder(UInt64(position))) }

    /// From now on the memo knows the way back from a row to its place, and to its place in the block.
    func note(_ table: Int, _ row: Int, atHeapPosition position: Int, offset: Int) {
        memo?.pointee.place = RememberedPlace(table: table, row: row, position: Int64(position), offset: offset)
    }

    /// Where COPY puts the row, from 0.
    func heapPosition(_ table: Int, _ row: Int) -> Int64 {
        if let place = memo?.pointee.place, place.row == row, place.table == table { return place.position }
        return Int64(tables[table].heapOrder.inverse(UInt64(row)))
    }

    /// The row that a reference points at; nil where it is NULL.
    func targetRow(of program: Program, _ row: Int, _ counter: UInt64) -> Int? {
        guard value(program, row, counter) != nil else { return nil }
        if case .same(let other) = program.source { return targetRow(of: other, row, counter) }
        guard case .fetch(let locator, _) = program.source else {
            preconditionFailure("\(program.path) is no reference")
        }
        return locate(locator, program, row, counter)
    }

    /// The row that a locator leads to; nil where there is none to pick.
    func locate(_ locator: RowLocator, _ program: Program, _ row: Int, _ counter: UInt64) -> Int? {
        switch locator {
        case .ancestor(let steps): return ancestor(program.table, row, steps: steps)
        case .fan(let fan):
            let place = fan.parentPlace(of: Int(heapPosition(program.table, row)))
            return Int(tables[fan.target].heapOrder(UInt64(place)))
        case .grouped(let order, let target):
            let number = order.number(at: Int(heapPosition(program.table, row)))
            return Int(tables[target].heapOrder(UInt64(number)))
        case .pick(let rule):
            var range = pickRange(rule, program.table, row)
            if rule.earlierOnly { range = range.lowerBound..<min(row, range.upperBound) }
            guard !range.isEmpty else { return nil }
            if rule.isPrevious { return range.upperBound - 1 }
            let count = UInt64(range.count)
            if rule.isDistinct {
                let parent = ancestor(program.table, row, steps: 1)
                let order = Permutation(count: count, key: CounterRandom.key(program.key, parent))
                return range.lowerBound + Int(order(UInt64(ordinal(program.table, row)) % count))
            }
            var draw = CounterRandom.draw(program.key, counter)
            if rule.favoursFirst { draw = draw.multipliedFullWidth(by: draw).high }
            return range.lowerBound + Int(CounterRandom.below(count, draw))
        }
    }

    /// The rows that a row may pick from.
    func pickRange(_ rule: PickRule, _ table: Int, _ row: Int) -> Range<Int> {
        guard let steps = rule.steps else { return 0..<rule.targetRowCount }
        return rule.rows(below: ancestor(table, row, steps: steps))
    }

    /// The number that a column of the same row has, at a scale; nil is NULL.
    func number(_ program: Program, _ row: Int, _ scale: Int) -> Int64? {
        guard let found = value(program, row, UInt64(row)), case .number(let own) = found.program.map else {
            return nil
        }
        return found.code * PowersOfTen.value(scale - own)
    }

    func sum(_ summands: FrozenList<CompiledSummand>, _ scale: Int, _ row: Int) -> Int64? {
        var total: Int64 = 0
        for summand in summands {
            guard let amount = number(summand.program, row, scale) else { return nil }
            total += summand.isNegative ? -amount : amount
        }
        return total
    }

    /// A share of an amount, rounded half away from zero.
    func rounded(_ amount: Int64, millionths: Int64) -> Int64 {
        let product = amount.magnitude.multipliedFullWidth(by: millionths.magnitude)
        let division = UInt64(1_000_000).dividingFullWidth(product)
        let quotient = Int64(division.quotient) + (division.remainder >= 500_000 ? 1 : 0)
        return amount < 0 ? -quotient : quotient
    }
}

extension PickRule {
    /// The rows of the picked table that descend from a row of the common ancestor's table.
    func rows(below ancestor: Int) -> Range<Int> {
        var low = ancestor
        var high = ancestor + 1
        for fanOut in descent {
            low = fanOut.firstRow(of: low)
            high = fanOut.firstRow(of: high)
        }
        return low..<high
    }
}
