public import Dataset
public import ProjectFolder
public import RehearsalCore
import Staging

/// A captured shape, and what the server would not answer.
public struct CaptureResult: Sendable {
    public var shape: CapturedShape
    /// Questions that were refused, each with its SQLSTATE.
    public var refusals: [String]
}

/// Captures the shape of a database that the user named.
///
/// - Throws: ``StateError``, `CaptureError`.
public func captureShape(
    of uri: String, asSuperuser: Bool, statementLimitSeconds: Int
) async throws -> CaptureResult {
    do {
        let capture = try await NamedServer(uri: uri).captureShape(
            asSuperuser: asSuperuser, statementLimitSeconds: statementLimitSeconds)
        return CaptureResult(
            shape: try CapturedShape(lines: capture.lines, file: "the server's answers"), refusals: capture.refusals)
    } catch let failure as NamedServer.Failure {
        throw StateError(failure, of: uri)
    }
}

/// The questions of a capture as a script for psql.
public func shapeCaptureScript(statementLimitSeconds: Int) -> String {
    Staging.captureScript(statementLimitSeconds: statementLimitSeconds)
}

/// How like a project's dataset is to a captured shape.
public struct LikenessResult: Sendable {
    public var outcome: Outcome
    /// Nil where the dataset could not be loaded, which the outcome tells.
    public var likeness: Result<ShapeLikeness?, any Error>
}

/// Loads a project's dataset into a throw-away cluster and captures its shape as often as the noise of ANALYZE takes to
/// be seen.
///
/// - Parameter wanted: what the dataset is to be like; its statistics target is used.
public func checkShape(
    _ contents: ProjectContents, against wanted: CapturedShape, options: RunOptions, stopwatch: Stopwatch,
    progress: @escaping ProgressListener
) async -> LikenessResult {
    var rehearsal = Rehearsal(
        contents: contents, options: options, host: .current(), stopwatch: stopwatch, progress: progress)
    await rehearsal.perform(loadingActs(for: contents.project))
    rehearsal.finish()
    let likeness: Result<ShapeLikeness?, any Error>
    do { likeness = .success(try await rehearsal.likeness(to: wanted)) } catch { likeness = .failure(error) }
    _ = await rehearsal.cleanUp()
    return LikenessResult(outcome: rehearsal.outcome, likeness: likeness)
}

extension Rehearsal {
    /// How often the dataset is analyzed: two differ by chance, and three tell by how much.
    private static let analyzeCount = 3

    fileprivate func likeness(to wanted: CapturedShape) async throws -> ShapeLikeness? {
        guard outcome.failure == nil, outcome.dataset != nil, let database = stage?.database else { return nil }
        var made: [CapturedShape] = []
        for _ in 0..<Self.analyzeCount {
            let heard = try await database.captureShape(statisticsTarget: wanted.server.target)
            made.append(try CapturedShape(lines: heard.lines, file: "the dataset's answers"))
        }
        return ShapeLikeness(of: wanted, to: made)
    }
}
