/// What CHECK constraints leave of the values of one column.
struct ColumnLimits: Sendable {
    /// Codes that numbers and times may have.
    var low = -most
    var high = most
    var excluded: Set<Int64> = []
    /// The only codes, where they are listed; ascending.
    var codes: [Int64]?
    /// The only texts or labels, where they are listed.
    var texts: [String]?
    /// Lengths of texts.
    var shortest = 0
    var longest = Int.max
    var machine: WordMachine?
    var letters = LetterSet.printable
    /// Columns of the same row whose values lie below this one's.
    var lower: [Lower] = []
    /// The column whose order of ranks all columns have that are compared with this one; nil where none is.
    var leader: String?
    var neverNull = false
    /// The constraints that limit it, in the order in which they were read.
    var constraints: [CheckLayout] = []

    struct Lower: Hashable, Sendable {
        var column: String
        var isStrict: Bool
        var constraint: CheckLayout
    }

    /// Beyond every code.
    static let most: Int64 = 1 << 60

    var limitsCodes: Bool { low > -Self.most || high < Self.most || !excluded.isEmpty || codes != nil }
    var limitsTexts: Bool { shortest > 0 || longest < Int.max || machine != nil || letters != .printable }

    /// Takes in what a condition asks of a column; false where that is not understood.
    mutating func add(_ condition: CheckCondition, _ form: CodeForm, typeName: String, clock: Int64) -> Bool {
        switch condition {
        case .bound(_, let comparison, let constant): return bound(comparison, constant, form, clock)
        case .listed(_, let constants): return listed(constants, form, clock)
        case .unlisted(_, let constants):
            return constants.allSatisfy { unlisted($0, form, ignoresCase: typeName == "citext", clock) }
        case .length(_, let comparison, let number):
            switch comparison {
            case .below: longest = min(longest, number - 1)
            case .atMost: longest = min(longest, number)
            case .equal: (shortest, longest) = (max(shortest, number), min(longest, number))
            case .atLeast: shortest = max(shortest, number)
            case .above: shortest = max(shortest, number + 1)
            case .different: return number == 0 ? atLeastOne() : false
            }
            return form == .text
        case .pattern(_, let pattern): return form == .text && matched(pattern, isCitext: typeName == "citext")
        case .present:
            neverNull = true
            return true
        case .letters(_, let isUpper):
            letters = letters.subtracting(isUpper ? .lower : .upper)
            return form == .text
        case .trimmed:
            letters = letters.subtracting(.space)
            return form == .text
        case .object: return form == .json
        case .ordered: return false
        }
    }

    private mutating func atLeastOne() -> Bool {
        shortest = max(shortest, 1)
        return true
    }

    private mutating func bound(
        _ comparison: CheckCondition.Comparison, _ constant: CheckConstant, _ form: CodeForm, _ clock: Int64
    ) -> Bool {
        if form == .text { return comparison == .above && constant == .text("") ? atLeastOne() : false }
        if case .labels(let labels) = form {
            guard case .text(let text) = constant, let place = labels.firstIndex(of: text) else { return false }
            let kept =
                switch comparison {
                case .below: labels[..<place]
                case .atMost: labels[...place]
                case .atLeast: labels[place...]
                case .above: labels[(place + 1)...]
                case .equal, .different: preconditionFailure("equality is a list")
                }
            keep(Array(kept))
            return true
        }
        guard let place = form.place(of: constant, clock: clock) else { return false }
        // The clock runs on: what lies before it stays before it, and nothing else does.
        let isRunning = constant == .now || constant == .today
        switch comparison {
        case .below: high = min(high, place.above - 1)
        case .atMost: high = min(high, place.below)
        case .atLeast, .above:
            if isRunning { return false }
            low = max(low, comparison == .above ? place.below + 1 : place.above)
        case .equal, .different: preconditionFailure("equality is a list")
        }
        return true
    }

    private mutating func listed(_ constants: [CheckConstant], _ form: CodeForm, _ clock: Int64) -> Bool {
        switch form {
        case .text, .labels:
            var found: [String] = []
            for constant in constants {
                guard case .text(let text) = constant else { return false }
                found.append(text)
            }
            keep(found)
        case .number, .time, .duration, .boolean:
            var found: Set<Int64> = []
            for constant in constants {
                guard constant != .now, constant != .today, let place = form.place(of: constant, clock: clock) else {
                    return false
                }
                // A number that the column cannot hold.
                if place.below == place.above { found.insert(place.below) }
            }
            codes = found.intersection(codes ?? Array(found)).sorted()
        case .json, .other: return false
        }
        return true
    }

    private mutating func keep(_ found: [String]) {
        let wanted = Set(found.map { Array($0.utf8) })
        let kept = texts?.filter { wanted.contains(Array($0.utf8)) } ?? found
        texts = kept.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private mutating func unlisted(
        _ constant: CheckConstant, _ form: CodeForm, ignoresCase: Bool, _ clock: Int64
    ) -> Bool {
        switch (form, constant) {
        case (.text, .text("")): return atLeastOne()
        case (.text, .text(let text)):
            let literal = PatternNode.sequence([.start, .literal(text), .end])
            // A text that cannot be made need not be left out.
            return take(ignoresCase ? literal.ignoringCase : literal, isNegated: true)
        case (.labels(let labels), .text(let text)):
            keep((texts ?? labels).filter { $0 != text })
            return true
        case (.number, _), (.time, _), (.duration, _), (.boolean, _):
            if constant == .text("NaN") { return true }
            guard constant != .now, constant != .today, let place = form.place(of: constant, clock: clock) else {
                return false
            }
            if place.below == place.above { excluded.insert(place.below) }
            return true
        case (_, _): return false
        }
    }

    private mutating func matched(_ pattern: TextPattern, isCitext: Bool) -> Bool {
        let found =
            switch pattern.form {
            case .regularExpression: RegularExpression.node(of: pattern.text)
            case .like: PatternNode.like(pattern.text)
            }
        guard let found else { return false }
        // Of citext, what matches in one case matches: so it is looked for in every case where it must not be found.
        let ignoresCase = pattern.ignoresCase || (isCitext && pattern.isNegated)
        return take(ignoresCase ? found.ignoringCase : found, isNegated: pattern.isNegated)
    }

    private mutating func take(_ node: PatternNode, isNegated: Bool) -> Bool {
        guard let found = WordMachine(searching: node) else { return false }
        let read = isNegated ? found.complement : found
        guard let both = machine.map({ $0.intersection(read) }) ?? read else { return false }
        machine = both
        return true
    }

    /// The listed texts that meet everything else, too.
    func keptTexts(_ texts: [String]) -> [String] {
        texts.filter { text in
            let count = text.unicodeScalars.count
            return count >= shortest && count <= longest
                && (machine.map { $0.accepts(text) } ?? true)
                && (letters == .printable || text.utf8.allSatisfy { letters.contains($0) })
        }
    }

    /// The listed codes that meet everything else, too.
    func keptCodes(_ codes: [Int64]) -> [Int64] {
        codes.filter { $0 >= low && $0 <= high && !excluded.contains($0) }
    }
}
