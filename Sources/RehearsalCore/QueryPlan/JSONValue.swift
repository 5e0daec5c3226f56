/// Any JSON value, for reading output whose keys depend on the server's version.
enum JSONValue: Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }

    /// JSONDecoder tells a value's type only by refusing the wrong ones, so they are asked in turn, commonest first.
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
            return
        }
        do {
            self = .text(try value.decode(String.self))
            return
        } catch DecodingError.typeMismatch {}
        do {
            self = .number(try value.decode(Double.self))
            return
        } catch DecodingError.typeMismatch {}
        do {
            self = .bool(try value.decode(Bool.self))
            return
        } catch DecodingError.typeMismatch {}
        do {
            self = .list(try value.decode([JSONValue].self))
            return
        } catch DecodingError.typeMismatch {}
        let keyed = try decoder.container(keyedBy: Key.self)
        var object: [String: JSONValue] = [:]
        for key in keyed.allKeys { object[key.stringValue] = try keyed.decode(JSONValue.self, forKey: key) }
        self = .object(object)
    }

    var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    var number: Double? {
        if case .number(let number) = self { return number }
        return nil
    }

    /// One line: lists joined by commas, whole numbers without a fraction, objects by sorted key.
    var line: String {
        switch self {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number):
            number.rounded() == number && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
        case .text(let text): text
        case .list(let values): values.map(\.line).joined(separator: ", ")
        case .object(let object):
            object.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.line)" }.joined(separator: ", ")
        }
    }
}
