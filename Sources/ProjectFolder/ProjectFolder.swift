//  ProjectFolder reads the user's folder: rehearsal.yaml, the migrations' layout, the scripts with their includes,
//  server.conf, the workload and the shape. What it hands on is checked and complete: no later room opens a file
//  of the project.
//
//  It never writes to the folder, never follows a path out of it, and never touches a server or a store.

public import RehearsalCore

/// Reads and checks a project folder.
///
/// - Parameter folder: the folder that holds rehearsal.yaml, absolute or relative to the working directory.
/// - Parameter needsShape: false where the shape's file need not be there yet.
/// - Throws: everything that is wrong with the folder, as far as it can be seen in one reading.
public func readProject(at folder: String, needsShape: Bool = true) throws(ProjectFolderError) -> Project {
    let problems = ProblemList()
    let project = ProjectFiles(root: folder, problems: problems).flatMap { files in
        ProjectFile(in: files).flatMap {
            ProjectAssembly(file: $0, files: files, needsShape: needsShape).project()
        }
    }
    return try problems.checked(project)
}
