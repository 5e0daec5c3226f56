import Dataset
import Postgres
import RehearsalCore

extension CanaryWriter {
    /// Changes the row that stays: one column to another value, or to its own where it may have no other.
    mutating func update(
        _ table: CanaryTable, _ written: inout WrittenCanary, _ known: CanaryKnown?
    ) async throws {
        let wasDone = known?.ways[.update] != nil
        guard let row = try written.row ?? noted(table, .update), mayName(row, in: table, wasDone, .update) else {
            return
        }
        var changes = try await changes(of: table, written.values)
        if let update = known?.update, round == .after || table.column(update.column) != nil {
            changes = [update] + (round == .after ? [] : changes)
        }
        if changes.isEmpty {
            note(table, .update, nil, .notMade(.noColumn))
            return
        }
        var first: CanaryAnswer?
        for context in try await sessions(for: .update, row, of: table, written, known) {
            for change in changes {
                let name = PostgresConnection.quotedIdentifier(change.column)
                let sql = "UPDATE \(table.identity) SET \(name) = $1 WHERE \(Self.condition(row, from: 2))"
                let value: String?
                switch change.value {
                case .other(let other): value = other
                case .own: value = written.values[change.column] ?? nil
                }
                let answer = try await application.run(sql, [value] + row.keyValues, in: context)
                if let told = told(answer, row) {
                    if first == nil || told == .timedOut { first = told }
                    if told == .timedOut { break }
                    continue
                }
                written.values[change.column] = .some(value)
                written.known.ways[.update] = context
                written.known.update = change
                note(table, .update, context.name, .done(key: row.keyDigest))
                return
            }
            if first == .timedOut { break }
        }
        noteFailure(table, .update, first, known)
    }

    /// Deletes a row that was made for it; where no second one can be made the first, which is then made again.
    mutating func delete(
        _ table: CanaryTable, _ written: inout WrittenCanary, _ known: CanaryKnown?
    ) async throws {
        let wasDone = known?.ways[.delete] != nil
        guard let own = try written.row ?? noted(table, .delete), mayName(own, in: table, wasDone, .delete) else {
            return
        }
        let second = try await second(table, &written)
        guard var row = second?.row ?? written.row else { return }
        let sql = "DELETE FROM \(table.identity) WHERE \(Self.condition(row, from: 1))"
        var first: CanaryAnswer?
        for context in try await sessions(for: .delete, row, of: table, written, known) {
            let answer = try await application.run(sql, row.keyValues.map(Optional.some), in: context)
            if let told = told(answer, row) {
                if first == nil || told == .timedOut { first = told }
                if told == .timedOut { break }
                continue
            }
            written.known.ways[.delete] = context
            note(table, .delete, context.name, .done(key: row.keyDigest))
            row.isDeleted = true
            if second == nil {
                let form = written.known.form
                let again = try await insert(
                    table, form, ordinal: 1, salt: written.known.salt, in: written.known.context,
                    planted: written.known.isPlanted)
                written.row = again.written?.row
                if let values = again.written?.values { written.values = values }
            }
            if row.keyValues != written.row?.keyValues { report.rows.append(row) }
            return
        }
        noteFailure(table, .delete, first, known)
    }

    /// Nil for a write that was done.
    private func told(_ answer: CanarySession.Answer, _ row: CanaryRow) -> CanaryAnswer? {
        switch answer {
        case .done(let result, _): result.affectedRowCount ?? 0 > 0 ? nil : .withoutEffect
        case .refused(let complaint): .refused(complaint)
        case .timedOut: .timedOut
        }
    }

    private mutating func noteFailure(
        _ table: CanaryTable, _ verb: CanaryVerb, _ answer: CanaryAnswer?, _ known: CanaryKnown?
    ) {
        let answer = answer ?? .notMade(.noFittingRow(nil))
        guard round != .before, let way = known?.ways[verb] else {
            note(table, verb, nil, answer.asObstacle)
            return
        }
        note(table, verb, way.name, answer)
    }

    private mutating func noted(_ table: CanaryTable, _ verb: CanaryVerb) throws -> CanaryRow? {
        note(table, verb, nil, .notMade(.noKey))
        return nil
    }

    /// False, and noted, where the role may not read what it would have to name. What it did before is tried anyway.
    private mutating func mayName(
        _ row: CanaryRow, in table: CanaryTable, _ wasDone: Bool, _ verb: CanaryVerb
    ) -> Bool {
        if wasDone || row.key.allSatisfy({ table.column($0)?.maySelect == true }) { return true }
        note(table, verb, nil, .notMade(.keyNotReadable))
        return false
    }

    /// The sessions to try: the one in which it was done before, the one that inserted the row, the others.
    private func sessions(
        for verb: CanaryVerb, _ row: CanaryRow, of table: CanaryTable, _ written: WrittenCanary,
        _ known: CanaryKnown?
    ) async throws -> [CanaryContext] {
        let way = known?.ways[verb].map { translated($0, for: row) }
        if round == .after, let way { return [way] }
        let first = [way, written.known.context].compactMap(\.self)
        let naming = try await sessions(naming: row, of: table)
        return (first + contexts + naming).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func condition(_ row: CanaryRow, from number: Int) -> String {
        row.key.enumerated().map { "\(PostgresConnection.quotedIdentifier($1)) = $\(number + $0)" }
            .joined(separator: " AND ")
    }

    /// What an UPDATE may set, the most telling first: another row's value, a value of the type, the row's own.
    private func changes(of table: CanaryTable, _ values: CanaryPattern) async throws -> [CanaryUpdate] {
        let keys = Set((table.uniqueKeys + table.laterKeys).joined()).union(table.layout.foreignKeys.flatMap(\.columns))
        let open = table.columns.filter { column in
            column.mayUpdate && !column.layout.isGenerated && !column.isAlwaysIdentity
        }
        let free = open.filter { !keys.contains($0.name) && !$0.isPartitionKey }
        let unchecked = free.filter { !table.checkedColumns.contains($0.name) }
        var changes: [CanaryUpdate] = []
        let others = try await patterns(of: table)
        for column in unchecked {
            let own = values[column.name] ?? nil
            let others = others.compactMap { row -> String? in row[column.name] ?? nil }
            if let other = others.first(where: { $0 != own }) {
                changes.append(CanaryUpdate(column: column.name, value: .other(other)))
                break
            }
        }
        if changes.isEmpty {
            let fitting = FittingValues(table.layout)
            for column in unchecked {
                guard let value = try await value(of: column, in: table, fitting, number: 1) else { continue }
                changes.append(CanaryUpdate(column: column.name, value: .other(value)))
                break
            }
        }
        if let own = (free + open).first(where: { values[$0.name] != nil }) {
            changes.append(CanaryUpdate(column: own.name, value: .own))
        }
        return changes
    }
}
