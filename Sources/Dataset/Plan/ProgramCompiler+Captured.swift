import RehearsalCore

extension ProgramCompiler {
    /// Codes with a captured column's distribution, and values in their order that are nobody's.
    func captured(_ statistics: CapturedStatistics, _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        if statistics.nulls >= 1 { return (.null, .literals(literals([]))) }
        try checkMarks(statistics.lengths?.count, RankedText.lengthCount, of: "lengths", site)
        let layout = layouts[site.table]
        guard let column = column(of: site) else {
            return try scalar(statistics, typeName: statistics.type, nil, isUnique: false, site)
        }
        let name = column.name
        if let dependent = try dependent(statistics, column, site) { return dependent }
        // The key of most columns: what it points at agrees with what its columns point at by themselves.
        let keys = layout.foreignKeys.filter { $0.columns.contains(name) }
        if let key = keys.max(by: { $0.columns.count < $1.columns.count }) {
            return try captured(statistics, pointing: key, from: name, site)
        }
        let isUnique = ([layout.primaryKey] + layout.uniqueKeys).contains([name])
        let made = try scalar(statistics, typeName: column.typeName, column, isUnique: isUnique, site)
        return try held(made, to: column, site)
    }

    /// A foreign key's column holds the key of a row over there, which all columns of the key agree about.
    private func captured(
        _ statistics: CapturedStatistics, pointing key: ForeignKeyLayout, from column: String, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        guard let target = index[key.referencedTable], rows[target].rowCount > 0 else {
            if rows[site.table].rowCount == 0 { return (.null, .literals(literals([]))) }
            throw DatasetError(
                .referenceToEmptyTable(column: site.path, table: key.referencedTable.description), at: site.place)
        }
        let place = key.columns.firstIndex(of: column) ?? 0
        let program = try program(target, key.referencedColumns[place], site.place)
        let layout = layouts[site.table]
        let isUnique = ([layout.primaryKey] + layout.uniqueKeys).contains { Set($0) == Set(key.columns) }
        let seed = CounterRandom.key(rows[site.table].key, "key " + key.columns.joined(separator: " "))
        // All columns of a key are NULL together, or else each has NULLs of its own that the key's rows are drawn for.
        let nulls = key.columns.count == 1 ? site.nulls : nil
        let count = nulls?.valueCount ?? rows[site.table].rowCount
        let known = shape.tables[site.table].keys.first { $0.columns == key.columns }
        try checkMarks(known?.fanOut?.count, CapturedKey.fanOutShares.count, of: "fan_out", site)
        let fan = FanRule(
            known: known, statistics: statistics, isUnique: isUnique, childrenCount: count,
            positions: KeyPositions(of: program, rowCount: rows[target].rowCount, isNumber: statistics.gaps != nil),
            parentGrowth: Double(rows[target].rowCount) / Double(max(1, rows[target].baseRowCount)),
            isSampled: 300 * shape.statisticsTarget < count)
        guard let weights = fan.weights(key: seed, &commonParents[site.path, default: [:]]) else {
            throw DatasetError(
                .notEnoughDistinct(what: site.path, wanted: count, available: rows[target].rowCount), at: site.place)
        }
        let fanOut = FanOut(rowCount: count, weights: weights, in: memory)
        if key.columns.count == 1, var order = try groupOrder(for: column, count: rows[target].rowCount, site) {
            if nulls == nil {
                order.pairing = GroupPairing(fanOut, largestGroup: order.groups.largest).map {
                    Frozen($0, in: memory)
                }
            }
            return (.fetch(.grouped(order, target: target), program), .handedOn)
        }
        // Of equal values the order of their places alone correlates: those of the parents with the most children.
        let groups = (0..<fanOut.parentCount).compactMap { parent -> (start: Double, share: Double)? in
            let share = Double(fanOut.rowCount(of: parent)) / Double(max(1, count))
            return share < 0.001 ? nil : (Double(fanOut.firstRow(of: parent)) / Double(max(1, count)), share)
        }
        let ordered = statistics.correlation.map { RankOrder.orderedShare(forCorrelation: $0, groups: groups) } ?? 0
        let rounds = try rounds(besides: column, fanOut, ordered: ordered, site)
        let order = RankOrder(
            count: count,
            ordered: followsHeap(column, site) ? (ordered < 0 ? -1 : 1) : rounds?.ordered ?? ordered, key: seed,
            nulls: nulls, rounds: rounds?.count ?? 0, in: memory)
        let chooser = FanChooser(order: order, fanOut: fanOut, target: target, isOneToOne: isUnique, in: memory)
        return (.fetch(.fan(chooser), program), .handedOn)
    }

    /// A list whose entries mean something by their places has all of them.
    private func checkMarks(_ found: Int?, _ wanted: Int, of list: String, _ site: Site) throws(DatasetError) {
        guard let found, found != wanted else { return }
        throw DatasetError(
            .outOfRange(what: "the number of \(list) of \(site.path)", expected: "\(wanted) of them, not \(found)"),
            at: site.place)
    }

    func scalar(
        _ statistics: CapturedStatistics, typeName: String, _ column: ColumnLayout?, isUnique: Bool, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        let builder = builder(statistics, isUnique: isUnique, site)
        let order = try column.flatMap { column throws(DatasetError) in
            try groupOrder(for: column.name, count: builder.distinctCount, site)
        }
        let distinct = Int64(order?.numberCount ?? builder.distinctCount)
        func codes(
            _ low: Int64, step: Int64, most: Int64, keepsGaps: Bool = true, unit: Int64 = 1, high: Int64? = nil
        ) -> CodeSource {
            let scale = CapturedCodesBuilder.Scale(
                low: low, step: step, largestSpan: most, keepsGaps: keepsGaps, unit: unit, high: high)
            guard let order else {
                let made = builder.codes(scale, key: site.key, in: memory)
                return .captured(partitioned(made, column, unit: unit, site))
            }
            let numbers = CapturedCodesBuilder(statistics: statistics, rowCount: order.numberCount, isUnique: true)
            return .grouped(order, numbers.codes(scale, key: site.key, in: memory))
        }
        if let column, column.members != nil { return try composite(statistics, column, site) }
        if let labels = column?.labels {
            guard Int(distinct) <= labels.count else {
                throw DatasetError(
                    .notEnoughDistinct(what: site.path, wanted: Int(distinct), available: labels.count), at: site.place)
            }
            return (codes(0, step: 1, most: .max, keepsGaps: false), .literals(literals(labels)))
        }
        switch typeName {
        case "smallint": return (codes(1, step: 1, most: 32_000), .number(scale: 0))
        case "integer": return (codes(1, step: 1, most: 2_000_000_000), .number(scale: 0))
        case "bigint": return (codes(1, step: 1, most: 1 << 52), .number(scale: 0))
        case "numeric", "real", "double precision":
            let scale = scale(of: typeName, column, statistics, distinct: distinct, site)
            let step = step(of: typeName, statistics, distinct: distinct, scale: scale)
            return (codes(1, step: step, most: 1 << 52), .number(scale: scale))
        case "boolean": return (codes(0, step: 1, most: 1, keepsGaps: false), .boolean)
        case "date":
            let day = CivilDate.microsecondsPerDay
            return (codes(0, step: day, most: 800 * 365 * day, unit: day, high: (clock / day + 1) * day), .time)
        case "timestamp without time zone", "timestamp with time zone":
            let span = 3 * 365 * CivilDate.microsecondsPerDay
            return (codes(clock - span, step: max(1, span / max(1, distinct)), most: span), .time)
        case "uuid": return (codes(0, step: max(1, (1 << 60) / max(1, distinct)), most: .max, keepsGaps: false), .uuid)
        case "text", "character varying", "character", "citext", "name", "bytea":
            let source = codes(0, step: 1, most: .max, keepsGaps: false)
            var text = try rankedText(statistics, count: distinct, column, site)
            if case .captured(let made) = source { text.lengthKey = made.lengthKey(for: text, site.key) }
            return (source, .ranked(text))
        case "time without time zone":
            let day = CivilDate.microsecondsPerDay
            return (codes(0, step: max(1, day / max(1, distinct)), most: day, keepsGaps: false), .number(scale: 0))
        case "interval": return (codes(0, step: 60_000_000, most: .max, keepsGaps: false), .number(scale: 0))
        case "inet", "cidr":
            guard distinct <= 1 << 24 else {
                throw DatasetError(
                    .notEnoughDistinct(what: site.path, wanted: Int(distinct), available: 1 << 24), at: site.place)
            }
            return (codes(0, step: 1, most: 1 << 24, keepsGaps: false), .number(scale: 0))
        case "json", "jsonb": return try document(statistics, site)
        case let name where name.hasSuffix("[]"): return try array(statistics, of: String(name.dropLast(2)), site)
        default:
            let element = RangeTypes.element(ofRange: typeName) ?? RangeTypes.element(ofMultirange: typeName)
            if let element { return try range(statistics, of: element, site) }
            throw DatasetError(.typeNotSupported(column: site.path, type: typeName), at: site.place)
        }
    }

    /// Digits behind the point. Numbers so short that they can have none have none, unless a constraint counts on them.
    private func scale(
        of typeName: String, _ column: ColumnLayout?, _ statistics: CapturedStatistics, distinct: Int64, _ site: Site
    ) -> Int {
        let isShort = typeName == "numeric" && statistics.width <= 5 && distinct < 10_000
        let held = column.flatMap { limits.limits(of: $0.name, in: site.table)?.constraints } ?? []
        if isShort, held.isEmpty { return 0 }
        return CodeForm.scale(of: typeName, column?.numericScale)
    }

    /// How far neighbours lie apart, so that numbers are as long as they were: four digits take two bytes.
    private func step(
        of typeName: String, _ statistics: CapturedStatistics, distinct: Int64, scale: Int
    ) -> Int64 {
        let groups = (statistics.width - 2) / 2 - (scale > 0 ? 1 : 0)
        guard typeName == "numeric", (2...3).contains(groups) else { return 1 }
        let highest = (0..<(4 * groups - 3 + scale)).reduce(Int64(10)) { product, _ in product * 10 }
        return max(1, highest / max(1, distinct) | 1)
    }

    /// Whether a column decides which partition a row lies in: its order is that of the heap.
    private func followsHeap(_ column: String, _ site: Site) -> Bool {
        layouts[site.table].partitionKey.first == column
    }

    /// Codes that lie in partitions as many rows of which there were in each.
    private func partitioned(
        _ codes: CapturedCodes, _ column: ColumnLayout?, unit: Int64, _ site: Site
    ) -> CapturedCodes {
        let sizes = shape.tables[site.table].partitions
        let layout = layouts[site.table]
        guard let column, followsHeap(column.name, site), !sizes.isEmpty else { return codes }
        let ranges = layout.partitions.map { partition in
            CapturedCodes.Range(
                rows: sizes[partition.name.description].map { Int($0.rows) } ?? 0, low: partition.low,
                high: partition.high)
        }
        return codes.placed(in: ranges, unit: unit, in: memory)
    }

    func builder(_ statistics: CapturedStatistics, isUnique: Bool, _ site: Site) -> CapturedCodesBuilder {
        let rowCount = rows[site.table].rowCount
        let valueCount = site.nulls?.valueCount ?? rowCount
        var statistics = statistics
        if let column = column(of: site)?.name, followsHeap(column, site) {
            statistics.correlation = (statistics.correlation ?? 1) < 0 ? -1 : 1
        }
        return CapturedCodesBuilder(
            statistics: statistics, rowCount: valueCount, isUnique: isUnique, nulls: site.nulls,
            sampleCount: min(300 * shape.statisticsTarget, rowCount) * valueCount / max(1, rowCount))
    }

    /// A captured column that has no value in some rows, by nothing but their share.
    ///
    /// A column that a constraint holds against another one shares that one's ranks, and NULLs are drawn.
    func nullPlaces(of field: Field, _ site: Site) -> NullPlaces? {
        guard case .captured(let statistics) = field.generator, statistics.nulls < 1, field.nulls.share.millionths > 0,
            field.nulls.unless == nil, field.nulls.with == nil, let column = column(of: site),
            limits.limits(of: column.name, in: site.table)?.leader == nil
        else { return nil }
        return NullPlaces(
            rowCount: rows[site.table].rowCount, share: field.nulls.share, key: CounterRandom.key(site.key, "null"),
            in: memory)
    }

    /// The column that a site is; nil for what lies inside of one.
    func column(of site: Site) -> ColumnLayout? {
        let name = site.path.dropFirst(rows[site.table].name.description.count + 1)
        return layouts[site.table].columns.first { $0.name == name }
    }

    private func rankedText(
        _ statistics: CapturedStatistics, count: Int64, _ column: ColumnLayout?, _ site: Site
    ) throws(DatasetError) -> RankedText {
        var digits = 1
        var reach: Int64 = 36
        while reach < count {
            digits += 1
            reach *= 36
        }
        let limit = column?.characterLimit ?? Int.max
        guard digits <= limit else {
            throw DatasetError(
                .outOfRange(what: "the number of different texts", expected: "fewer for \(limit) characters"),
                at: site.place)
        }
        // Without lengths the average counts, which has a byte for the length of a short text and four for a long one.
        let average = max(0, statistics.width - (statistics.width > 127 ? 4 : 1))
        // Of few values each one's length would weigh as much as the value, which nobody knows.
        let known = statistics.lengths.flatMap { count > 100 && $0.count == RankedText.lengthCount ? $0 : nil }
        let lengths = (known ?? [Int](repeating: average, count: RankedText.lengthCount)).map {
            min(max($0, digits), limit)
        }
        return RankedText(digitCount: digits, lengths: lengths, in: memory)
    }
}
