import RehearsalCore

/// `{mcv(orders.status, 1)}` as a whole parameter: a value by its place in a column's statistics.
///
/// In braces like all that is filled in. Names are written as in SQL: bare ones are lower case, others stand in quotes.
enum StatisticsReferenceText {
    /// Nil for a parameter that is none, and for one that looks like a reference and is not, which is reported.
    static func reference(in parameter: Located<String?>, _ problems: ProblemList) -> StatisticsReference? {
        guard let text = parameter.value,
            let match = text.wholeMatch(of: /\{\s*(mcv|rare|absent|quantile)\s*\((.*)\)\s*\}/)
        else { return nil }
        guard let reference = reference(String(match.output.1), to: String(match.output.2)) else {
            problems.report(.workload(.malformedReference(text)), at: parameter.place)
            return nil
        }
        return reference
    }

    /// The text that is read as the reference.
    static func text(of reference: StatisticsReference) -> String {
        let schema = reference.schema == "public" ? [] : [reference.schema]
        let names = (schema + [reference.table, reference.column]).map(written).joined(separator: ".")
        switch reference.place {
        case .common(let rank): return "{mcv(\(names), \(rank))}"
        case .rare: return "{rare(\(names))}"
        case .absent: return "{absent(\(names))}"
        case .quantile(let share): return "{quantile(\(names), \(share))}"
        }
    }

    private static func written(_ name: String) -> String {
        name.wholeMatch(of: /[a-z_][a-z0-9_$]*/) == nil ? name.quoted("\"") : name
    }

    private static func reference(_ kind: String, to arguments: String) -> StatisticsReference? {
        let pattern =
            #/
            \s* ( (?: [a-z_][a-z0-9_$]* | "(?:[^"]|"")+" ) (?: \. (?: [a-z_][a-z0-9_$]* | "(?:[^"]|"")+" ) ){1,2} )
            \s* (?: , \s* ([0-9.]+) \s* )?
            /#
        guard let match = arguments.wholeMatch(of: pattern) else { return nil }
        let names = names(in: String(match.output.1))
        guard names.count >= 2, let place = place(kind, match.output.2.map(String.init)) else { return nil }
        return StatisticsReference(
            place, schema: names.count == 3 ? names[0] : "public", table: names[names.count - 2],
            column: names[names.count - 1])
    }

    private static func place(_ kind: String, _ number: String?) -> StatisticsReference.Place? {
        switch (kind, number) {
        case ("mcv", let number?): Int(number).flatMap { $0 >= 1 ? .common($0) : nil }
        case ("rare", nil): .rare
        case ("absent", nil): .absent
        case ("quantile", let number?): Double(number).flatMap { (0...1).contains($0) ? .quantile($0) : nil }
        default: nil
        }
    }

    private static func names(in text: String) -> [String] {
        text.matches(of: /([a-z_][a-z0-9_$]*)|"((?:[^"]|"")+)"/).map { match in
            match.output.1.map(String.init) ?? String(match.output.2 ?? "").replacing("\"\"", with: "\"")
        }
    }
}
