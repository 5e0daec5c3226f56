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
        guard let project, var shape else { return nil }
        shape.namesKey = namesKey(of: shape, named: file.namesKeyFile, in: files)
        return ProjectContents(project: project, shape: shape)
    }
    return try problems.checked(contents)
}

/// The key of a shape's hashed names, which is tried; nil where names are in clear, or after reporting what is wrong.
private func namesKey(of shape: Shape, named file: Located<String>?, in files: ProjectFiles) -> NamesKey? {
    guard let check = shape.namesCheck else { return nil }
    guard let file else {
        files.problems.report(.shape(.namesHashed), at: SourcePlace(file: shape.file, line: 1, column: 1))
        return nil
    }
    guard let text = files.text(of: file.value, limitBytes: 4096, namedAt: file.place) else { return nil }
    guard let key = NamesKey(text), key.check == check else {
        files.problems.report(.shape(.wrongNamesKey), at: file.place)
        return nil
    }
    return key
}
