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

    /// Copies the reference project here at a scale of its own, without the steps behind the first few, and returns
    /// its path: what is sabotaged in one step needs no later one. Its queries are for scale 1: at a small one many a
    /// plan hangs on a page more or less, so they stay behind.
    func referenceProject(scale: String, stepCount: Int) throws -> String {
        let copy = try referenceProject()
        try edit("advisoros/rehearsal.yaml", replacing: "scale: 1.0", with: "scale: \(scale)")
        try remove("advisoros/workload")
        let steps = try files(in: "advisoros/migrations").map { String($0.dropLast(4)) }
        for step in steps.dropFirst(stepCount) { try removeStep(step) }
        return copy
    }

    /// Removes a step with its way back, its phase, and the checks that name it.
    private func removeStep(_ step: String) throws {
        try remove("advisoros/migrations/\(step).sql")
        try remove("advisoros/rollbacks/\(step).sql")
        let kept = try lines(of: "advisoros/rehearsal.yaml").filter { !$0.contains("steps: [\(step)]") }
        try write(kept.joined(separator: "\n"), to: "advisoros/rehearsal.yaml")
        for file in try files(in: "advisoros/checks") {
            let header = try lines(of: "advisoros/checks/" + file).prefix { $0.hasPrefix("--") }
            if header.contains(where: { $0.hasSuffix(": " + step) }) { try remove("advisoros/checks/" + file) }
        }
    }

    /// The names of a folder's files, sorted.
    func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
    }

    func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: path + "/" + file) }

    /// Replaces text in a file that must hold it.
    func edit(_ file: String, replacing old: String, with new: String) throws {
        let text = try text(file)
        try #require(text.contains(old), "\(file) holds \(old)")
        try write(text.replacing(old, with: new, maxReplacements: 1), to: file)
    }

    func append(_ text: String, to file: String) throws {
        try write(try self.text(file) + text, to: file)
    }

    func lines(of file: String) throws -> [String] {
        try text(file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The 1-based line of `file` that begins with `text`.
    func line(_ text: String, of file: String) throws -> Int {
        try #require(try lines(of: file).firstIndex { $0.hasPrefix(text) }, "\(file) has a line \(text)") + 1
    }
}
