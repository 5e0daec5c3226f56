import Foundation
import RehearsalCore
import Reports

/// Why a bundle cannot be written.
struct BundleUnwritable: ExplainedError {
    var place: String
    /// Nil where the folder holds something already.
    var reason: String?

    var ending: Ending { reason == nil ? .usage : .infrastructure }
    var message: FivePartMessage {
        FivePartMessage(
            what: reason.map { "the bundle cannot be written: \($0)" } ?? "the folder is there and is not empty",
            place: place,
            stateNow: reason == nil ? "nothing was written" : "the bundle is not whole",
            next: "name another folder with --bundle")
    }
}

/// Writes the files into a folder that is made for them, or that is empty.
/// - Throws: ``BundleUnwritable``.
func write(_ files: [BundleFile], toNewFolder folder: String) throws {
    let place = URL(fileURLWithPath: folder)
    do {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let there = try FileManager.default.contentsOfDirectory(atPath: folder)
        guard there.isEmpty else { throw BundleUnwritable(place: folder) }
        for file in files {
            try Data(file.text.utf8).write(to: place.appendingPathComponent(file.name), options: .withoutOverwriting)
        }
    } catch let error as BundleUnwritable {
        throw error
    } catch {
        throw BundleUnwritable(place: folder, reason: error.localizedDescription)
    }
    complain("pgrehearse: \(files.count) files are in \(sanitized(folder))")
}
