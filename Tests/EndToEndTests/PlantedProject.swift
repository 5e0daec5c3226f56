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

    /// As `copy`, of a project in which each step has a schema of its own, `s` and its number: without the schemas of
    /// the other steps, which would be made and loaded for nobody.
    func copyOfSchemas(to scratch: ScratchFolder, as name: String, keeping kept: Set<String>) throws {
        try copy(to: scratch, as: name, keeping: kept)
        let numbers = Set(kept.map { $0.prefix { $0 != "_" } })
        func keep(_ file: String, headOf number: (Substring) -> Substring?) throws {
            var isKept = true
            let lines = try scratch.text(file).split(separator: "\n", omittingEmptySubsequences: false).filter { line in
                if let found = number(line) { isKept = numbers.contains(found) }
                return isKept
            }
            try scratch.write(lines.joined(separator: "\n") + "\n", to: file)
        }
        try keep("\(name)/baseline/010_tables.sql") { line in
            line.hasPrefix("CREATE SCHEMA s") ? line.dropFirst("CREATE SCHEMA s".count).prefix(3) : nil
        }
        try keep("\(name)/shape.yaml") { line in line.hasPrefix("  s") ? line.dropFirst(3).prefix(3) : nil }
    }
}
