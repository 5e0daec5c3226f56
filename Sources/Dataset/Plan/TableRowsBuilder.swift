import RehearsalCore

/// Works out every table's number of rows and the spread over its parents, parents first.
struct TableRowsBuilder {
    private let shapes: [TableShape]
    private let index: [TableName: Int]
    private let seedKey: UInt64
    private let scaleThousandths: Int
    private let memory: FrozenMemory
    private var built: [Int: TableRows] = [:]
    private var underWay: [TableName] = []

    /// More rows than this in one table are a mistake.
    private static let largestRowCount = 1 << 40

    init(
        shapes: [TableShape], index: [TableName: Int], seedKey: UInt64, scaleThousandths: Int, memory: FrozenMemory
    ) {
        self.shapes = shapes
        self.index = index
        self.seedKey = seedKey
        self.scaleThousandths = scaleThousandths
        self.memory = memory
    }

    /// The tables' rows in the order of the shapes.
    mutating func allTables() throws(DatasetError) -> [TableRows] {
        var tables: [TableRows] = []
        for number in shapes.indices { tables.append(try rows(number)) }
        return tables
    }

    private mutating func rows(_ number: Int) throws(DatasetError) -> TableRows {
        if let done = built[number] { return done }
        let shape = shapes[number]
        if underWay.contains(shape.name) {
            throw DatasetError(.cycle((underWay + [shape.name]).map(\.description)), at: shape.rows.place)
        }
        underWay.append(shape.name)
        let key = CounterRandom.key(seedKey, shape.name.description)
        var parent: (index: Int, rows: TableRows)?
        if let name = shape.rows.parent {
            guard let parentIndex = index[name] else {
                let suggestion = NearestName.suggestion(for: name.name, among: index.keys.map(\.name))
                throw DatasetError(.unknownTable(name.description, suggestion: suggestion), at: shape.rows.place)
            }
            parent = (parentIndex, try rows(parentIndex))
        }
        let counts = try rowCounts(shape, parent?.rows)
        var fanOut: FanOut?
        if let parent {
            let made = FanOut(
                rowCount: counts.scaled, parentCount: parent.rows.rowCount, rule: shape.rows, key: key, in: memory)
            if counts.scaled > 0, made.rowCount == 0 {
                throw DatasetError(
                    .referenceToEmptyTable(column: shape.name.description, table: parent.rows.name.description),
                    at: shape.rows.place)
            }
            fanOut = made
        }
        underWay.removeLast()
        let count = fanOut?.rowCount ?? counts.scaled
        let table = TableRows(
            name: shape.name, baseRowCount: counts.base, key: key,
            space: RowSpace(
                rowCount: count, parent: parent?.index, fanOut: fanOut,
                heapOrder: Permutation(count: UInt64(count), key: CounterRandom.key(key, "heap"))))
        built[number] = table
        return table
    }

    /// Rows at scale 1 and at the scale that was asked for, before a limit per parent cuts any off.
    private func rowCounts(_ shape: TableShape, _ parent: TableRows?) throws(DatasetError) -> (base: Int, scaled: Int) {
        let base: Int
        var scaled: Int
        switch shape.rows.count {
        case .fixed(let count): (base, scaled) = (count, count)
        case .total(let count): (base, scaled) = (count, rounded(count * scaleThousandths, by: 1000))
        case .mean(let thousandths):
            let product = thousandths * (parent?.baseRowCount ?? 0)
            base = rounded(product, by: 1000)
            scaled = rounded(product * scaleThousandths, by: 1_000_000)
        case .each(let share):
            base = rounded((parent?.baseRowCount ?? 0) * share.millionths, by: 1_000_000)
            scaled = rounded((parent?.rowCount ?? 0) * share.millionths, by: 1_000_000)
        }
        if base > 0 { scaled = max(1, scaled) }
        guard base >= 0, scaled <= Self.largestRowCount else {
            throw DatasetError(
                .outOfRange(what: "the number of rows of \(shape.name)", expected: "a smaller number or scale"),
                at: shape.rows.place)
        }
        return (base, scaled)
    }

    private func rounded(_ amount: Int, by divisor: Int) -> Int { (amount + divisor / 2) / divisor }
}
