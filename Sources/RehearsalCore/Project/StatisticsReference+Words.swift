extension StatisticsReference {
    /// As a workload query spells it: `{mcv(public.orders.status, 1)}`.
    public var words: String {
        let column = [schema, table, column].map(Self.spelled).joined(separator: ".")
        switch place {
        case .common(let number): return "{mcv(\(column), \(number))}"
        case .rare: return "{rare(\(column))}"
        case .absent: return "{absent(\(column))}"
        case .quantile(let share): return "{quantile(\(column), \(share))}"
        }
    }

    /// Bare names are lower case, others stand in quotes.
    private static func spelled(_ name: String) -> String {
        let isBare =
            name.first.map { $0 == "_" || ("a"..."z").contains($0) } ?? false
            && name.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "$" }
        return isBare ? name : "\"\(name.replacing("\"", with: "\"\""))\""
    }
}
