import RehearsalCore

/// What the CHECK constraints of the schema leave of the values of captured columns.
///
/// A constraint of which no column is captured is the server's to judge.
struct CheckLimits {
    /// By table, as in the shape, and column.
    private var limits: [[String: ColumnLimits]]
    private let shape: Shape
    private let layouts: [TableLayout]
    private let index: [TableName: Int]
    private let clock: Int64

    /// - Throws: the first constraint that captured columns cannot be held to.
    init(
        shape: Shape, layouts: [TableLayout], index: [TableName: Int], rows: [TableRows], clock: Int64
    ) throws(DatasetError) {
        self.shape = shape
        self.layouts = layouts
        self.index = index
        self.clock = clock
        limits = shape.tables.map { _ in [:] }
        for table in layouts.indices where rows[table].rowCount > 0 {
            try refuseExclusions(table)
            for check in layouts[table].checks { try read(check, table) }
        }
        for table in layouts.indices where rows[table].rowCount > 0 {
            limitDigits(table)
            try joinOrdered(table)
        }
    }

    /// What a column's values are limited to; nil where nothing limits them.
    func limits(of column: String, in table: Int) -> ColumnLimits? { limits[table][column] }

    /// A column's generator, which is never NULL where a constraint forbids that.
    func field(_ field: Field, of column: String, in table: Int) -> Field {
        guard limits[table][column]?.neverNull == true else { return field }
        var field = field
        field.nulls.share = .none
        return field
    }

    private func refuseExclusions(_ table: Int) throws(DatasetError) {
        let all = shape.tables[table].columns.map(\.name).filter { shape.tables[table].statistics(of: $0) != nil }
        for exclusion in layouts[table].exclusions {
            // Of expressions the server tells no columns.
            let concerned = exclusion.columns.isEmpty ? all : exclusion.columns.filter { all.contains($0) }
            if let first = concerned.first {
                throw DatasetError(
                    .exclusionNotHeld(
                        table: layouts[table].name.description, exclusion: exclusion, columns: concerned),
                    at: place(of: first, table))
            }
        }
    }

    private mutating func read(_ check: CheckLayout, _ table: Int) throws(DatasetError) {
        let concerned = check.columns.filter { shape.tables[table].statistics(of: $0) != nil }
        if concerned.isEmpty { return }
        guard let conditions = CheckReader(layouts[table], check).conditions(of: check.definition) else {
            throw notHeld(check, table, concerned)
        }
        for condition in conditions {
            let known = condition.columns.compactMap { shape.tables[table].statistics(of: $0) }
            if known.isEmpty { continue }
            if case .ordered(let lower, let upper, let isStrict) = condition {
                guard known.count == 2, isComparable(lower, upper, table) else {
                    throw notHeld(check, table, concerned)
                }
                if known.contains(where: { $0.nulls >= 1 }) { continue }
                limits[table][upper, default: ColumnLimits()].lower.append(
                    ColumnLimits.Lower(column: lower, isStrict: isStrict, constraint: check))
            } else if let column = condition.columns.first {
                try add(
                    condition, to: column, table, of: check, concerned: (table: table, columns: concerned), depth: 0)
            }
        }
    }

    /// A foreign key's column has the values of the column that it points at, which the condition then limits.
    private mutating func add(
        _ condition: CheckCondition, to column: String, _ table: Int, of check: CheckLayout,
        concerned: (table: Int, columns: [String]), depth: Int
    ) throws(DatasetError) {
        guard let known = shape.tables[table].statistics(of: column), depth < 10,
            let layout = layouts[table].columns.first(where: { $0.name == column })
        else { return }
        let asksPresence = if case .present = condition { true } else { false }
        if known.nulls >= 1 {
            if asksPresence { throw notHeld(check, concerned.table, concerned.columns) }
            return
        }
        if !asksPresence, let key = Self.foreignKey(of: column, in: layouts[table]) {
            guard let target = index[key.referencedTable] else { return }
            let place = key.columns.firstIndex(of: column) ?? 0
            return try add(
                condition, to: key.referencedColumns[place], target, of: check, concerned: concerned, depth: depth + 1)
        }
        var found = limits[table][column] ?? ColumnLimits()
        guard found.add(condition, CodeForm(layout), typeName: layout.typeName, clock: clock) else {
            throw notHeld(check, concerned.table, concerned.columns)
        }
        if !found.constraints.contains(check) { found.constraints.append(check) }
        limits[table][column] = found
    }

    /// The key of most columns, as the compiler takes it.
    static func foreignKey(of column: String, in layout: TableLayout) -> ForeignKeyLayout? {
        layout.foreignKeys.filter { $0.columns.contains(column) }.max { $0.columns.count < $1.columns.count }
    }

    private func isComparable(_ lower: String, _ upper: String, _ table: Int) -> Bool {
        lower != upper && rule(lower, upper, isStrict: true, table) != nil
            && [lower, upper].allSatisfy { Self.foreignKey(of: $0, in: layouts[table]) == nil }
    }

    /// The rule by which one column lies below another; nil where they cannot be compared.
    func rule(_ lower: String, _ upper: String, isStrict: Bool, _ table: Int) -> OrderRule? {
        let forms = [lower, upper].compactMap { name in
            layouts[table].columns.first { $0.name == name }.map { CodeForm($0) }
        }
        guard forms.count == 2 else { return nil }
        return OrderRule(lower: forms[0], upper: forms[1], isStrict: isStrict)
    }

    /// The first constraint that puts a column below another one, or above.
    func constraint(about column: String, in table: Int) -> CheckLayout? {
        let all = layouts[table].columns.flatMap { limits[table][$0.name]?.lower ?? [] }
        return all.first { $0.column == column }?.constraint ?? limits[table][column]?.lower.first?.constraint
    }

    func notHeld(_ check: CheckLayout, _ table: Int, _ columns: [String]) -> DatasetError {
        DatasetError(
            .checkNotHeld(table: layouts[table].name.description, check: check, columns: columns),
            at: columns.first.flatMap { place(of: $0, table) })
    }

    private func place(of column: String, _ table: Int) -> SourcePlace? {
        shape.tables[table].columns.first { $0.name == column }?.field.place
    }

    /// Numbers do not have more digits than their type.
    private mutating func limitDigits(_ table: Int) {
        for column in layouts[table].columns where shape.tables[table].statistics(of: column.name) != nil {
            let most: Int64
            switch column.typeName {
            case "smallint": most = Int64(Int16.max)
            case "integer": most = Int64(Int32.max)
            case "numeric":
                // Digits that are not made are zeros.
                let dropped = (column.numericScale ?? 0) - CodeForm.scale(of: column.typeName, column.numericScale)
                guard let digits = column.numericPrecision.map({ $0 - dropped }), (1...17).contains(digits) else {
                    continue
                }
                most = PowersOfTen.value(digits) - 1
            default: continue
            }
            var found = limits[table][column.name] ?? ColumnLimits()
            found.high = min(found.high, most)
            limits[table][column.name] = found
        }
    }
}

extension CheckLimits {
    /// Columns that are compared with each other, over any number of steps, get one order of ranks and bounds that
    /// leave room for each other.
    private mutating func joinOrdered(_ table: Int) throws(DatasetError) {
        let names = layouts[table].columns.map(\.name).filter {
            limits[table][$0] != nil || shape.tables[table].statistics(of: $0) != nil
        }
        var pairs: [(lower: ColumnLimits.Lower, upper: String)] = []
        for name in names { pairs += (limits[table][name]?.lower ?? []).map { (lower: $0, upper: name) } }
        if pairs.isEmpty { return }
        for (lower, upper) in pairs {
            for name in [lower.column, upper] {
                var found = limits[table][name] ?? ColumnLimits()
                if found.codes != nil { throw notHeld(lower.constraint, table, [lower.column, upper]) }
                for code in found.excluded.sorted() { found.low = max(found.low, code + 1) }
                found.excluded = []
                if !found.constraints.contains(lower.constraint) { found.constraints.append(lower.constraint) }
                limits[table][name] = found
            }
        }
        for _ in pairs {
            for (lower, upper) in pairs {
                guard let rule = rule(lower.column, upper, isStrict: lower.isStrict, table),
                    var own = limits[table][lower.column], var other = limits[table][upper]
                else { continue }
                other.low = max(other.low, rule.least(above: own.low))
                own.high = min(own.high, rule.greatest(below: other.high))
                limits[table][lower.column] = own
                limits[table][upper] = other
            }
        }
        try chooseLeaders(pairs.map { [$0.lower.column, $0.upper] }, names, table)
    }

    /// Of columns that hang together, one below which none lies leads.
    private mutating func chooseLeaders(_ pairs: [[String]], _ names: [String], _ table: Int) throws(DatasetError) {
        for name in names where limits[table][name]?.leader == nil && limits[table][name]?.lower.isEmpty == true {
            guard pairs.contains(where: { $0.contains(name) }) else { continue }
            var members: Set = [name]
            for _ in pairs {
                for pair in pairs where !members.isDisjoint(with: pair) { members.formUnion(pair) }
            }
            for member in members { limits[table][member]?.leader = name }
        }
    }
}
