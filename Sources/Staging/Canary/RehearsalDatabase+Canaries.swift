import Postgres
public import RehearsalCore

extension RehearsalDatabase {
    /// Lets the application role commit an INSERT, an UPDATE and a DELETE in every table that it may write; the owner
    /// where the project names no application role. Nothing here judges: refusals are part of the report.
    ///
    /// The rows are the same for the same database: nothing is drawn by chance. They stay, so this is for a clone.
    /// Behind the migration and behind the way back, what was done before is to be done again. Behind the way back the
    /// rows of the rounds before are looked for first: ``CanaryReport/presences``.
    /// - Parameters:
    ///   - step: the step's name: canaries of several steps may lie in one database.
    ///   - earlier: the reports of the step's rounds so far. For the first round, that of another step's first round
    ///     spares the search where the tables are the same; or none.
    ///   - added: of the first round, what the migration is known to add: the rows keep the keys among them, or it
    ///     would be refused because of them. See `AddedConstraint.added(from:to:)`.
    ///   - contexts: sessions in which the role is known to work, in the order in which they are tried; see
    ///     `Project.canaryContexts`.
    ///   - limits: for each statement, kept by the client.
    /// - Throws: `PostgresError` where the server is lost or the catalogs cannot be read. A role that the server lets
    ///   not in is refused everything.
    /// - Precondition: the round behind the way back knows the one before.
    public func writeCanaries(
        _ round: CanaryRound, of step: String, after earlier: [CanaryReport] = [], adding added: [AddedConstraint] = [],
        contexts: [CanaryContext], limits: Limits
    ) async throws -> CanaryReport {
        let known = earlier.first { $0.round == .before }
        precondition(round != .after || known != nil, "what was never done cannot be done again")
        let role = roles.application?.name ?? roles.owner.name
        return try await withReader { reader in
            var report = CanaryReport(round: round, records: [])
            let looker = CanaryLooker(connection: reader, limits: limits)
            let seen = round == .between ? try await looker.digests(of: known ?? report) : [:]
            for row in known?.rows ?? [] {
                guard let now = seen[row.identity] else { continue }
                for column in row.columns {
                    guard let digest = now[column.name], digest != column.digest else { continue }
                    report.rewritten[row.table, default: []].insert(column.name)
                }
            }
            if round == .after { report.presences = try await Self.look(looker, earlier) }
            var tables = try await CanaryTableReader(connection: reader, role: role).read()
            if round == .before { for index in tables.indices { tables[index].note(later: added) } }
            var writer = CanaryWriter(
                round: round, step: step, role: role, contexts: contexts.isEmpty ? [CanaryContext()] : contexts,
                limits: limits,
                reader: reader, application: CanarySession(parameters(of: .application), limits: limits),
                planter: CanarySession(bootstrap, limits: limits),
                tables: tables, earlier: known, report: report)
            do { try await writer.write() } catch {
                await writer.application.close()
                await writer.planter.close()
                throw error
            }
            await writer.application.close()
            await writer.planter.close()
            if round == .between, let known {
                let now = try await looker.digests(of: known)
                for (row, was) in seen {
                    let changed = was.filter { name, digest in now[row]?[name] != .some(digest) }
                    writer.report.touched[row] = Set(changed.keys)
                }
            }
            return writer.report
        }
    }

    /// Looks for what was committed before the migration, and between it and its way back, without writing.
    ///
    /// - Parameter written: reports of one step's rounds; that of the last one is left out.
    /// - Returns: one for each row.
    public func lookForCanaries(_ written: [CanaryReport], limits: Limits) async throws -> [CanaryPresence] {
        try await withReader { try await Self.look(CanaryLooker(connection: $0, limits: limits), written) }
    }

    private static func look(_ looker: CanaryLooker, _ written: [CanaryReport]) async throws -> [CanaryPresence] {
        let before = written.first { $0.round == .before }
        let touched = written.first { $0.round == .between }?.touched ?? [:]
        var presences: [CanaryPresence] = []
        for report in written {
            switch report.round {
            case .before: presences += try await looker.presences(of: report, earlier: nil, touched: touched)
            case .between: presences += try await looker.presences(of: report, earlier: before)
            case .after: break
            }
        }
        return presences
    }

    /// A session of the bootstrap superuser in which text forms depend on nothing but the values.
    private func withReader<Value: Sendable>(
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        try await withConnection(bootstrap) { connection in
            let question = SettingsQuestion(ReadSession.pinnedSettings, isLocal: false)
            _ = try await connection.query(question.sql, question.parameters)
            return try await body(connection)
        }
    }
}
