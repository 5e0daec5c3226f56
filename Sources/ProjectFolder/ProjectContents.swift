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
/// - Throws: everything that is wrong with the folder and the shape, as far as it can be seen in one reading.
public func readContents(at folder: String) throws(ProjectFolderError) -> ProjectContents {
    let problems = ProblemList()
    let contents = ProjectFiles(root: folder, problems: problems).flatMap { files -> ProjectContents? in
        guard let file = ProjectFile(in: files) else { return nil }
        let project = ProjectAssembly(file: file, files: files).project()
        let shape = readShape(file: file.shapeFile.value, namedAt: file.shapeFile.place, in: files)
        guard let project, let shape else { return nil }
        return ProjectContents(project: project, shape: shape)
    }
    return try problems.checked(contents)
}
