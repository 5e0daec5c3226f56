import Foundation
import Glibc
public import RehearsalCore

/// Why a query's file was not written.
public struct WorkloadUnwritable: ExplainedError, Hashable {
    public var path: String
    /// The system's words.
    public var reason: String

    public var ending: Ending { .infrastructure }
    public var message: FivePartMessage {
        FivePartMessage(
            what: "the file cannot be written: \(reason)", place: path,
            stateNow: "files that were written before stay, each of them whole",
            next: "make room there or name another folder with --to, and run the command again")
    }
}

/// The folder that an import writes queries to. A file that is there is never touched.
public struct WorkloadFolder: Sendable {
    private let path: String

    /// Makes the folder where it is missing.
    public init(_ path: String) throws(WorkloadUnwritable) {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw WorkloadUnwritable(path: path, reason: Self.reason(error))
        }
    }

    /// The path of a file in the folder.
    public func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

    /// Writes a file aside and gives it its name when it is whole.
    ///
    /// - Returns: false where there is something of this name, which stays as it is.
    public func write(_ text: String, as name: String) throws(WorkloadUnwritable) -> Bool {
        let aside = file("." + name + "." + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".part")
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: aside), options: .withoutOverwriting) } catch {
            throw WorkloadUnwritable(path: aside, reason: Self.reason(error))
        }
        // A link, because a renamed file would take the place of one that is there.
        let isLinked = link(aside, file(name)) == 0
        let error = errno
        unlink(aside)
        guard isLinked || error == EEXIST else {
            throw WorkloadUnwritable(path: file(name), reason: String(cString: strerror(error)))
        }
        return isLinked
    }

    private static func reason(_ error: any Error) -> String {
        let cocoa = error as NSError
        let beneath = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError
        return (beneath ?? cocoa).localizedDescription
    }
}
