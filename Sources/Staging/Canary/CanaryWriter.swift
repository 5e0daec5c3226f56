import Dataset
import Postgres
import RehearsalCore

//  How a row is found that a table accepts
//
//  No catalog says what a trigger or a policy will accept. But rows that are there were accepted once: so a row is
//  copied, and only what must differ from it is made new. Rows that a session can see are those that it may most likely
//  write, so of a table with policies each session's own rows come first. An empty table gets the least row that its
//  columns allow. What was accepted before the step is known behind it: behind the migration it is tried first, with
//  the columns that are there now; behind the way back it is the one that has to be accepted, because the application
//  writes as it did before.

/// Writes canaries into all tables of a database, one round of them.
struct CanaryWriter {
    init(
        round: CanaryRound, step: String, role: String, contexts: [CanaryContext], limits: Limits,
        reader: PostgresConnection, application: CanarySession, planter: CanarySession, tables: [CanaryTable],
        earlier: CanaryReport?, report: CanaryReport
    ) {
        self.round = round
        self.step = step
        self.role = role
        self.contexts = contexts
        self.limits = limits
        self.reader = reader
        self.application = application
        self.planter = planter
        self.tables = tables
        self.earlier = earlier
        self.report = report
    }

    let round: CanaryRound
    let step: String
    let role: String
    let contexts: [CanaryContext]
    let limits: Limits
    /// The bootstrap superuser's session, which reads; text forms are pinned in it.
    let reader: PostgresConnection
    var application: CanarySession
    /// The bootstrap superuser's session that inserts what the role may only change.
    var planter: CanarySession
    let tables: [CanaryTable]
    /// The round before the migration.
    let earlier: CanaryReport?
    var report: CanaryReport
    /// What is read back when everything was written: triggers of later rows may change earlier ones.
    private var written: [(table: CanaryTable, canary: WrittenCanary, known: CanaryKnown?)] = []
    /// Rows of this round that stay, by table: parents of others.
    var made: [TableName: CanaryPattern] = [:]

    /// More rows than these are not tried for one table.
    static let attemptLimit = 60
    /// So many drawings of new values are tried where one collides.
    static let saltCount = 3

    mutating func write() async throws {
        report.tables = Set(tables.map(\.identity))
        for table in Self.parentsFirst(tables) { try await write(table) }
        for (table, canary, known) in written { try await noteStored(table, canary, known) }
        let order = tables.map(\.identity)
        report.records.sort { left, right in
            (order.firstIndex(of: left.table) ?? order.count, left.verb)
                < (order.firstIndex(of: right.table) ?? order.count, right.verb)
        }
    }

    private mutating func write(_ table: CanaryTable) async throws {
        let known = earlier?.known[table.identity]
        var verbs: [CanaryVerb] = []
        if table.mayInsert || known?.ways[.insert] != nil { verbs.append(.insert) }
        if table.mayUpdate || known?.ways[.update] != nil { verbs.append(.update) }
        if table.mayDelete || known?.ways[.delete] != nil { verbs.append(.delete) }
        // Behind the way back only what was done before has to be done.
        if round == .after { verbs = verbs.filter { known?.ways[$0] != nil } }
        if verbs.isEmpty { return }
        if table.isForeign {
            for verb in verbs { note(table, verb, nil, .notMade(.foreignTable)) }
            return
        }
        guard var written = try await inserted(table, known, isOwn: verbs.contains(.insert)) else {
            for verb in verbs where verb != .insert { note(table, verb, nil, .notMade(.noRow)) }
            return
        }
        made[table.name] = written.values
        if verbs.contains(.update) { try await update(table, &written, known) }
        if verbs.contains(.delete) { try await delete(table, &written, known) }
        report.known[table.identity] = written.known
        made[table.name] = written.values
        self.written.append((table, written, known))
    }

    mutating func note(_ table: CanaryTable, _ verb: CanaryVerb, _ session: String?, _ answer: CanaryAnswer) {
        report.records.append(
            CanaryRecord(
                round: round, table: table.identity, verb: verb, role: role, session: session, answer: answer))
    }

    /// Parents before children, as far as foreign keys allow; in the order of names otherwise.
    private static func parentsFirst(_ tables: [CanaryTable]) -> [CanaryTable] {
        var ordered: [CanaryTable] = []
        var open: Set<TableName> = []
        var done: Set<TableName> = []
        let byName = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        func visit(_ table: CanaryTable) {
            guard !done.contains(table.name), open.insert(table.name).inserted else { return }
            for key in table.layout.foreignKeys { if let parent = byName[key.referencedTable] { visit(parent) } }
            if done.insert(table.name).inserted { ordered.append(table) }
        }
        for table in tables { visit(table) }
        return ordered
    }
}

/// A row that was inserted and stays.
struct WrittenCanary {
    var known: CanaryKnown
    /// What was sent, with the key that the server returned.
    var values: CanaryPattern
    /// Nil where nothing tells it from others.
    var row: CanaryRow?
}

extension CanaryWriter {
    /// Reads back what is stored in the table now, for a row that stays.
    private mutating func noteStored(
        _ table: CanaryTable, _ written: WrittenCanary, _ known: CanaryKnown?
    ) async throws {
        guard var row = written.row else { return }
        let looker = CanaryLooker(connection: reader, limits: limits)
        let place = CanaryLooker.Place(identity: table.identity, oid: table.oid, columns: row.columns)
        guard let found = try await looker.find(row, at: place) else {
            // A trigger gave it another key, or took it away: nothing can be said of it later.
            return
        }
        var otherwise: Set<String> = []
        for index in row.columns.indices {
            let name = row.columns[index].name
            row.columns[index].digest = found.digests[name] ?? nil
            guard let sent = written.values[name] else { continue }
            let digest = sent.map { SHA256Digest(of: $0).hexadecimal }
            if digest != row.columns[index].digest { otherwise.insert(name) }
        }
        report.rows.append(row)
        report.known[table.identity]?.storedOtherwise = otherwise
        guard round == .after, let known else { return }
        let altered = otherwise.subtracting(known.storedOtherwise).sorted()
        if altered.isEmpty { return }
        report.presences.append(
            CanaryPresence(
                round: round, table: table.identity, key: row.keyDigest, isTableOfStep: false,
                state: .altered(altered.map { CanaryAlteration(column: $0, change: .storedOtherwise) })))
    }

    /// Sends one row.
    ///
    /// - Parameter ordinal: 1 for the row that stays, 2 for the one that is deleted.
    /// - Returns: the row where it was committed.
    mutating func insert(
        _ table: CanaryTable, _ form: CanaryForm, ordinal: Int, salt: Int, in context: CanaryContext, planted: Bool
    ) async throws -> (answer: CanaryAnswer, written: WrittenCanary?) {
        guard var values = try await values(table, form, ordinal: ordinal, salt: salt) else {
            return (.notMade(.noFittingRow(nil)), nil)
        }
        let sql = insertion(into: table.identity, form)
        let parameters = form.columns.map { values[$0] ?? nil }
        let isTold = form.returnsKey || form.key.allSatisfy { values[$0].flatMap { $0 } != nil }
        let answer: CanarySession.Answer
        if planted {
            answer = try await planter.run(sql, parameters, in: context, tellsTransaction: !isTold)
        } else {
            answer = try await application.run(sql, parameters, in: context, tellsTransaction: !isTold)
        }
        switch answer {
        case .refused(let complaint): return (.refused(complaint), nil)
        case .timedOut: return (.timedOut, nil)
        case .done(let result, let transaction):
            guard result.affectedRowCount ?? 0 > 0 else { return (.withoutEffect, nil) }
            if form.returnsKey, let row = result.rows.first {
                for (index, name) in form.key.enumerated() { values[name] = .some(row[index]) }
            } else if let transaction {
                for (name, value) in try await key(of: table, form, transaction) { values[name] = .some(value) }
            }
            let keyValues = form.key.compactMap { values[$0] ?? nil }
            var row: CanaryRow?
            if !form.key.isEmpty, keyValues.count == form.key.count {
                row = CanaryRow(
                    round: round, table: table.identity, oid: table.oid, key: form.key, keyValues: keyValues,
                    columns: table.columns.map { CanaryRow.Column(name: $0.name, number: $0.number, type: $0.type) })
            }
            var known = CanaryKnown(form: form, salt: salt, context: context, isPlanted: planted)
            if !planted { known.ways[.insert] = context }
            let written = WrittenCanary(known: known, values: values, row: row)
            let digest = SHA256Digest(of: keyValues.joined(separator: "\u{1}")).hexadecimal
            return (.done(key: row?.keyDigest ?? digest), written)
        }
    }

    private func insertion(into identity: String, _ form: CanaryForm) -> String {
        let names = form.columns.map(PostgresConnection.quotedIdentifier)
        let numbers = names.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let values =
            names.isEmpty ? " DEFAULT VALUES" : " (\(names.joined(separator: ", "))) VALUES (\(numbers))"
        let key = form.key.map { "\(PostgresConnection.quotedIdentifier($0))::pg_catalog.text" }
        return "INSERT INTO \(identity)\(values)"
            + (form.returnsKey ? " RETURNING \(key.joined(separator: ", "))" : "")
    }

    /// The key of a row that the role cannot read back: of the one that its transaction wrote.
    private func key(
        of table: CanaryTable, _ form: CanaryForm, _ transaction: String
    ) async throws -> [(String, String?)] {
        if form.key.isEmpty { return [] }
        let names = form.key.map { "d.\(PostgresConnection.quotedIdentifier($0))::pg_catalog.text" }
        let found = try await reader.query(
            "SELECT \(names.joined(separator: ", ")) FROM \(table.identity) AS d WHERE d.xmin = $1::pg_catalog.xid",
            [transaction], watchdogMilliseconds: limits.statementMilliseconds)
        guard found.rows.count == 1 else { return [] }
        return form.key.enumerated().map { ($1, found.rows[0][$0]) }
    }
}
