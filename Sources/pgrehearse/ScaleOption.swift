import ArgumentParser
import ProjectFolder
import RehearsalCore

/// Another size of the dataset than the project's own.
struct ScaleOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("In place of dataset.scale: 1.0 is the shape's own size.", valueName: "x"),
        transform: namedScale)
    var scale: Int?

    /// The project's files, whose dataset has the scale that was asked for.
    func contents(of project: String) throws -> ProjectContents {
        var contents = try readContents(at: project)
        contents.project.dataset.scaleThousandths = scale ?? contents.project.dataset.scaleThousandths
        return contents
    }
}

/// A scale as rehearsal.yaml has it, in thousandths.
@Sendable private func namedScale(_ text: String) throws -> Int {
    guard let scale = scaleThousandths(text) else {
        throw ValidationError("--scale is a number such as 1.0, at most 1000, with at most 3 decimals, not \(text).")
    }
    return scale
}
