extension DatasetPlan {
    /// What stands in a dataset of the same shape at another scale in the place of keys of this one: that of the nth
    /// row of the same parent.
    ///
    /// A key follows its row's number, and with more rows for every parent the same number is another parent's. For a
    /// table of whose rows the first of a parent are favoured, the place says how many rows point at one, and not the
    /// number.
    ///
    /// - Parameters:
    ///   - values: as PostgreSQL prints them.
    ///   - tables: as `schema.table`, whose keys are looked for.
    /// - Returns: by value; without those that no row has, and whose parent has fewer rows there.
    public func counterparts(
        of values: Set<String>, in tables: Set<String>, at other: DatasetPlan
    ) -> [String: String] {
        var found: [String: String] = [:]
        for table in tables.sorted() {
            guard let number = index[table], other.index[table] == number else { continue }
            let keys = fields[number].fields.enumerated().filter { Self.isKey($0.element.program) }.map(\.offset)
            for row in 0..<spaces[number].rowCount where !keys.isEmpty {
                for key in keys {
                    guard let own = text(number, key, row), values.contains(own),
                        let place = other.row(number, at: place(number, row)[...]),
                        let there = other.text(number, key, place)
                    else { continue }
                    found[own] = there
                }
            }
        }
        return found
    }

    private static func isKey(_ program: Program) -> Bool {
        guard case .bijection = program.source else { return false }
        if case .key = program.map { return true }
        if case .uuid = program.map { return true }
        return false
    }

    /// Positions among the rows of the same parent, the topmost ancestor's first.
    private func place(_ table: Int, _ row: Int) -> [Int] {
        let evaluator = RowEvaluator(tables: spaces)
        guard let parent = spaces[table].parent else { return [row] }
        return place(parent, evaluator.ancestor(table, row, steps: 1)) + [evaluator.ordinal(table, row)]
    }

    /// Nil where there are not so many rows.
    private func row(_ table: Int, at place: ArraySlice<Int>) -> Int? {
        guard let last = place.last else { return nil }
        guard let parent = spaces[table].parent, let fanOut = spaces[table].fanOut else {
            return last < spaces[table].rowCount ? last : nil
        }
        guard let above = row(parent, at: place.dropLast()), last < fanOut.rowCount(of: above) else { return nil }
        return fanOut.firstRow(of: above) + last
    }

    private func text(_ table: Int, _ field: Int, _ row: Int) -> String? {
        defer { withExtendedLifetime(memory) {} }
        let evaluator = RowEvaluator(tables: spaces)
        guard let value = evaluator.value(fields[table].fields[field].program, row, UInt64(row)) else { return nil }
        let buffer = RowBuffer(capacity: 64)
        TextWriter(evaluator: evaluator).write(value, to: buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}
