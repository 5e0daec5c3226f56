extension Program {
    /// The programs that may give this program's codes: itself, or those that it hands on to.
    var leaves: [Program] {
        switch source {
        case .fetch(_, let target), .copy(_, let target), .same(let target): target.leaves
        case .polymorphic(let rule): rule.cases.flatMap { $0.program.leaves }
        case .choose(let choice): choice.cases.flatMap { $0.program.leaves } + (choice.otherwise?.leaves ?? [])
        case .mix(_, let programs): programs.flatMap { $0.leaves }
        case .null, .constant, .counter, .heapPosition, .ordinal, .cycling, .bijection, .uniform, .weighted, .listed,
            .threshold, .quantiles, .captured, .grouped, .dependent, .season, .offset, .sum, .portion, .part:
            [self]
        }
    }

    var isAlwaysNull: Bool {
        if case .null = source { return true }
        return false
    }

    /// What a leaf makes, for messages.
    var product: String {
        switch map {
        case .handedOn: "another column's values"
        case .number(let scale): scale == 0 ? "whole numbers" : "numbers with \(scale) digits after the point"
        case .boolean: "true and false"
        case .time: "times"
        case .literals, .key, .ranked, .template, .paragraph: "texts"
        case .uuid: "UUIDs"
        case .object, .documents: "JSON objects"
        case .composite: "values of a composite type"
        case .range: "ranges"
        case .list, .pick, .arrays: "arrays"
        }
    }
}
