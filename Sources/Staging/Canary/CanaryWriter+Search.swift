import Dataset
import Postgres
import RehearsalCore

extension CanaryWriter {
    /// Inserts the row that stays: as it is known, else as the first that is accepted.
    ///
    /// What the role may only change is inserted for it; so is, before the step, what it may but cannot insert.
    /// - Parameter isOwn: the role is to insert, and what becomes of that is noted.
    mutating func inserted(
        _ table: CanaryTable, _ known: CanaryKnown?, isOwn: Bool
    ) async throws -> WrittenCanary? {
        var refusal: CanaryAnswer?
        if isOwn {
            let found: (answer: CanaryAnswer, written: WrittenCanary?)
            if let known, known.ways[.insert] != nil {
                found = try await again(table, known)
            } else {
                found = try await searched(table, planted: false)
            }
            if let written = found.written {
                note(table, .insert, written.known.context.name, found.answer)
                return written
            }
            refusal = found.answer
            let wasDone = known?.ways[.insert] != nil && round != .before
            let session = wasDone ? known?.context.name : nil
            note(table, .insert, session, wasDone ? found.answer : found.answer.asObstacle)
            if refusal == .timedOut { return nil }
        }
        if var known, known.isPlanted || round != .before {
            known.isPlanted = true
            return try await again(table, known).written
        }
        return try await searched(table, planted: true).written
    }

    /// Sends the row that is known.
    ///
    /// Behind the way back it is that row or none. Otherwise it gets the columns that came meanwhile, and if it is no
    /// longer accepted another one is looked for; if there is none, the answer is that to the row that was known.
    private mutating func again(
        _ table: CanaryTable, _ known: CanaryKnown
    ) async throws -> (answer: CanaryAnswer, written: WrittenCanary?) {
        var forms = [known.plainForm ?? known.form]
        if round != .after { forms = try await adapted(known.form, to: table, isPlanted: known.isPlanted) }
        let returnsKey = known.form.returnsKey && !known.isPlanted
        let context = translated(known.context)
        var first: CanaryAnswer?
        for form in forms {
            let found = try await drawn(table, form, from: known.salt, in: context, planted: known.isPlanted)
            if found.written != nil || found.answer == .timedOut { return found }
            if first == nil { first = found.answer }
        }
        if round != .after {
            let found = try await searched(table, planted: known.isPlanted, returnsKey: returnsKey)
            if found.written != nil { return found }
        }
        return (first ?? .notMade(.noFittingRow(nil)), nil)
    }

    /// A known row for a table whose columns may be others now: with values in all new columns, then in those alone
    /// that need one.
    private func adapted(_ form: CanaryForm, to table: CanaryTable, isPlanted: Bool) async throws -> [CanaryForm] {
        let old = earlier?.rows.first { $0.table == table.identity }.map { Set($0.columns.map(\.name)) }
        let oldNames = old ?? Set(form.pattern.keys)
        let kept = form.pattern.filter { table.column($0.key)?.isWritable == true }
        let new = table.columns.filter { !oldNames.contains($0.name) && $0.isWritable && $0.mayInsert }
        var patterns = [kept]
        if !new.isEmpty {
            let example = try await self.patterns(of: table).first
            let fitting = FittingValues(table.layout)
            var full = kept
            var least = kept
            for column in new {
                let copied = example?[column.name].flatMap { $0 }
                let isFree = table.foreignKeys(of: column.name).isEmpty
                let made = copied == nil && isFree ? try await value(of: column, in: table, fitting, number: 0) : nil
                guard let value = copied ?? made else { continue }
                full[column.name] = .some(value)
                if column.isRequired { least[column.name] = .some(value) }
            }
            patterns = [full, least]
        }
        return patterns.flatMap { pattern in
            CanaryForm.Variant.allCases.compactMap { variant in
                self.form(table, pattern, variant, returnsKey: form.returnsKey, isPlanted: isPlanted)
            }
        }
    }

    /// - Parameter returnsKey: to have the key returned whatever the role may read, as it was before.
    private func form(
        _ table: CanaryTable, _ pattern: CanaryPattern, _ variant: CanaryForm.Variant, returnsKey: Bool,
        isPlanted: Bool
    ) -> CanaryForm? {
        guard var form = CanaryForm(table, pattern, variant, isPlanted: isPlanted) else { return nil }
        if variant == .foreignParents, form.parents.isEmpty { return nil }
        if variant == .explicit, returnsKey { return nil }
        if returnsKey, !form.key.isEmpty { form.returnsKey = true }
        return form
    }

    /// Looks for a row that the table accepts.
    ///
    /// - Parameter planted: true to insert it as the bootstrap superuser.
    private mutating func searched(
        _ table: CanaryTable, planted: Bool, returnsKey: Bool = false
    ) async throws -> (answer: CanaryAnswer, written: WrittenCanary?) {
        var first: CanaryAnswer?
        var attempts = 0
        var common = try await patterns(of: table)
        if common.isEmpty {
            for number in 0..<3 { common.append(try await leastPattern(of: table, number: number)) }
        }
        for (context, patterns) in try await trials(of: table, common) {
            for pattern in patterns {
                for variant in CanaryForm.Variant.allCases {
                    guard attempts < Self.attemptLimit,
                        let form = form(table, pattern, variant, returnsKey: returnsKey, isPlanted: planted)
                    else { continue }
                    attempts += 1
                    var found = try await drawn(table, form, from: 0, in: context, planted: planted)
                    if found.written != nil, !table.laterKeys.isEmpty {
                        found.written?.known.plainForm = CanaryForm(
                            table, pattern, variant, isPlanted: planted, keepsLaterKeys: false)
                    }
                    if found.written != nil || found.answer == .timedOut { return found }
                    if first == nil { first = found.answer }
                }
            }
        }
        return (first ?? .notMade(.noFittingRow(nil)), nil)
    }

    /// Sends a row with new values, drawn anew where they are the fault.
    private mutating func drawn(
        _ table: CanaryTable, _ form: CanaryForm, from salt: Int, in context: CanaryContext, planted: Bool,
        ordinal: Int = 1
    ) async throws -> (answer: CanaryAnswer, written: WrittenCanary?) {
        var last: CanaryAnswer = .notMade(.noFittingRow(nil))
        for salt in salt..<salt + Self.saltCount {
            let found = try await insert(table, form, ordinal: ordinal, salt: salt, in: context, planted: planted)
            if found.written != nil { return found }
            if case .notMade = found.answer { return (last, nil) }
            last = found.answer
            guard !(form.fresh + form.parents.flatMap(\.columns)).isEmpty, case .refused(let complaint) = found.answer,
                Self.statesOfValues.contains(complaint.sqlState)
            else { break }
        }
        return (last, nil)
    }

    /// Unique and exclusion violations, checks, and values that are too long.
    private static let statesOfValues: Set<String> = ["23505", "23P01", "23514", "22001"]

    /// A second row like the one that stays; nil where there is none.
    ///
    /// It will be gone when the migration comes, so it shows whether the row is accepted without keys that this adds.
    mutating func second(_ table: CanaryTable, _ written: inout WrittenCanary) async throws -> WrittenCanary? {
        let known = written.known
        for form in [known.plainForm, known.form].compactMap(\.self) {
            let found = try await drawn(
                table, form, from: known.salt, in: known.context, planted: known.isPlanted, ordinal: 2)
            if let second = found.written { return second }
            written.known.plainForm = nil
        }
        return nil
    }
}

extension CanaryAnswer {
    /// The same where nothing is known of what should be done.
    var asObstacle: CanaryAnswer {
        switch self {
        case .refused(let complaint): .notMade(.noFittingRow(complaint))
        case .withoutEffect: .notMade(.hidden)
        case .done, .timedOut, .notMade: self
        }
    }
}
