import Foundation
import TestGround

/// A project under Tests/Cases in whose steps something is planted, and copies of it with some of the steps.
struct PlantedProject {
    let folder: String

    init(_ name: String) { folder = Tool.repository + "/Tests/Cases/" + name }

    /// The names of its steps, in their order.
    func steps() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder + "/migrations").sorted()
            .map { String($0.prefix { $0 != "." }) }
    }

    /// Copies the project into a folder of the scratch folder, without the steps that are not among those kept.
    func copy(to scratch: ScratchFolder, as name: String, keeping kept: Set<String>) throws {
        try FileManager.default.copyItem(atPath: folder, toPath: scratch.file(name))
        for step in Set(try steps()).subtracting(kept) {
            for part in ["migrations", "rollbacks"] {
                let path = scratch.file("\(name)/\(part)/\(step).sql")
                if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
            }
        }
    }
}
