import ProjectFolder
import RehearsalCore
import Staging

extension Rehearsal {
    mutating func write(_ slice: DatasetSlice) async throws {
        guard let folder = options.filesFolder else { preconditionFailure("a slice has a folder") }
        let maker = SliceMaker(
            project: project.name, toolVersion: options.toolVersion, request: project.dataset, folder: folder)
        contents.shape = try await standing.database.found(contents.shape)
        outcome.slice = try await standing.database.write(
            slice, of: contents.shape, clock: project.clock, by: maker, progress: progress)
    }
}
