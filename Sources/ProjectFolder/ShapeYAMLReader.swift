public import Dataset
import Foundation
import RehearsalCore
import Yams

/// Reads a shape file strictly: an unknown key, a wrong kind of value or a missing unit is an error with its place.
///
/// - Parameters:
///   - file: relative to the project folder.
///   - folder: the project folder's path.
/// - Throws: ``ShapeYAMLError``.
public func readShape(file: String, in folder: String) throws -> Shape {
    let path = folder.hasSuffix("/") ? folder + file : folder + "/" + file
    let start = SourcePlace(file: file, line: 1, column: 1)
    guard let content = FileManager.default.contents(atPath: path) else {
        throw ShapeYAMLError("The shape file cannot be read.", at: start, next: "Check the path and its permissions.")
    }
    guard let text = String(data: content, encoding: .utf8) else {
        throw ShapeYAMLError("The shape file is not UTF-8.", at: start, next: "Save it as UTF-8.")
    }
    return try readShape(text: text, file: file)
}

/// Reads a shape from its text; `file` is named in places.
public func readShape(text: String, file: String) throws -> Shape {
    let root: Yams.Node?
    do {
        root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
        throw shapeYAMLError(error, file: file)
    }
    guard let root else {
        throw ShapeYAMLError(
            "The shape file is empty.", at: SourcePlace(file: file, line: 1, column: 1), next: "Name its tables.")
    }
    return try ShapeYAMLReader().read(ShapeYAMLNode(node: root, file: file))
}

/// YAML's own complaint with our place.
private func shapeYAMLError(_ error: YamlError, file: String) -> ShapeYAMLError {
    var place = SourcePlace(file: file, line: 1, column: 1)
    var what = "The file is no YAML."
    if case .parser(_, let problem, let mark, _) = error {
        place = SourcePlace(file: file, line: mark.line, column: mark.column)
        what = "The file is no YAML: \(problem)."
    }
    if case .scanner(_, let problem, let mark, _) = error {
        place = SourcePlace(file: file, line: mark.line, column: mark.column)
        what = "The file is no YAML: \(problem)."
    }
    if case .duplicatedKeysInMapping(let duplicates, let context) = error {
        place = SourcePlace(file: file, line: context.mark.line, column: context.mark.column)
        what = "A mapping has a key twice: \(duplicates.map { "\($0)" }.sorted().joined(separator: ", "))."
    }
    return ShapeYAMLError(what, at: place, next: "Correct the file there.")
}

/// The shape file's own level: words, seasons, tables.
struct ShapeYAMLReader {
    /// The version of the format that the key `shape` names.
    private static let version = 1

    func read(_ root: ShapeYAMLNode) throws -> Shape {
        let top = try root.mapping("The shape")
        let version = try top.required("shape")
        guard try version.whole("shape") == Self.version else {
            throw version.error("This version of the shape format is unknown.", next: "Write shape: \(Self.version).")
        }
        let words = try top.optional("words").map { try self.words($0) } ?? [:]
        let seasons = try top.optional("seasons").map { try self.seasons($0) } ?? [:]
        var tables: [TableShape] = []
        for entry in try top.required("tables").mapping("tables").entries {
            tables.append(try table(entry, seasons))
        }
        let empty = try top.optional("empty")?.items("empty").map { node in
            NamedPlace(name: TableName(try node.text("A table's name")), place: node.place)
        }
        _ = top.optional("definitions")
        try top.finish()
        return Shape(file: root.file, words: words, tables: tables, emptyTables: empty ?? [])
    }

    private func words(_ node: ShapeYAMLNode) throws -> [String: [String]] {
        var lists: [String: [String]] = [:]
        for entry in try node.mapping("words").entries {
            let list = try entry.value.items("A list of words").map { try $0.text("A word") }
            guard !list.isEmpty else { throw entry.value.error("The list is empty.", next: "Add a word.") }
            lists[entry.name] = list
        }
        return lists
    }

    private func seasons(_ node: ShapeYAMLNode) throws -> [String: [Int]] {
        var seasons: [String: [Int]] = [:]
        for entry in try node.mapping("seasons").entries {
            let weights = try entry.value.items("A season").map { try $0.whole("A month's weight") }
            guard weights.count == 12 else {
                throw entry.value.error("A season has \(weights.count) months.", next: "Write twelve weights.")
            }
            seasons[entry.name] = weights
        }
        return seasons
    }

    private func table(_ entry: ShapeYAMLMapping.Entry, _ seasons: [String: [Int]]) throws -> TableShape {
        let body = try entry.value.mapping("The table \(entry.name)")
        let rows = try ShapeYAMLRows().read(try body.required("rows"))
        let fields = ShapeYAMLField(seasons: seasons)
        var columns: [ColumnShape] = []
        for column in try body.required("columns").mapping("columns").entries {
            columns.append(
                ColumnShape(name: column.name, place: column.key.place, field: try fields.read(column.value)))
        }
        try body.finish()
        return TableShape(name: TableName(entry.name), place: entry.key.place, rows: rows, columns: columns)
    }
}
