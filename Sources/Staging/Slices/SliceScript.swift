import Dataset
import Postgres
import RehearsalCore

/// The script by which psql loads all slices of a dataset. Every slice writes the same one.
///
/// A table's files come one after the other, so that its heap is that of one loading. Whoever loads tables side by side
/// keeps to that.
struct SliceScript: Sendable {
    static let fileName = "load.sql"

    let project: String
    let sliceCount: Int
    let datasetIdentity: String
    /// SHA-256 of the tables' names, columns and types: what the files need of a database.
    let layoutIdentity: String
    /// The tables with rows, each behind those that it refers to where there is no circle.
    let tables: [TableName]
    private let columns: [TableName: [String]]
    private let foreignKeys: [TableName: Set<TableName>]

    init(project: String, plan: DatasetPlan, layouts: [TableLayout], sliceCount: Int) {
        self.project = project
        self.sliceCount = sliceCount
        datasetIdentity = plan.identity
        let filled = Set(plan.tables.filter { $0.rowCount > 0 }.map(\.table))
        let columns = Dictionary(uniqueKeysWithValues: filled.map { ($0, plan.copyColumns(of: $0.description)) })
        self.columns = columns
        foreignKeys = Dictionary(
            uniqueKeysWithValues: layouts.map { ($0.name, Set($0.foreignKeys.map(\.referencedTable))) })
        tables = Self.ordered(filled.sorted(), foreignKeys)
        let described = layouts.filter { filled.contains($0.name) }.sorted { $0.name < $1.name }.flatMap { layout in
            ["table \(layout.name.schema)\u{1}\(layout.name.name)"]
                + layout.columns.filter { columns[layout.name]?.contains($0.name) == true }.map { column in
                    "\(column.name)\u{1}\(column.typeName)\u{1}\(column.elementTypeOID ?? 0)"
                        + (column.members ?? []).map { "\u{1}\($0.name)\u{1}\($0.typeOID)" }.joined()
                }
        }
        layoutIdentity = SHA256Digest(of: described.joined(separator: "\n")).hexadecimal
    }

    /// The line that tells whether a script is about the same rows in as many slices.
    var mark: String { "-- dataset \(datasetIdentity), layout \(layoutIdentity), slices \(sliceCount)" }

    /// Letters, digits, `_` and `-` stand for themselves, every other byte as `%` and two digits: no two tables have
    /// one name.
    static func fileName(of table: TableName, _ slice: DatasetSlice) -> String {
        "\(escaped(table.schema)).\(escaped(table.name)).\(slice.number)-of-\(slice.count).copy"
    }

    private static func escaped(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF")
        let text = name.utf8.reduce(into: "") { text, byte in
            let character = Character(UnicodeScalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || character == "_" || character == "-" {
                text.append(character)
            } else {
                text += "%" + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        // Two names of 100 bytes and what follows them fit into the 255 bytes of a file's name.
        guard text.utf8.count > 100 else { return text }
        return text.prefix(83) + "~" + SHA256Digest(of: name).hexadecimal.prefix(16)
    }

    var text: String {
        let comment = project.replacing("\n", with: " ")
        var lines = [
            "-- Loads the dataset of \(comment) in \(sliceCount) slices. In this folder: psql -X -f load.sql DATABASE",
            mark,
            "-- The database has the project's baseline, and the role may set session_replication_role: triggers and",
            "-- foreign keys are silent meanwhile. All is one transaction. What the tables held before is removed.",
            "\\set ON_ERROR_STOP on", "BEGIN;", "SET LOCAL session_replication_role = replica;",
        ]
        let (truncated, deleted) = emptied
        if !truncated.isEmpty { lines.append("TRUNCATE \(truncated.map(\.quoted).joined(separator: ", "));") }
        lines += deleted.map { "DELETE FROM \($0.quoted);" }
        for table in tables {
            let list = (columns[table] ?? []).map(PostgresConnection.quotedIdentifier).joined(separator: ", ")
            for number in 1...sliceCount {
                guard let slice = DatasetSlice(number: number, of: sliceCount) else { continue }
                let file = Self.fileName(of: table, slice)
                lines.append("\\copy \(table.quoted) (\(list)) FROM '\(file)' WITH (FORMAT binary)")
            }
        }
        return (lines + ["COMMIT;"]).joined(separator: "\n") + "\n"
    }

    /// TRUNCATE refuses a table that others refer to unless it empties them as well. Where one refers to it that keeps
    /// its rows, the table is emptied by DELETE, and so is whatever it refers to itself.
    private var emptied: (truncated: [TableName], deleted: [TableName]) {
        let filled = Set(tables)
        var kept = foreignKeys.keys.filter { !filled.contains($0) }
        var deleted: Set<TableName> = []
        while let table = kept.popLast() {
            for target in foreignKeys[table] ?? [] where filled.contains(target) && deleted.insert(target).inserted {
                kept.append(target)
            }
        }
        return (tables.filter { !deleted.contains($0) }, tables.filter { deleted.contains($0) })
    }

    /// Depth first along the foreign keys; a circle is cut where it closes.
    private static func ordered(_ tables: [TableName], _ keys: [TableName: Set<TableName>]) -> [TableName] {
        let known = Set(tables)
        var seen: Set<TableName> = []
        var ordered: [TableName] = []
        func visit(_ table: TableName) {
            guard known.contains(table), seen.insert(table).inserted else { return }
            for target in (keys[table] ?? []).sorted() { visit(target) }
            ordered.append(table)
        }
        for table in tables { visit(table) }
        return ordered
    }
}
