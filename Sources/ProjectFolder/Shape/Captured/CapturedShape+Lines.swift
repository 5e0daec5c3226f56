public import Dataset
import Foundation
public import RehearsalCore

/// Why the lines of a capture make no shape.
public enum CaptureError: ExplainedError, Hashable {
    /// `number` counts from 1. What stands there is not repeated: it may be anything.
    case noLine(number: Int, file: String)
    /// There is no line about the server: the file is cut off at its beginning, or is none of ours.
    case noServer(file: String)
    /// A line about a column, key or index of a table that no line tells of.
    case tableUntold(String, file: String)

    public var ending: Ending { .usage }

    public var message: FivePartMessage {
        let (what, place): (String, String) =
            switch self {
            case .noLine(let number, let file): ("a line is not what a capture's questions answer", "\(file):\(number)")
            case .noServer(let file): ("no line tells of the server", file)
            case .tableUntold(let table, let file): ("no line tells of the table \(table), but others do", file)
            }
        return FivePartMessage(
            what: what, place: place, stateNow: "no shape was written",
            next: "run the script of `pgrehearse shape capture --print-sql` again, and import all that it prints")
    }
}

extension CapturedShape {
    /// Puts a shape together from a capture's lines; empty ones are passed over.
    ///
    /// - Parameter file: where the lines come from, for errors.
    public init(lines: [String], file: String) throws(CaptureError) {
        let decoder = JSONDecoder()
        var server: CapturedServer?
        var tables: [TableName: CapturedTable] = [:]
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            let read: CaptureLine
            do { read = try decoder.decode(CaptureLine.self, from: Data(line.utf8)) } catch {
                throw .noLine(number: index + 1, file: file)
            }
            switch read {
            case .server(let found): server = found
            case .table(let parts, let facts):
                guard let name = TableName(parts: parts) else { throw .noLine(number: index + 1, file: file) }
                tables[name] = CapturedTable(name: name, facts: facts)
            case .column(let parts, _), .members(let parts, _), .ranges(let parts, _), .lengths(let parts, _),
                .key(let parts, _), .combination(let parts, _), .index(let parts, _):
                guard let name = TableName(parts: parts) else { throw .noLine(number: index + 1, file: file) }
                guard var table = tables[name] else { throw .tableUntold(name.description, file: file) }
                table.add(read)
                tables[name] = table
            }
        }
        guard let server else { throw .noServer(file: file) }
        self.init(server: server, tables: tables.values.sorted { $0.name < $1.name })
    }

    /// Tables with rows whose statistics could not be read, with the reason: they are not in the shape's likeness.
    public var unseen: [(table: TableName, reason: String)] {
        tables.compactMap { table in
            if let reason = table.facts.unseen { return (table.name, reason) }
            guard table.facts.rows > 0, table.facts.partitionOf == nil, table.columns.isEmpty else { return nil }
            return (table.name, "no_statistics")
        }
    }
}

extension CapturedTable {
    fileprivate mutating func add(_ line: CaptureLine) {
        switch line {
        case .column(let parts, let statistics):
            columns.append(CapturedColumn(name: parts.last ?? "", statistics: statistics))
        case .members(let parts, let members): change(parts.last ?? "") { $0.members = members }
        case .ranges(let parts, let ranges): change(parts.last ?? "") { $0.ranges = ranges }
        case .lengths(_, let lengths):
            for (column, sizes) in lengths { change(column) { $0.lengths = sizes } }
        case .key(_, let key): keys.append(key)
        case .combination(_, let combination): combinations.append(combination)
        case .index(let parts, let pages): indexes[parts.last ?? ""] = pages
        case .server, .table: preconditionFailure("no line of a table")
        }
    }

    private mutating func change(_ column: String, _ change: (inout CapturedStatistics) -> Void) {
        guard let index = columns.firstIndex(where: { $0.name == column }) else { return }
        change(&columns[index].statistics)
    }
}

extension TableName {
    /// Schema and name lead; what follows names a part of the table.
    fileprivate init?(parts: [String]) {
        guard parts.count >= 2 else { return nil }
        self.init(schema: parts[0], name: parts[1])
    }
}
