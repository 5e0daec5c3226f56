import RehearsalCore

extension ProgramCompiler {
    /// A captured column whose values follow from those of another one, as a statistics object tells; nil for others.
    func dependent(
        _ statistics: CapturedStatistics, _ column: ColumnLayout, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap)? {
        let layout = layouts[site.table]
        guard !layout.foreignKeys.contains(where: { $0.columns.contains(column.name) }),
            let link = link(column.name, statistics, site.table)
        else { return nil }
        let made = try held(
            scalar(statistics, typeName: column.typeName, column, isUnique: false, site), to: column, site)
        guard case .captured(let own) = made.0 else { return nil }
        let program = try program(site.table, link.determinant, site.place)
        let determinant: GroupOrder.Groups
        // By the places of the determinant's common values.
        let numbers: [Int: Int]
        switch program.source {
        case .captured(let codes):
            guard let others = shape.tables[site.table].statistics(of: link.determinant) else { return nil }
            let isUnique = ([layout.primaryKey] + layout.uniqueKeys).contains([link.determinant])
            var other = site
            other.nulls = program.nulls.places?.value
            determinant = .values(codes)
            numbers = builder(others, isUnique: isUnique, other).commonNumbers.filter { $0.value < codes.valueCount }
        case .fetch(.fan(let chooser), _):
            determinant = .parents(chooser)
            numbers = commonParents[program.path] ?? [:]
        default: return nil
        }
        let ownNumbers = builder(statistics, isUnique: false, site).commonNumbers
        let together = link.together.compactMap { pair -> (determinant: Int, own: Int, share: Double)? in
            guard let one = numbers[pair.determinant - 1], let two = ownNumbers[pair.own - 1], two < own.valueCount
            else { return nil }
            return (one, two, pair.share)
        }
        let dependent = DependentCodes(
            own, on: determinant, degree: link.degree, together: together,
            key: CounterRandom.key(site.key, "depends"), in: memory)
        return (.dependent(Frozen(dependent, in: memory)), made.1)
    }

    /// What ties a column to another one of its table.
    private struct Link {
        var determinant: String
        var degree: Double
        /// Places among the most common values of both, from 1, with the share of the rows.
        var together: [(determinant: Int, own: Int, share: Double)]
    }

    /// The strongest tie to a column with more values, so that no two columns follow from each other.
    private func link(_ column: String, _ statistics: CapturedStatistics, _ table: Int) -> Link? {
        let own = weight(column, statistics, table)
        var best: Link?
        for combination in shape.tables[table].combinations where combination.columns.contains(column) {
            for other in combination.columns where other != column {
                guard let others = shape.tables[table].statistics(of: other), weight(other, others, table) > own else {
                    continue
                }
                let degree = combination.degree(of: other, column)
                let together = combination.together(other, column)
                let isTied = degree >= 0.05 || (!together.isEmpty && combination.isTied)
                if isTied, degree > best?.degree ?? -1 {
                    best = Link(determinant: other, degree: degree, together: together)
                }
            }
        }
        return best
    }

    /// The number of values, and the place in the table for equal ones.
    private func weight(_ column: String, _ statistics: CapturedStatistics, _ table: Int) -> Double {
        let count =
            statistics.distinct < 0
            ? -statistics.distinct * Double(rows[table].rowCount) : statistics.distinct
        let place = layouts[table].columns.firstIndex { $0.name == column } ?? 0
        return count + 0.5 - Double(place) / 4096
    }
}

extension CapturedCombination {
    /// How far the second column follows from the first alone.
    fileprivate func degree(of first: String, _ second: String) -> Double {
        guard let numbers, numbers.count == columns.count, let one = columns.firstIndex(of: first),
            let two = columns.firstIndex(of: second)
        else { return 0 }
        return dependencies?["\(numbers[one]) => \(numbers[two])"] ?? 0
    }

    /// Whether values come together more or less often than chance would have it.
    fileprivate var isTied: Bool {
        zip(common ?? [], commonIfIndependent ?? []).contains { abs($0 - $1) > max(0.002, 0.1 * $1) }
    }

    /// Shares of pairs of values, each by its place among the most common ones of its column.
    fileprivate func together(_ first: String, _ second: String) -> [(determinant: Int, own: Int, share: Double)] {
        guard let one = columns.firstIndex(of: first), let two = columns.firstIndex(of: second) else { return [] }
        var shares: [[Int]: Double] = [:]
        for (places, share) in zip(places ?? [], common ?? []) where places.count == columns.count {
            guard let left = places[one], let right = places[two] else { continue }
            shares[[left, right], default: 0] += share
        }
        return shares.sorted { ($0.key[0], $0.key[1]) < ($1.key[0], $1.key[1]) }.map {
            ($0.key[0], $0.key[1], $0.value)
        }
    }
}
