/// A CHECK constraint as the server describes it: one of a table, or one of the domain of a column.
public struct CheckLayout: Hashable, Sendable {
    public var name: String
    /// As `pg_get_constraintdef` writes it.
    public var definition: String
    /// The columns that it speaks of, in attribute order; of a domain the one column.
    public var columns: [String]
    /// The domain, as `format_type` writes it: `VALUE` stands for the column. Nil for a constraint of the table.
    public var domain: String?

    public init(name: String, definition: String, columns: [String], domain: String? = nil) {
        self.name = name
        self.definition = definition
        self.columns = columns
        self.domain = domain
    }
}

/// An exclusion constraint as the server describes it.
public struct ExclusionLayout: Hashable, Sendable {
    public var name: String
    /// As `pg_get_constraintdef` writes it.
    public var definition: String
    /// The columns that it speaks of, in attribute order.
    public var columns: [String]

    public init(name: String, definition: String, columns: [String]) {
        self.name = name
        self.definition = definition
        self.columns = columns
    }
}
