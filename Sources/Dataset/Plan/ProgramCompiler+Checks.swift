import RehearsalCore

extension ProgramCompiler {
    /// A captured column's codes and values within what CHECK constraints allow.
    ///
    /// Ranks stay what they are, and with them shares, the number of different values and their order.
    func held(
        _ made: (CodeSource, ValueMap), to column: ColumnLayout, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        guard let limits = limits.limits(of: column.name, in: site.table) else { return made }
        let form = CodeForm(column)
        switch form {
        case .text: return try heldTexts(made, limits, column, site)
        case .labels(let labels):
            guard let texts = limits.texts else { return made }
            return try listed(made.0, labels.filter { texts.contains($0) }, limits, site)
        case .boolean:
            if !limits.limitsCodes { return made }
            return (try chosen(made.0, limits.keptCodes(limits.codes ?? [0, 1]), limits, site), made.1)
        case .number, .time, .duration:
            if let codes = limits.codes { return (try chosen(made.0, limits.keptCodes(codes), limits, site), made.1) }
            let fitted = try changed(made.0, limits, site) { codes in
                Self.fitted(codes, limits.low, limits.high, limits.excluded.sorted(), form.unit, memory)
            }
            return (try ordered(fitted, limits, column, form, site), made.1)
        case .json, .other: return made
        }
    }

    /// The codes of a source changed; throws where they cannot be.
    private func changed(
        _ source: CodeSource, _ limits: ColumnLimits, _ site: Site, available: Int? = nil,
        _ change: (CapturedCodes) -> CapturedCodes?
    ) throws(DatasetError) -> CodeSource {
        switch source {
        case .captured(let codes):
            if let held = change(codes) { return .captured(held) }
            throw tooFew(codes, limits, available, site)
        case .grouped(let order, let codes):
            if let held = change(codes) { return .grouped(order, held) }
            throw tooFew(codes, limits, available, site)
        default: return source
        }
    }

    func tooFew(
        _ codes: CapturedCodes, _ limits: ColumnLimits, _ available: Int?, _ site: Site
    ) -> DatasetError {
        let wanted = codes.stretches.reduce(0) { $0 + $1.codeCount }
        // The type alone has too few, which is no constraint's doing.
        if limits.constraints.isEmpty {
            return DatasetError(
                .outOfRange(what: "the number of different values of \(site.path)", expected: "fewer than \(wanted)"),
                at: site.place)
        }
        return DatasetError(
            .fewValuesAllowed(
                column: site.path, checks: limits.constraints, wanted: wanted, available: available),
            at: site.place)
    }

    private func chosen(
        _ source: CodeSource, _ values: [Int64], _ limits: ColumnLimits, _ site: Site
    ) throws(DatasetError) -> CodeSource {
        try changed(source, limits, site, available: values.count) { $0.chosen(from: values, in: memory) }
    }

    func listed(
        _ source: CodeSource, _ texts: [String], _ limits: ColumnLimits, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        (try chosen(source, texts.indices.map { Int64($0) }, limits, site), .literals(literals(texts)))
    }

    /// Within a range, and on the side of each excluded code that has room.
    private static func fitted(
        _ codes: CapturedCodes, _ low: Int64, _ high: Int64, _ excluded: [Int64], _ unit: Int64, _ memory: FrozenMemory
    ) -> CapturedCodes? {
        guard let found = codes.fitted(low: low, high: high, unit: unit, in: memory) else { return nil }
        guard let bounds = found.bounds,
            let hit = excluded.first(where: { $0 > bounds.lowerBound - unit && $0 <= bounds.upperBound })
        else { return found }
        return fitted(codes, max(low, hit + unit), high, excluded, unit, memory)
            ?? fitted(codes, low, min(high, hit - unit), excluded, unit, memory)
    }

    /// Above the columns that a constraint puts below, row by row.
    private func ordered(
        _ source: CodeSource, _ limits: ColumnLimits, _ column: ColumnLayout, _ form: CodeForm, _ site: Site
    ) throws(DatasetError) -> CodeSource {
        guard let leader = limits.leader else {
            // Columns that all lie above each other have no leader.
            if let lower = limits.lower.first { _ = try program(site.table, lower.column, site.place) }
            return source
        }
        let members = [column.name, leader] + limits.lower.map(\.column)
        let check = limits.lower.first?.constraint
        guard case .captured(var codes) = source else { throw unordered(check, members, site) }
        if leader != column.name, let above = try above(codes, limits, form, site) { return .captured(above) }
        if leader != column.name {
            guard case .captured(let other) = try program(site.table, leader, site.place).source else {
                throw unordered(check, members, site)
            }
            codes = codes.ordered(by: other.order, in: memory)
        }
        for lower in limits.lower {
            guard case .captured(let other) = try program(site.table, lower.column, site.place).source,
                let rule = self.limits.rule(lower.column, column.name, isStrict: lower.isStrict, site.table),
                let lifted = codes.lifted(
                    over: other, rule, rowCount: rows[site.table].rowCount, high: limits.high, unit: form.unit,
                    in: memory)
            else { throw unordered(lower.constraint, members, site) }
            codes = lifted
        }
        // Numbers of 24 bits are the last that a real tells apart.
        if case .number(_, true) = form, codes.top >= 1 << 24 { throw unordered(check, members, site) }
        return .captured(codes)
    }

    /// Codes that lie as a whole above those of the lower columns, where the order of rows is not theirs anyway; nil
    /// where it is, and where there is no room.
    private func above(
        _ codes: CapturedCodes, _ limits: ColumnLimits, _ form: CodeForm, _ site: Site
    ) throws(DatasetError) -> CapturedCodes? {
        guard let lowest = codes.bounds?.lowerBound else { return nil }
        let table = shape.tables[site.table]
        var distance: Int64 = 0
        for lower in limits.lower {
            guard case .captured(let other) = try program(site.table, lower.column, site.place).source,
                let own = column(of: site).flatMap({ table.statistics(of: $0.name) })?.correlation,
                let others = table.statistics(of: lower.column)?.correlation,
                abs(own - others) > 0.05
            else { return nil }
            distance = max(distance, other.top + form.unit - lowest)
        }
        distance = -((-distance).quotientRoundedDown(by: form.unit)) * form.unit
        if distance <= 0 { return codes }
        guard codes.top <= limits.high - distance else { return nil }
        return codes.moved(by: distance, in: memory)
    }

    private func unordered(_ check: CheckLayout?, _ columns: [String], _ site: Site) -> DatasetError {
        guard let found = check ?? limits.constraint(about: columns[0], in: site.table) else {
            preconditionFailure("a column with a leader is compared with another one")
        }
        return limits.notHeld(found, site.table, Array(Set(columns)).sorted())
    }
}
