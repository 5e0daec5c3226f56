public import Dataset
import RehearsalCore

/// Reads a shape file strictly: an unknown key, a wrong kind of value or a missing unit is reported with its place.
///
/// Anchors and aliases are followed, because columns of many tables are alike.
/// - Parameters:
///   - file: relative to the project folder.
///   - folder: the project folder's path.
/// - Throws: everything that is wrong with the file, as far as it can be seen in one reading.
public func readShape(file: String, in folder: String) throws(ProjectFolderError) -> Shape {
    let problems = ProblemList()
    let shape = ProjectFiles(root: folder, problems: problems).flatMap { files in
        readShape(file: file, namedAt: nil, in: files)
    }
    return try problems.checked(shape)
}

/// Reads a shape from its text; `file` is named in places.
public func readShape(text: String, file: String) throws(ProjectFolderError) -> Shape {
    let problems = ProblemList()
    return try problems.checked(readShape(text: text, file: file, problems: problems))
}

/// Nil, or something incomplete, after reporting what is wrong.
func readShape(file: String, namedAt place: SourcePlace?, in files: ProjectFiles) -> Shape? {
    files.text(of: file, limitBytes: YAMLDocument.limitBytes, namedAt: place).flatMap { text in
        readShape(text: text, file: trimmed(file), problems: files.problems)
    }
}

private func readShape(text: String, file: String, problems: ProblemList) -> Shape? {
    let start = SourcePlace(file: file, line: 1, column: 1)
    let root = YAMLDocument.root(of: text, origin: start, references: .followed, problems: problems)
    return root.flatMap { ShapeReader().read($0, file: file) }
}

/// The shape file's own level: words, seasons, tables.
struct ShapeReader {
    /// The version of the format that the key `shape` names.
    private static let version = 1

    func read(_ root: YAMLValue, file: String) -> Shape? {
        let keys = ["shape", "words", "seasons", "tables", "empty", "definitions", "captured"]
        guard let top = root.section(keys: keys) else { return nil }
        _ = top.required("shape")?.whole("\(Self.version)", within: Self.version...Self.version)
        let words = top["words"].flatMap(words) ?? [:]
        let fields = FieldReader(seasons: top["seasons"].flatMap(seasons) ?? [:])
        let tables = top.required("tables")?.section(keys: nil)?.entries.compactMap { table($0, fields) }
        let empty = top["empty"]?.items(of: "tables").flatMap { items in
            complete(items.map { item in item.name().map { NamedPlace(name: TableName($0), place: item.place) } })
        }
        let server = top["captured"].flatMap { $0.captured(CapturedServer.self) }
        return tables.map { tables in
            var shape = Shape(file: file, words: words, tables: tables, emptyTables: empty ?? [])
            if let server { shape.statisticsTarget = min(max(server.target, 1), 10_000) }
            shape.namesCheck = server?.names
            return shape
        }
    }

    private func words(_ value: YAMLValue) -> [String: [String]]? {
        value.section(keys: nil).map { section in
            lists(section) { list in
                let words = list.all(of: "words") { $0.text(mayBeEmpty: true)?.value }
                if words?.isEmpty == true { list.report(.shape(.emptyList(path: list.path))) }
                return words
            }
        }
    }

    private func seasons(_ value: YAMLValue) -> [String: [Int]]? {
        value.section(keys: nil).map { section in
            lists(section) { list in
                let weights = list.all(of: "twelve weights") { $0.whole() }
                if let weights, weights.count != 12 {
                    let found = "\(weights.count) of them"
                    list.report(
                        .configuration(.badValue(path: list.path, found: found, expected: "a list of twelve weights")))
                }
                return weights
            }
        }
    }

    private func lists<Element>(_ section: Section, read: (YAMLValue) -> [Element]?) -> [String: [Element]] {
        var lists: [String: [Element]] = [:]
        for entry in section.entries { lists[entry.name.value] = read(entry.value) ?? [] }
        return lists
    }

    private func table(_ entry: Section.Entry, _ fields: FieldReader) -> TableShape? {
        guard let body = entry.value.section(keys: ["rows", "columns", "captured"]) else { return nil }
        let rows = body.required("rows").flatMap { RowCountReader().read($0) }
        let columns = body.required("columns")?.section(keys: nil)?.entries.compactMap { column in
            fields.read(column.value).map { ColumnShape(name: column.name.value, place: column.name.place, field: $0) }
        }
        guard var rows, let columns else { return nil }
        let captured = body["captured"].flatMap { $0.captured(CapturedTableEntry.self) }
        if captured?.growth == .fixed, case .total(let count) = rows.count { rows.count = .fixed(count) }
        var shape = TableShape(
            name: TableName(entry.name.value), place: entry.name.place, rows: rows, columns: columns,
            keys: captured?.keys ?? [])
        shape.combinations = captured?.combinations ?? []
        shape.sizes = captured?.sizes
        shape.indexes = captured?.indexes ?? [:]
        shape.partitions = captured?.partitions ?? [:]
        return shape
    }
}
