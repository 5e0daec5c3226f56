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

/// What a project's dataset is held against.
public struct LikenessSource: Sendable {
    public var shape: CapturedShape
    /// Nil where the source is a file, which cannot be asked.
    public var plans: WorkloadPlans?

    public init(shape: CapturedShape, plans: WorkloadPlans? = nil) {
        self.shape = shape
        self.plans = plans
    }
}

/// Asks a database that the user named for the query plans of a workload; no value crosses the wire.
/// - Throws: ``StateError``.
public func planShapes(of workload: [WorkloadQuery], at uri: String) async throws -> WorkloadPlans {
    do { return try await NamedServer(uri: uri).planShapes(of: workload) } catch { throw StateError(error, of: uri) }
}

/// How like a project's dataset is to a captured shape.
public struct LikenessResult: Sendable {
    public var outcome: Outcome
    /// Nil where the dataset could not be loaded, which the outcome tells.
    public var likeness: Result<Likeness?, any Error>
}

/// Statistics and plans held against another database's.
public struct Likeness: Sendable {
    public var shape: ShapeLikeness
    /// Nil where the other's plans are not known.
    public var plans: PlanLikeness?
    /// Questions about the dataset's own statistics that its server refused.
    public var refusals: [String]
}

/// Loads a project's dataset into a throw-away cluster and captures its shape as often as the noise of ANALYZE takes to
/// be seen.
///
/// - Parameter wanted: what the dataset is to be like; its statistics target and its planner settings are used.
public func checkShape(
    _ contents: ProjectContents, against wanted: LikenessSource, options: RunOptions, stopwatch: Stopwatch,
    progress: @escaping ProgressListener
) async -> LikenessResult {
    var rehearsal = Rehearsal(
        contents: contents, options: options, host: .current(), stopwatch: stopwatch, progress: progress)
    await rehearsal.perform(loadingActs(for: contents.project))
    await rehearsal.finish()
    let likeness: Result<Likeness?, any Error>
    do { likeness = .success(try await rehearsal.likeness(to: wanted)) } catch { likeness = .failure(error) }
    _ = await rehearsal.cleanUp()
    return LikenessResult(outcome: rehearsal.outcome, likeness: likeness)
}

extension Rehearsal {
    /// How often the dataset is analyzed: two differ by chance, and three tell by how much.
    private static let analyzeCount = 3

    fileprivate func likeness(to wanted: LikenessSource) async throws -> Likeness? {
        guard outcome.failure == nil, outcome.dataset != nil, let database = stage?.database else { return nil }
        var made: [CapturedShape] = []
        var plans: [WorkloadPlans] = []
        var refusals: Set<String> = []
        for _ in 0..<Self.analyzeCount {
            let reading = try await database.readLikeness(
                statisticsTarget: wanted.shape.server.target, settings: wanted.shape.server.settings ?? [:],
                allVisible: wanted.shape.allVisible,
                workload: wanted.plans == nil ? nil : project.workload(in: .baseline))
            made.append(try CapturedShape(lines: reading.capture.lines, file: "the dataset's answers"))
            plans.append(reading.plans)
            refusals.formUnion(reading.capture.refusals)
        }
        return Likeness(
            shape: ShapeLikeness(of: wanted.shape, to: made),
            plans: wanted.plans.map { PlanLikeness(of: $0, to: plans) }, refusals: refusals.sorted())
    }
}
