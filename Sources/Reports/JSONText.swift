/// A JSON value that renders the same on every machine: keys sorted, two blanks of indentation, ASCII control-free.
indirect enum JSONText {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Seed-sized numbers, which JSON readers would round: written as digits.
    case unsigned(UInt64)
    /// Rounded to three decimals; `null` where it is not finite.
    case decimal(Double)
    case text(String)
    case list([JSONText])
    case object([String: JSONText])

    static func optional(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }
    static func count(_ number: Int) -> JSONText { .integer(Int64(number)) }

    /// The document, with a line end behind it.
    var rendered: String {
        var output = ""
        write(to: &output, indent: 0)
        return output + "\n"
    }

    private func write(to output: inout String, indent: Int) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let number): output += String(number)
        case .unsigned(let number): output += String(number)
        case .decimal(let number): output += number.isFinite ? String((number * 1000).rounded() / 1000) : "null"
        case .text(let text): Self.writeQuoted(text, to: &output)
        case .list(let values):
            Self.writeItems(values, between: ("[", "]"), to: &output, indent: indent) { value, output in
                value.write(to: &output, indent: indent + 1)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }
            Self.writeItems(sorted, between: ("{", "}"), to: &output, indent: indent) { member, output in
                Self.writeQuoted(member.key, to: &output)
                output += ": "
                member.value.write(to: &output, indent: indent + 1)
            }
        }
    }

    private static func writeItems<Item>(
        _ items: [Item], between brackets: (String, String), to output: inout String, indent: Int,
        _ writeItem: (Item, inout String) -> Void
    ) {
        guard !items.isEmpty else {
            output += brackets.0 + brackets.1
            return
        }
        output += brackets.0
        for (index, item) in items.enumerated() {
            output += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
            writeItem(item, &output)
        }
        output += "\n" + String(repeating: "  ", count: indent) + brackets.1
    }

    /// Control and format characters are escaped, so that a document harms no terminal either.
    private static func writeQuoted(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\t": output += "\\t"
            case "\r": output += "\\r"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    for unit in String(scalar).utf16 {
                        let digits = String(unit, radix: 16)
                        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                    }
                default: output.unicodeScalars.append(scalar)
                }
            }
        }
        output += "\""
    }
}
