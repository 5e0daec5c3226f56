import ArgumentParser
import RehearsalCore

/// Which part of a dataset becomes files, and where.
struct SliceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Build the i-th of n parts alone; the parts together are the whole. (default: 1/1)", valueName: "i/n"),
        transform: namedSlice)
    var slice: DatasetSlice?

    @Option(
        help: ArgumentHelp(
            "Load nothing: write a COPY file for each table to this folder, with a manifest and a script for psql.",
            valueName: "dir"))
    var toFiles: String?

    func validate() throws {
        if slice != nil, toFiles == nil { throw ValidationError("--slice makes files: name a folder with --to-files.") }
        if toFiles?.isEmpty == true { throw ValidationError("--to-files names a folder.") }
    }
}

@Sendable private func namedSlice(_ text: String) throws -> DatasetSlice {
    guard let slice = DatasetSlice(text) else {
        throw ValidationError(
            "--slice is i/n, such as 2/3: i from 1 to n, and n at most \(DatasetSlice.largestCount), not \(text).")
    }
    return slice
}
