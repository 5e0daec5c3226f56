import RehearsalCore

extension ProgramCompiler {
    /// Reads a template: text, and parts in braces. `{{` stands for a brace.
    ///
    /// `{name}` is a word of that list, `{$column}` another column, `{$column.year}` a part of its date, `{row}`,
    /// `{row:5}` and `{ordinal}` numbers from 1, `{scatter:5}` five digits that no other row has, `{digits:4}` and
    /// `{hex:8}` random ones, `{1..254}` a number of the range.
    func parts(of template: String, _ site: Site) throws(DatasetError) -> [TemplatePart] {
        var parts: [TemplatePart] = []
        var literal = ""
        var rest = Substring(template)
        while let character = rest.popFirst() {
            guard character == "{" else {
                literal.append(character)
                continue
            }
            if rest.first == "{" {
                literal.append(rest.removeFirst())
                continue
            }
            guard let end = rest.firstIndex(of: "}") else {
                throw DatasetError(.badTemplate(template, reason: "a brace is not closed"), at: site.place)
            }
            if !literal.isEmpty { parts.append(.literal(memory.list(literal.utf8))) }
            literal = ""
            let name = String(rest[..<end])
            parts.append(try part(name, of: template, site.nested("part \(parts.count)", site.place)))
            rest = rest[rest.index(after: end)...]
        }
        if !literal.isEmpty { parts.append(.literal(memory.list(literal.utf8))) }
        return parts
    }

    private func part(_ text: String, of template: String, _ site: Site) throws(DatasetError) -> TemplatePart {
        if text.hasPrefix("$") { return try columnPart(text.dropFirst(), of: template, site) }
        if let range = try rangePart(text, of: template, site) { return range }
        let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
        let name = pieces.first.map(String.init) ?? ""
        let width = pieces.count == 2 ? Int(pieces[1]) : pieces.count == 1 ? 1 : nil
        guard let width, (1...64).contains(width) else {
            throw DatasetError(.badTemplate(template, reason: "{\(text)} has no width of 1 to 64"), at: site.place)
        }
        switch name {
        case "row": return .row(width: width)
        case "ordinal": return .ordinal(width: width)
        case "hex": return .hexadecimal(width, key: site.key)
        case "digits", "scatter":
            guard width <= 18 else {
                throw DatasetError(.badTemplate(template, reason: "{\(text)} has more than 18 digits"), at: site.place)
            }
            if name == "digits" { return .digits(width, key: site.key) }
            let domain = Int(PowersOfTen.value(width))
            let rowCount = rows[site.table].rowCount
            guard rowCount <= domain else {
                throw DatasetError(
                    .notEnoughDistinct(what: "{\(text)} in \(site.path)", wanted: rowCount, available: domain),
                    at: site.place)
            }
            return .scatter(width: width, Permutation(count: UInt64(domain), key: site.key))
        default:
            return .words(try words(text, site.place), key: site.key)
        }
    }

    private func columnPart(
        _ text: Substring, of template: String, _ site: Site
    ) throws(DatasetError) -> TemplatePart {
        guard let point = text.firstIndex(of: ".") else {
            return .column(try program(site.table, String(text), site.place))
        }
        let column = try program(site.table, String(text[..<point]), site.place)
        guard let part = CalendarPart(rawValue: String(text[text.index(after: point)...])) else {
            throw DatasetError(
                .badTemplate(template, reason: "a time has a year, a quarter and a month"), at: site.place)
        }
        try requireTimes(column, site)
        return .columnPart(column, part)
    }

    private func rangePart(_ text: String, of template: String, _ site: Site) throws(DatasetError) -> TemplatePart? {
        guard let dots = text.firstRange(of: "..") else { return nil }
        guard let low = Int64(text[..<dots.lowerBound]), let high = Int64(text[dots.upperBound...]), low <= high,
            low.magnitude < 1 << 60, high.magnitude < 1 << 60
        else {
            throw DatasetError(.badTemplate(template, reason: "{\(text)} is no range of numbers"), at: site.place)
        }
        return .range(low: low, count: UInt64(high - low) + 1, key: site.key)
    }
}
