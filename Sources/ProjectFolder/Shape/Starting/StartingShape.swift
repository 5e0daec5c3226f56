public import Dataset
import RehearsalCore

//  A shape to start from, for a schema without data.
//
//  What the schema says is kept to: types, NOT NULL, labels, unique keys, foreign keys. A table belongs to the table
//  that lies deepest among those that it must refer to, so that all its references follow one line upwards and none
//  crosses it. A table that nothing can fill is left empty, and so is what must refer to it.
//
//  The text is read back and compiled before anybody sees it. A table that the compiler refuses all the same is left
//  empty with the compiler's reason, and the rest is written anew.

/// Writes a shape file for tables, with guesses for everything that a schema does not tell.
///
/// - Parameter remarks: told in comments; the rows do not keep to them.
public func startingShape(for tables: [TableLayout], remarks: [TableRemark]) -> String {
    var refused: [TableName: String] = [:]
    while true {
        let schema = StartingSchema(tables: tables, remarks: remarks, refused: refused)
        let planned = StartingTables(schema: schema).planned
        let broken = schema.open.compactMap { layout -> (TableName, String)? in
            guard let table = planned[layout.name] else { return nil }
            return StartingColumns(table: table, schema: schema, tables: planned).brokenKey.map { (layout.name, $0) }
        }
        let text = StartingText(schema: schema, tables: planned)
        guard let (table, reason) = broken.first ?? refusal(of: text, tables), refused[table] == nil else {
            return text.text
        }
        refused[table] = reason
    }
}

/// The table that keeps the shape from being compiled, and why; nil where nothing does, or nobody knows which.
private func refusal(of written: StartingText, _ tables: [TableLayout]) -> (TableName, String)? {
    let file = "shape.yaml"
    do {
        let shape = try readShape(text: written.text, file: file)
        _ = try DatasetPlan(
            shape: shape, tables: tables, seed: 1, scaleThousandths: 1000,
            clock: RehearsalClock(epochSeconds: 1_735_689_600))
        return nil
    } catch let error as DatasetError {
        guard let place = error.place, let table = written.table(atLine: place.line) else { return nil }
        return (table, error.message.what)
    } catch {
        preconditionFailure("a starting shape is a shape: \(error)")
    }
}

/// The tables of a schema: those that can be filled, and those that stay empty.
struct StartingSchema {
    /// Sorted by name.
    let open: [TableLayout]
    /// Why a table stays empty.
    let closed: [TableName: String]
    let remarks: [TableName: [TableRemark]]

    init(tables: [TableLayout], remarks: [TableRemark], refused: [TableName: String]) {
        let byTable = Dictionary(grouping: remarks, by: \.table)
        var closed = refused
        for table in tables where closed[table.name] == nil {
            if let partitions = byTable[table.name]?.first(where: { $0.kind == .partitions }) {
                closed[table.name] = "rows may find no partition: \(partitions.text)"
            } else if let column = table.columns.first(where: {
                $0.mustHaveValue && StartingColumn($0).generator == nil
            }) {
                closed[table.name] = "there is no generator for \(column.typeName), and \(column.name) is NOT NULL"
            } else if !table.columns.contains(where: { StartingColumn($0).generator != nil }) {
                closed[table.name] = "no generator fits any of its columns"
            }
        }
        let names = Set(tables.map(\.name))
        var next: [(TableName, String)]
        repeat {
            next = tables.filter { closed[$0.name] == nil }.compactMap { table in
                table.foreignKeys.first { key in
                    table.needs(key) && (closed[key.referencedTable] != nil || !names.contains(key.referencedTable))
                }.map { (table.name, "it must refer to \($0.referencedTable), which stays empty") }
            }
            for (name, reason) in next { closed[name] = reason }
        } while !next.isEmpty
        self.closed = closed
        self.remarks = byTable
        open = tables.filter { closed[$0.name] == nil }.sorted { $0.name < $1.name }
    }

    func isOpen(_ name: TableName) -> Bool { open.contains { $0.name == name } }
}

extension ColumnLayout {
    /// NOT NULL, and nobody but a generator gives a value.
    var mustHaveValue: Bool { isNotNull && !hasDefault && !isGenerated }
}

extension TableLayout {
    func column(_ name: String) -> ColumnLayout? { columns.first { $0.name == name } }

    /// Whether every row points at some row by the key.
    func needs(_ key: ForeignKeyLayout) -> Bool { key.columns.allSatisfy { column($0)?.isNotNull == true } }
}
