public import RehearsalCore

/// A file of the workload that is to be written: what ``WorkloadReader`` reads of it.
public struct WorkloadFile: Hashable, Sendable {
    public var name: String
    /// At least one.
    public var roles: [WorkloadRole]
    public var callsPerDay: Int?
    public var writes: Bool
    public var parameters: [QueryParameter]
    /// Sentences for whoever reads the file.
    public var remarks: [String]
    /// Without comments at its beginning and without a semicolon.
    public var statement: String

    public init(
        name: String, roles: [WorkloadRole], callsPerDay: Int?, writes: Bool, parameters: [QueryParameter],
        remarks: [String], statement: String
    ) {
        self.name = name
        self.roles = roles
        self.callsPerDay = callsPerDay
        self.writes = writes
        self.parameters = parameters
        self.remarks = remarks
        self.statement = statement
    }

    /// The file's name in the workload's folder.
    public var fileName: String { name + ".sql" }

    /// The file's text.
    public var text: String {
        var lines = [
            Self.line(.name, name), Self.line(.roles, roles.map(\.rawValue).sorted().joined(separator: ", ")),
        ]
        if let callsPerDay { lines.append(Self.line(.callsPerDay, "\(callsPerDay)")) }
        if writes { lines.append(Self.line(.writes, "yes")) }
        if !parameters.isEmpty {
            lines.append(Self.line(.parameters, "[\(parameters.map(Self.item).joined(separator: ", "))]"))
        }
        lines += remarks.map { "-- " + Self.remark($0) }
        return lines.joined(separator: "\n") + "\n\(statement);\n"
    }

    private static func line(_ key: FileHeader.Key, _ value: String) -> String { "-- \(key.rawValue): \(value)" }

    /// A remark is one line without a colon, which would make a key of what stands before it.
    private static func remark(_ text: String) -> String {
        String(text.map { $0 == ":" || $0.isNewline || $0.isControl ? "?" : $0 })
    }

    private static func item(_ parameter: QueryParameter) -> String {
        switch parameter {
        case .value(nil): "null"
        case .value(let value?): quoted(Placeholders.escaped(value))
        case .reference(let reference): quoted(StatisticsReferenceText.text(of: reference))
        }
    }

    /// A scalar of YAML between double quotes.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x80...0x9F).contains(scalar.value):
                result += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension Character {
    fileprivate var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
