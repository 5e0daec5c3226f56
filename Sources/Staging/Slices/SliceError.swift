public import RehearsalCore

/// Why a slice's files were not written.
public enum SliceError: ExplainedError, Hashable {
    /// A manifest or a script in the folder is about other rows, or about other slices of them; `differences` is empty
    /// where only that is known.
    case otherDataset(String, differences: [String])
    /// A file with a manifest's name is none.
    case noManifest(String)
    /// The system's words.
    case unwritable(String, reason: String)

    public var ending: Ending {
        switch self {
        case .otherDataset, .noManifest: .usage
        case .unwritable: .infrastructure
        }
    }

    public var message: FivePartMessage {
        switch self {
        case .otherDataset(let file, let differences):
            let told = differences.isEmpty ? "" : ": " + differences.joined(separator: "; ")
            return FivePartMessage(
                what: "the folder holds slices of another dataset\(told)", place: file,
                stateNow: "nothing in the folder was changed", next: "name another folder with --to-files")
        case .noManifest(let file):
            return FivePartMessage(
                what: "the file has a manifest's name and is none", place: file,
                stateNow: "nothing in the folder was changed",
                next: "move it away and build its slice again, or name another folder with --to-files")
        case .unwritable(let file, let reason):
            return FivePartMessage(
                what: "the file cannot be written: \(reason)", place: file,
                stateNow: "files that were whole before stay; the slice has no manifest of this call",
                next: "make room there or name another folder with --to-files, and run the command again")
        }
    }
}
