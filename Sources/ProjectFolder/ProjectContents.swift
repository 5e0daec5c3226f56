public import Dataset
public import RehearsalCore

/// A project and the shape of its dataset: all that a run needs from the disk.
public struct ProjectContents: Sendable {
    public var project: Project
    public var shape: Shape

    public init(project: Project, shape: Shape) {
        self.project = project
        self.shape = shape
    }
}

/// Reads rehearsal.yaml and every file that it names.
/// - Throws: ``ProjectFolderError`` or ``ShapeError``, which name every place that is wrong.
public func readContents(at folder: String) throws -> ProjectContents {
    let project = try readProject(at: folder)
    return ProjectContents(project: project, shape: try readShape(file: project.dataset.shapeFile, in: project.folder))
}
