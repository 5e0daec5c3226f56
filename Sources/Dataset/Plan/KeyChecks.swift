import RehearsalCore

/// Judges whether unique keys and foreign keys hold by construction.
struct KeyChecks {
    let rows: [TableRows]

    /// Whether no two rows can have the same values in these columns of a table.
    func isUnique(_ programs: [Program], _ table: Int) -> Bool {
        if rows[table].rowCount <= 1 { return true }
        if programs.contains(where: { isInjective($0) }) { return true }
        if programs.contains(where: { isDifferentWithin(programs, $0) }) { return true }
        // A parent's key, and something that differs between the parent's rows.
        let holdsParent = programs.contains { program in
            guard case .fetch(.ancestor(steps: 1), let target) = program.source else { return false }
            return isInjective(target)
        }
        return holdsParent && programs.contains { differsBetweenSiblings($0) }
    }

    /// Whether a program's values are different in each group that another one of the key makes.
    private func isDifferentWithin(_ key: [Program], _ program: Program) -> Bool {
        switch program.source {
        case .grouped(let order, _): key.contains { Array($0.path.utf8) == Array(order.groupPath) }
        case .fetch(.grouped(let order, _), let target):
            isInjective(target) && key.contains { Array($0.path.utf8) == Array(order.groupPath) }
        default: false
        }
    }

    private func differsBetweenSiblings(_ program: Program) -> Bool {
        if case .ordinal = program.source { return true }
        guard case .fetch(.pick(let rule), let target) = program.source else { return false }
        return rule.isDistinct && isInjective(target)
    }

    private func isInjective(_ program: Program) -> Bool {
        let rowCount = rows[program.table].rowCount
        if rowCount <= 1 { return true }
        switch program.source {
        case .bijection, .heapPosition: return true
        case .cycling(let count):
            guard case .literals(let list) = program.map else { return false }
            return rowCount <= count && Set(list.texts.map { Array($0) }).count == count
        case .ordinal: return rows[program.table].parent == nil
        case .counter:
            guard case .template(let parts) = program.map else { return false }
            return isInjective(Array(parts))
        case .fetch(.ancestor(let steps), let target): return isInjective(target) && isOneToOne(program.table, steps)
        case .same(let other): return isInjective(other)
        case .captured(let codes): return codes.isOneToOne
        case .fetch(.fan(let fan), let target): return fan.isOneToOne && isInjective(target)
        case .fetch(.grouped, _), .grouped, .dependent: return false
        case .fetch(.pick, _), .null, .constant, .uniform, .weighted, .listed, .threshold, .quantiles, .season, .offset,
            .sum, .portion, .part, .polymorphic, .copy, .choose, .mix:
            return false
        }
    }

    /// Whether no ancestor so many steps up has more than one row of the table.
    private func isOneToOne(_ table: Int, _ steps: Int) -> Bool {
        var current = table
        for _ in 0..<steps {
            guard let fanOut = rows[current].fanOut, let parent = rows[current].parent else { return false }
            if fanOut.largest > 1 { return false }
            current = parent
        }
        return true
    }

    /// Whether a template tells rows apart: it has a part that differs for every row, nothing but fixed text on one
    /// side of it, and on the other side its beginning or end cannot be mistaken for a neighbour's digits.
    private func isInjective(_ parts: [TemplatePart]) -> Bool {
        parts.indices.contains { index in
            let before = parts[..<index]
            let after = parts[(index + 1)...]
            if case .column(let program) = parts[index] {
                return isInjective(program) && (before + after).allSatisfy { isLiteral($0) }
            }
            guard let width = hasFixedWidth(parts[index]) else { return false }
            if after.allSatisfy({ isLiteral($0) }) {
                return width || before.isEmpty || before.last.map { endsWithoutDigit($0) } ?? true
            }
            if before.allSatisfy({ isLiteral($0) }) {
                return width || after.first.map { startsWithoutDigit($0) } ?? true
            }
            return false
        }
    }

    /// Whether a number that differs for every row always has as many digits; nil for other parts.
    private func hasFixedWidth(_ part: TemplatePart) -> Bool? {
        switch part {
        case .row: false
        case .scatter: true
        case .column, .literal, .words, .columnPart, .ordinal, .digits, .hexadecimal, .range: nil
        }
    }

    private func isLiteral(_ part: TemplatePart) -> Bool {
        if case .literal = part { return true }
        return false
    }

    private func endsWithoutDigit(_ part: TemplatePart) -> Bool {
        guard case .literal(let bytes) = part, let last = bytes.last else { return false }
        return !Self.isDigit(last)
    }

    private func startsWithoutDigit(_ part: TemplatePart) -> Bool {
        guard case .literal(let bytes) = part, let first = bytes.first else { return false }
        return !Self.isDigit(first)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
