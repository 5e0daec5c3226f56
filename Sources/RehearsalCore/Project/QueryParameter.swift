/// What stands for `$1`, `$2`, … of a workload query.
public enum QueryParameter: Hashable, Sendable, Codable {
    /// Nil is NULL.
    case value(String?)
    /// A value that the rehearsed database's statistics tell: the query file holds none.
    case reference(StatisticsReference)
}

/// A value of a column by its place in the column's statistics, so that a workload carries no real value and means the
/// same in production and in a dataset that is like it.
public struct StatisticsReference: Hashable, Sendable, Codable {
    public enum Place: Hashable, Sendable, Codable {
        /// The n-th most common value, from 1.
        case common(Int)
        /// A value that is there and is none of the common ones; the least common of all where all are.
        case rare
        /// A value that is not there.
        case absent
        /// The value below which this share of the rows lies, 0 to 1.
        case quantile(Double)
    }

    public var place: Place
    public var schema: String
    public var table: String
    public var column: String

    public init(_ place: Place, schema: String, table: String, column: String) {
        self.place = place
        self.schema = schema
        self.table = table
        self.column = column
    }
}

/// Values that references of a workload stand for: found once, so that every state is asked with the same ones.
public struct ReferencedValues: Hashable, Sendable {
    public var values: [StatisticsReference: String] = [:]
    /// What the server says of those that it has no value for.
    public var complaints: [StatisticsReference: ServerComplaint] = [:]

    public init() {}
}

extension WorkloadQuery {
    /// The references among the parameters of all variants.
    public var references: Set<StatisticsReference> {
        Set(
            variants.flatMap(\.parameters).compactMap { parameter in
                guard case .reference(let reference) = parameter else { return nil }
                return reference
            })
    }
}
