import RehearsalCore
import TestGround

extension ModelSchema {
    /// A schema of `tableCount` tables, no two of which are alike but for their names.
    static func random(tableCount: Int, _ random: inout SeededRandom) -> ModelSchema {
        var maker = ModelMaker(random: random)
        let schema = ModelSchema(tables: (0..<tableCount).map { maker.table(like: $0) })
        random = maker.random
        return schema
    }

    /// A name that no other object has; some need quotes.
    static func name(_ word: String, _ random: inout SeededRandom) -> String {
        let number = UInt32.random(in: 0...UInt32.max, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return "\"\(word) \"\"\(number)\"\"\""
        case 1: return "\"\(word).\(number) ON é\""
        default: return "\(word)_\(number)"
        }
    }
}

private struct ModelMaker {
    var random: SeededRandom
    private var count = 0

    init(random: SeededRandom) { self.random = random }

    private mutating func number() -> Int {
        count += 1
        return count
    }

    mutating func table(like index: Int) -> ModelSchema.Table {
        let own = number()
        // The scale of the first column makes each table unlike the others.
        let types = ["numeric(30,\(index))"] + (0...Int.random(in: 1..<5, using: &random)).map { "varchar(\($0 + 1))" }
        let columns = types.enumerated().map { place, type in
            ModelSchema.Column(
                number: place + 1, name: ModelSchema.name("column", &random), type: type, position: place + 1,
                comment: Bool.random(using: &random) ? "comment \(place)" : nil)
        }
        let hasSequence = Bool.random(using: &random)
        return ModelSchema.Table(
            number: own, schema: "public", name: ModelSchema.name("table", &random), columns: columns,
            checks: parts("check", columns), indexes: parts("index", columns), triggers: parts("trigger", columns),
            policies: parts("policy", columns), grantee: Bool.random(using: &random) ? "reader" : nil,
            view: Bool.random(using: &random) ? part("view", columns) : nil,
            sequence: hasSequence ? part("sequence", [columns[0]]) : nil,
            refersTo: Bool.random(using: &random) ? Int.random(in: 1...own, using: &random) : nil)
    }

    /// Parts of different columns, so that no two are alike.
    private mutating func parts(_ word: String, _ columns: [ModelSchema.Column]) -> [ModelSchema.Part] {
        columns.indices.prefix(Int.random(in: 0...2, using: &random)).map { part(word, [columns[$0]]) }
    }

    private mutating func part(_ word: String, _ columns: [ModelSchema.Column]) -> ModelSchema.Part {
        ModelSchema.Part(
            number: number(), name: ModelSchema.name(word, &random), columns: columns.map(\.number))
    }
}
