import Foundation
import RehearsalCore

/// The folder that slices are written to, by any number of calls at once.
struct SliceFolder {
    private let path: String

    /// Makes the folder where it is missing.
    init(_ path: String) throws(SliceError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path, reason: Self.reason(error))
        }
    }

    func holds(_ name: String) throws(SliceError) -> Bool { try names().contains(name) }

    /// Refuses a folder with a manifest or a script of other rows, or with one that cannot be read.
    func check(_ manifest: SliceManifest, _ script: SliceScript) throws(SliceError) {
        for name in try names() where SliceManifest.isName(name) {
            guard let other = SliceManifest(text: try content(name)), other.fileName == name else {
                throw .noManifest(path + "/" + name)
            }
            let differences = manifest.differences(from: other)
            if !differences.isEmpty { throw .otherDataset(path + "/" + name, differences: differences) }
        }
        if try holds(SliceScript.fileName) {
            let lines = String(decoding: try content(SliceScript.fileName), as: UTF8.self).split(separator: "\n")
            guard lines.contains(where: { $0 == script.mark }) else {
                throw .otherDataset(path + "/" + SliceScript.fileName, differences: [])
            }
        }
    }

    /// Removes what a call that was killed left of a slice.
    func removeUnfinished(of slice: DatasetSlice) throws(SliceError) {
        for name in try names() where name.hasSuffix(Self.unfinished(slice)) {
            do { try FileManager.default.removeItem(atPath: path + "/" + name) } catch {
                throw .unwritable(path + "/" + name, reason: Self.reason(error))
            }
        }
    }

    /// Writes a file under another name and gives it its own once it is whole and on disk. Whatever goes wrong, nothing
    /// unfinished stays.
    @discardableResult
    func write(
        _ name: String, of slice: DatasetSlice, _ body: (SliceFile) throws -> Void
    ) throws -> (byteCount: Int64, digest: SHA256Digest) {
        let chance = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let aside = path + "/" + name + "." + chance + Self.unfinished(slice)
        let file = try SliceFile(aside)
        do {
            try body(file)
            return try file.finished(as: path + "/" + name)
        } catch {
            file.abandon()
            throw error
        }
    }

    private static func unfinished(_ slice: DatasetSlice) -> String { ".\(slice.number)-of-\(slice.count).part" }

    private func names() throws(SliceError) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: path).sorted() } catch {
            throw .unwritable(path, reason: Self.reason(error))
        }
    }

    private func content(_ name: String) throws(SliceError) -> Data {
        do { return try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) } catch {
            throw .unwritable(path + "/" + name, reason: Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        let cocoa = error as NSError
        let beneath = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError
        return (beneath ?? cocoa).localizedDescription
    }
}
