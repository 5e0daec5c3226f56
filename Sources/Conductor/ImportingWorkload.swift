import ProjectFolder
public import RehearsalCore
import Staging

/// What is to be imported from where.
public struct WorkloadImport: Sendable {
    /// A CSV file of pg_stat_statements; nil where the server's own counters are read.
    public var file: String?
    /// The server that is asked for types and plans.
    public var server: String
    public var folder: String
    /// How many queries are wanted.
    public var count: Int
    /// Over how many days the counters ran, in place of what they say themselves.
    public var days: Double?
    public var asSuperuser: Bool

    public init(file: String?, server: String, folder: String, count: Int, days: Double?, asSuperuser: Bool) {
        self.file = file
        self.server = server
        self.folder = folder
        self.count = count
        self.days = days
        self.asSuperuser = asSuperuser
    }
}

/// Makes queries of the workload out of what pg_stat_statements counted.
///
/// - Throws: ``StateError``, `CountedStatementsError`, `WorkloadUnwritable`.
public func importWorkload(_ request: WorkloadImport) async throws -> ImportedWorkload {
    let listed = try request.file.map(readCountedStatements)
    do {
        let server = try NamedServer(uri: request.server)
        var imported = ImportedWorkload()
        var entries = try await server.dated(listed ?? [])
        if listed == nil { (entries, imported.isCut) = try await server.readCounters(asSuperuser: request.asSuperuser) }
        let (candidates, leftOut) = workloadCandidates(entries, days: request.days)
        imported.leftOut = leftOut
        let answers = try await server.describe(
            candidates, wanted: request.count, asSuperuser: request.asSuperuser)
        imported.lowerCount = candidates.count - answers.count
        let folder = try WorkloadFolder(request.folder)
        for (candidate, answer) in zip(candidates, answers) {
            switch answer {
            case .noTable: imported.leftOut[.noTable, default: 0] += 1
            case .refused(let complaint):
                imported.refused.append(
                    ImportedWorkload.Refused(excerpt: candidate.statement.excerpt, words: complaint.redacted))
            case .described(let description):
                let file = try WorkloadFile(candidate, description)
                let isWritten = try folder.write(file.text, as: file.fileName)
                imported.take(
                    file, candidate, isExplained: description.explained != nil, isWritten: isWritten, in: folder)
            }
        }
        return imported
    } catch let failure as NamedServer.Failure {
        throw StateError(failure, of: request.server)
    }
}

/// The question about the counters as a script for psql.
public func workloadImportScript() -> String { Staging.workloadScript() }

extension ImportedWorkload {
    fileprivate mutating func take(
        _ file: WorkloadFile, _ candidate: WorkloadCandidate, isExplained: Bool, isWritten: Bool,
        in folder: WorkloadFolder
    ) {
        guard isWritten else {
            kept.append(folder.file(file.fileName))
            return
        }
        written.append(folder.file(file.fileName))
        if candidate.statement.maskedCount > 0 { maskedCount += 1 }
        if !isExplained { unexplainedCount += 1 }
        if file.callsPerDay == nil { unratedCount += 1 }
    }
}

extension WorkloadFile {
    fileprivate init(_ candidate: WorkloadCandidate, _ description: StatementDescription) throws {
        let choice = try ParameterChoice(for: candidate.statement, description)
        let isOwner = { (role: String) in description.owners.contains(role) }
        let roles: [WorkloadRole] =
            (candidate.roles.contains(where: isOwner) ? [.owner] : [])
            + (candidate.roles.allSatisfy(isOwner) && !candidate.roles.isEmpty ? [] : [.application])
        self.init(
            name: candidate.statement.name(description), roles: roles, callsPerDay: candidate.callsPerDay,
            writes: candidate.statement.writes, parameters: choice.parameters, remarks: choice.remarks,
            statement: candidate.statement.text)
    }
}
