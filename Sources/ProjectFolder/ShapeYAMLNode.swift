import Dataset
import RehearsalCore
import Yams

/// A node of a shape file with the file's name: the strict reading of single values.
struct ShapeYAMLNode {
    let node: Yams.Node
    let file: String

    var place: SourcePlace {
        SourcePlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    func error(_ what: String, next: String) -> ShapeYAMLError { ShapeYAMLError(what, at: place, next: next) }

    var isMapping: Bool { node.mapping != nil }
    var isSequence: Bool { node.sequence != nil }

    /// The scalar's text, whatever it stands for; empty for lists and mappings.
    var rawText: String { node.scalar?.string ?? "" }

    /// A plain `null`, `~` or nothing.
    var isNull: Bool {
        guard let scalar = node.scalar, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }

    func text(_ what: String) throws -> String {
        guard let scalar = node.scalar, !isNull else {
            throw error("\(what) is not a text.", next: "Write one value.")
        }
        return scalar.string
    }

    func items(_ what: String) throws -> [ShapeYAMLNode] {
        guard let sequence = node.sequence else {
            throw error("\(what) is not a list.", next: "Write [first, second].")
        }
        return sequence.map { ShapeYAMLNode(node: $0, file: file) }
    }

    func mapping(_ what: String) throws -> ShapeYAMLMapping {
        guard let mapping = node.mapping else {
            throw error("\(what) is not a mapping.", next: "Write keys and values.")
        }
        var entries: [ShapeYAMLMapping.Entry] = []
        for (key, value) in mapping {
            let keyNode = ShapeYAMLNode(node: key, file: file)
            entries.append(
                .init(
                    name: try keyNode.text("A key"), key: keyNode, value: ShapeYAMLNode(node: value, file: file)))
        }
        return ShapeYAMLMapping(what: what, node: self, entries: entries)
    }

    func whole(_ what: String) throws -> Int {
        guard let scalar = node.scalar, let number = Int(scalar.string), number.magnitude < 1 << 50 else {
            throw error("\(what) is not a whole number.", next: "Write a whole number, for example 12.")
        }
        return number
    }

    func decimal(_ what: String) throws -> FixedDecimal {
        guard let scalar = node.scalar, let number = FixedDecimal(scalar.string) else {
            throw error("\(what) is not a number.", next: "Write a decimal number, for example 12.5.")
        }
        return number
    }

    /// A number above zero in thousandths.
    func thousandths(_ what: String) throws -> Int {
        let number = try decimal(what)
        guard number.unscaled >= 0, let value = number.rescaled(to: max(3, number.scale)), number.scale <= 3 else {
            throw error("\(what) is out of range.", next: "Write a positive number with at most three decimals.")
        }
        return Int(value)
    }

    func flag(_ what: String) throws -> Bool {
        guard let scalar = node.scalar, let value = ["true": true, "false": false][scalar.string] else {
            throw error("\(what) is neither true nor false.", next: "Write true or false.")
        }
        return value
    }

    /// A share with its unit, such as `12.5%`.
    func share(_ what: String, most: Int = 1_000_000) throws -> Share {
        let unit = error("\(what) is not a share.", next: "Write a share with its unit, for example 12.5%.")
        guard let scalar = node.scalar, scalar.string.hasSuffix("%"),
            let number = FixedDecimal(scalar.string.dropLast()), number.scale <= 4,
            let millionths = number.rescaled(to: 4), (0...Int64(most)).contains(millionths)
        else { throw unit }
        return Share(millionths: Int(millionths))
    }

    /// A duration with its unit, in seconds: `90s`, `5min`, `8h`, `-30d`, `2w`, `3y` of 365 days.
    func seconds(_ what: String) throws -> Int64 {
        let units: [(String, Int64)] = [
            ("min", 60), ("s", 1), ("h", 3600), ("d", 86_400), ("w", 604_800), ("y", 31_536_000),
        ]
        let scalar = node.scalar?.string ?? ""
        for (unit, length) in units where scalar.hasSuffix(unit) {
            guard let count = Int64(scalar.dropLast(unit.count)), count.magnitude < 1 << 31 else { break }
            return count * length
        }
        throw error(
            "\(what) is not a duration.", next: "Write a duration with its unit, for example 90s, 5min, 8h, 30d, 3y.")
    }

    /// A value as YAML spells it: plain numbers and flags are what they look like, anything quoted is text.
    func literal(_ what: String) throws -> Literal {
        guard let scalar = node.scalar, !isNull else {
            throw error("\(what) is not a single value.", next: "Write one value.")
        }
        guard scalar.style == .plain else { return .text(scalar.string) }
        if scalar.string == "true" { return .boolean(true) }
        if scalar.string == "false" { return .boolean(false) }
        return FixedDecimal(scalar.string).map { .number($0) } ?? .text(scalar.string)
    }

    /// Exactly two nodes.
    func pair(_ what: String) throws -> (ShapeYAMLNode, ShapeYAMLNode) {
        let items = try items(what)
        guard items.count == 2 else { throw error("\(what) has not two ends.", next: "Write [lowest, highest].") }
        return (items[0], items[1])
    }
}
