public import ProjectFolder
public import RehearsalCore
import Staging

/// A server that was left up because the user asked for it.
public struct KeptServer: Sendable, Hashable {
    public var connectCommand: String
    public var stopCommand: String
}

/// A run's result: its outcome, and the server that was kept.
public struct RunResult: Sendable {
    public var outcome: Outcome
    public var keptServer: KeptServer?
}

/// Performs a whole run of the project; whatever happens, nothing of ours is left behind that was not asked for.
///
/// - Parameters:
///   - written: true walks each step also while the application writes.
///   - stopwatch: measures the acts.
///   - progress: hears each act as it begins and ends, and how far it is.
public func run(
    _ contents: ProjectContents, written: Bool = false, options: RunOptions, stopwatch: Stopwatch,
    progress: @escaping ProgressListener
) async -> RunResult {
    await perform(acts(for: contents.project, written: written), contents, options, stopwatch, progress)
}

/// Drills every way back of the project, alone and in the chain of all; nothing is compared with what was accepted.
///
/// - Parameter written: true walks each step also while the application writes.
public func drill(
    _ contents: ProjectContents, written: Bool = false, options: RunOptions, stopwatch: Stopwatch,
    progress: @escaping ProgressListener
) async -> RunResult {
    await perform(
        rehearsingActs(for: contents.project, written: written), contents, options, stopwatch, progress,
        runsQueries: false)
}

/// Finds out at which growth of the data each query's plan changes, before the first step and behind the last one.
public func horizon(
    _ contents: ProjectContents, options: RunOptions, stopwatch: Stopwatch, progress: @escaping ProgressListener
) async -> RunResult {
    await perform(
        horizonActs(for: contents.project, validated: options.validatedGrowths), contents, options, stopwatch,
        progress, runsQueries: false)
}

/// Provisions a cluster, applies the baseline and loads the dataset, and nothing more.
public func load(
    _ contents: ProjectContents, options: RunOptions, stopwatch: Stopwatch, progress: @escaping ProgressListener
) async -> RunResult {
    await perform(loadingActs(for: contents.project), contents, options, stopwatch, progress)
}

/// Provisions a cluster, applies the baseline and writes a slice of the dataset to files; nothing is loaded.
///
/// - Parameter folder: where the files come to lie, as the user spelled it; it is made where it is missing.
public func writeSlice(
    _ slice: DatasetSlice, of contents: ProjectContents, to folder: String, options: RunOptions, stopwatch: Stopwatch,
    progress: @escaping ProgressListener
) async -> RunResult {
    var options = options
    options.filesFolder = folder
    return await perform(slicingActs(for: slice), contents, options, stopwatch, progress)
}

private func perform(
    _ planned: [PlannedAct], _ contents: ProjectContents, _ options: RunOptions,
    _ stopwatch: Stopwatch, _ progress: @escaping ProgressListener, runsQueries: Bool = true
) async -> RunResult {
    var rehearsal = Rehearsal(
        contents: contents, options: options, host: .current(), stopwatch: stopwatch, progress: progress)
    rehearsal.runsQueries = runsQueries
    await rehearsal.perform(planned)
    await rehearsal.finish()
    let kept = await rehearsal.cleanUp()
    return RunResult(outcome: rehearsal.outcome, keptServer: kept)
}

extension Rehearsal {
    /// Removes what the run left standing, or keeps the main server up.
    mutating func cleanUp() async -> KeptServer? {
        await states?.dismissed()
        states = nil
        guard let cluster else { return nil }
        self.cluster = nil
        var kept: KeptServer?
        if options.keepsServer && !Task.isCancelled {
            do {
                let server = try await cluster.keep(database: project.name)
                kept = KeptServer(connectCommand: server.connectCommand, stopCommand: server.stopCommand)
            } catch {
                kept = nil  // The janitor is gone, and the server with it: there is nothing to keep.
            }
        }
        await cluster.dismissed()
        return kept
    }
}
