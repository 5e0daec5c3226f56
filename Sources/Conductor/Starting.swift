import Dataset
import ProjectFolder
public import RehearsalCore
import Staging

/// A shape to start from, for the schema of a database that the user named.
///
/// - Throws: ``StateError``.
public func startingShape(of uri: String) async throws -> String {
    do {
        let schema = try await NamedServer(uri: uri).readLayout()
        return startingShape(for: schema.tables, remarks: schema.remarks)
    } catch {
        throw StateError(error, of: uri)
    }
}

/// A shape to start from, for the schema that a project's baseline makes.
public struct StartingResult: Sendable {
    public var outcome: Outcome
    /// Nil where the baseline could not be applied, which the outcome tells.
    public var text: Result<String?, any Error>
}

/// Applies a project's baseline in a throw-away cluster and writes a shape for the tables that it makes.
public func startingShape(
    of project: Project, options: RunOptions, stopwatch: Stopwatch, progress: @escaping ProgressListener
) async -> StartingResult {
    let nothing = Shape(file: project.dataset.shapeFile, words: [:], tables: [])
    var rehearsal = Rehearsal(
        contents: ProjectContents(project: project, shape: nothing), options: options, host: .current(),
        stopwatch: stopwatch, progress: progress)
    await rehearsal.perform(preparingActs)
    await rehearsal.finish()
    let text: Result<String?, any Error>
    do { text = .success(try await rehearsal.startingShape()) } catch { text = .failure(error) }
    _ = await rehearsal.cleanUp()
    return StartingResult(outcome: rehearsal.outcome, text: text)
}

extension Rehearsal {
    fileprivate func startingShape() async throws -> String? {
        guard outcome.failure == nil, isPrepared, let database = stage?.database else { return nil }
        let schema = try await database.readLayout()
        return ProjectFolder.startingShape(for: schema.tables, remarks: schema.remarks)
    }
}
