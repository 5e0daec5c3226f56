import Foundation
import TestGround
import Testing

extension ScratchFolder {
    /// Copies the reference project here and returns its path.
    func referenceProject() throws -> String {
        let copy = path + "/advisoros"
        try FileManager.default.copyItem(atPath: Tool.repository + "/fixtures/advisoros", toPath: copy)
        return copy
    }

    /// Replaces text in a file that must hold it.
    func edit(_ file: String, replacing old: String, with new: String) throws {
        let text = try text(file)
        try #require(text.contains(old), "\(file) holds \(old)")
        try write(text.replacing(old, with: new, maxReplacements: 1), to: file)
    }

    func lines(of file: String) throws -> [String] {
        try text(file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
