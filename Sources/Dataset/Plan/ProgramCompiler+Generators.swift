import RehearsalCore

extension ProgramCompiler {
    /// Where a generator's codes come from and what they stand for.
    func sourceAndMap(_ generator: Generator, _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        switch generator {
        case .null: return (.null, .literals(literals([])))
        case .key, .uuid, .serial, .ordinal, .inOrder: return try identitySource(generator, site)
        case .constant(let literal): return try listed([Weighted(literal, weight: 1)], site)
        case .oneOf(let list): return try listed(list, site)
        case .boolean(let share): return (.threshold(share), .boolean)
        case .number(let low, let high): return try uniform(low, high, site)
        case .logNormal(let law): return try logNormal(law, site)
        case .parent, .reference, .polymorphic, .copy, .sameAs: return try linkSource(generator, site)
        case .captured(let statistics): return try captured(statistics, site)
        case .time(let rule): return try season(rule, site)
        case .offset(let rule): return try offset(rule, site)
        case .part(let column, let part, let plus):
            let whole = try program(site.table, column, site.place)
            try requireTimes(whole, site)
            return (.part(of: whole, part, plus: Int64(plus)), .number(scale: 0))
        case .text(let template): return (.counter, .template(memory.list(try parts(of: template, site))))
        case .paragraph(let name, let low, let high):
            try requireOrder(low > 0 && low <= high, "The length of a paragraph", site)
            let text = ParagraphText(
                sentences: try words(name, site.place), low: low, width: UInt64(high - low + 1))
            return (.counter, .paragraph(text))
        case .object(let members): return (.counter, .object(memory.list(try compile(members, site))))
        case .composite(let members): return try composite(members, site)
        case .range(let rule): return try range(rule, site)
        case .list(let field, let low, let high):
            try requireOrder(low >= 0 && low <= high, "The number of elements", site)
            let element = try compile(field, site.nested("element", field.place))
            return (.counter, .list(element: element, low: low, width: UInt64(high - low + 1)))
        case .pick(let name, let low, let high):
            try requireOrder(low >= 0 && low <= high, "The number of elements", site)
            let list = try words(name, site.place)
            guard high <= list.texts.count else {
                throw DatasetError(
                    .notEnoughDistinct(what: "the list \(name)", wanted: high, available: list.texts.count),
                    at: site.place)
            }
            return (.counter, .pick(words: list, low: low, width: UInt64(high - low + 1)))
        case .choose(let column, let cases, let otherwise):
            return (.choose(try choice(column, cases, otherwise, site)), .handedOn)
        case .mix(let fields): return try mix(fields, site)
        case .sum(let summands): return try sum(summands, site)
        case .portion(let column, let low, let high):
            try requireOrder(low.millionths <= high.millionths, "The portion", site)
            let whole = try program(site.table, column, site.place)
            let scale = try numberScale(whole, site)
            let width = UInt64(high.millionths - low.millionths + 1)
            return (
                .portion(of: whole, low: Int64(low.millionths), width: width, scale: scale), .number(scale: scale)
            )
        }
    }

    private func identitySource(_ generator: Generator, _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        switch generator {
        case .key(let prefix, let length):
            let filler = length - prefix.utf8.count - KeyText.codeDigitCount
            guard filler >= 0, length <= 255 else {
                let least = prefix.utf8.count + KeyText.codeDigitCount
                throw DatasetError(.outOfRange(what: "the key's length", expected: "\(least) to 255"), at: site.place)
            }
            let order = Permutation(count: 1 << 62, key: CounterRandom.key(site.key, "order"))
            return (.bijection(order), .key(KeyText(prefix: memory.list(prefix.utf8), fillerCount: filler)))
        case .uuid: return (.bijection(Permutation(count: 1 << 60, key: site.key)), .uuid)
        case .serial(let start): return (.heapPosition(start: start), .number(scale: 0))
        case .ordinal(let start): return (.ordinal(start: start), .number(scale: 0))
        case .inOrder(let values):
            try requireOrder(!values.isEmpty, "The number of values", site)
            return (.cycling(values.count), .literals(literals(values.map(\.description))))
        case .null, .constant, .oneOf, .boolean, .number, .logNormal, .parent, .reference, .polymorphic, .copy,
            .sameAs, .time, .offset, .part, .text, .paragraph, .object, .list, .pick, .choose, .mix, .sum, .portion,
            .captured, .range, .composite:
            preconditionFailure("this generator makes no identities")
        }
    }

    /// Listed values, sorted, so that codes and values rise together.
    private func listed(_ list: [Weighted<Literal>], _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        try requireOrder(
            list.contains { $0.weight > 0 } && list.allSatisfy { (0...1_000_000_000).contains($0.weight) },
            "The weights", site)
        let numbers = list.compactMap { item -> (FixedDecimal, Int)? in
            if case .number(let number) = item.value { (number, item.weight) } else { nil }
        }
        let flags = list.compactMap { item -> (Bool, Int)? in
            if case .boolean(let flag) = item.value { (flag, item.weight) } else { nil }
        }
        if numbers.count == list.count {
            let scale = numbers.map(\.0.scale).max() ?? 0
            let codes = numbers.map { (code: $0.0.rescaled(to: scale) ?? $0.0.unscaled, weight: $0.1) }
                .sorted { $0.code < $1.code }
            return (.listed(weights(codes.map(\.weight)), memory.list(codes.map(\.code))), .number(scale: scale))
        }
        if flags.count == list.count {
            let sorted = flags.sorted { !$0.0 && $1.0 }
            let codes = sorted.map { Int64($0.0 ? 1 : 0) }
            return (.listed(weights(sorted.map(\.1)), memory.list(codes)), .boolean)
        }
        let sorted = list.map { (text: $0.value.description, weight: $0.weight) }
            .sorted { Array($0.text.utf8).lexicographicallyPrecedes(Array($1.text.utf8)) }
        return (.weighted(weights(sorted.map(\.weight))), .literals(literals(sorted.map(\.text))))
    }

    private func uniform(
        _ low: FixedDecimal, _ high: FixedDecimal, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        let scale = max(low.scale, high.scale)
        guard let first = low.rescaled(to: scale), let last = high.rescaled(to: scale), first <= last else {
            throw DatasetError(.outOfRange(what: "the range", expected: "the lower end first"), at: site.place)
        }
        return (.uniform(low: first, count: UInt64(last - first) + 1), .number(scale: scale))
    }

    private func logNormal(_ law: LogNormal, _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        let scale = max(law.median.scale, law.low.scale, law.high.scale)
        guard let median = law.median.rescaled(to: scale), let low = law.low.rescaled(to: scale),
            let high = law.high.rescaled(to: scale), low <= median, median <= high, median > 0,
            (1001...100_000).contains(law.spreadThousandths)
        else {
            throw DatasetError(
                .outOfRange(
                    what: "the log-normal law", expected: "a positive median within the bounds, spread 1.001 to 100"),
                at: site.place)
        }
        let spread = UInt64(law.spreadThousandths) * UInt64(FixedPoint.one) / 1000
        let table = QuantileTable(logNormalMedian: median, spread: spread, low: low, high: high, in: memory)
        return (.quantiles(table), .number(scale: scale))
    }

    func compile(_ members: [ObjectMember], _ site: Site) throws(DatasetError) -> [CompiledMember] {
        var compiled: [CompiledMember] = []
        for member in members {
            let buffer = RowBuffer(capacity: 64)
            buffer.append(",\"")
            JSONWriter.appendEscaped(Array(member.key.utf8), to: buffer)
            buffer.append("\":")
            let program = try compile(member.field, site.nested(member.key, member.field.place))
            let written = WrittenValues(program, in: memory) {
                JSONWriter(text: TextWriter(evaluator: evaluator)).write($0, to: $1)
            }
            compiled.append(
                CompiledMember(
                    key: memory.list(buffer.bytes),
                    shortKey: buffer.count <= ShortBytes.capacity ? Frozen(ShortBytes(buffer.bytes), in: memory) : nil,
                    written: written.map { Frozen($0, in: memory) }, present: member.present,
                    presenceKey: CounterRandom.key(program.key, "present"), program: program))
        }
        return compiled
    }

    private func choice(
        _ column: String, _ cases: [Case], _ otherwise: Field?, _ site: Site
    ) throws(DatasetError) -> CompiledChoice {
        let decider = try decider(column, site)
        var compiled: [CompiledChoice.Case] = []
        for item in cases {
            let value = try comparison(item.value, decider, item.field.place)
            let program = try compile(item.field, site.nested(item.value.description, item.field.place))
            compiled.append(CompiledChoice.Case(value: value, program: program))
        }
        var last: Program?
        if let otherwise { last = try compile(otherwise, site.nested("otherwise", otherwise.place)) }
        return CompiledChoice(decider: decider, cases: memory.list(compiled), otherwise: last)
    }

    private func mix(_ fields: [Weighted<Field>], _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        try requireOrder(fields.contains { $0.weight > 0 }, "The shares of a mix", site)
        var programs: [Program] = []
        for (number, item) in fields.enumerated() {
            programs.append(try compile(item.value, site.nested("mix \(number)", item.value.place)))
        }
        return (.mix(weights(fields.map(\.weight)), memory.list(programs)), .handedOn)
    }

    private func sum(_ summands: [Summand], _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        var compiled: [CompiledSummand] = []
        var scale = 0
        for summand in summands {
            let column = try program(site.table, summand.column, site.place)
            scale = max(scale, try numberScale(column, site))
            compiled.append(CompiledSummand(program: column, isNegative: summand.isNegative))
        }
        return (.sum(memory.list(compiled), scale: scale), .number(scale: scale))
    }

    /// The most digits after the point that a column's numbers have.
    func numberScale(_ program: Program, _ site: Site) throws(DatasetError) -> Int {
        var most = 0
        for leaf in program.leaves where !leaf.isAlwaysNull {
            guard case .number(let scale) = leaf.map else {
                throw DatasetError(.notANumber(column: program.path), at: site.place)
            }
            most = max(most, scale)
        }
        return most
    }

    private func weights(_ weights: [Int]) -> WeightTable { WeightTable(weights: weights, in: memory) }

    func requireOrder(_ holds: Bool, _ what: String, _ site: Site) throws(DatasetError) {
        if !holds {
            throw DatasetError(.outOfRange(what: what, expected: "positive numbers, the lower first"), at: site.place)
        }
    }
}
