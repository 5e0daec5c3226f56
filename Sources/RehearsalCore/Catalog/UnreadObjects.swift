/// Rows of one system catalog that a reading passed over: the hole in a catalog, by name.
public struct UnreadObjects: Hashable, Sendable {
    /// Why they were not read.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// No reader knows them: a catalog of a newer server, or objects in a schema of PostgreSQL's own.
        case notModelled = "not modelled"
        /// The role that read may not see them.
        case notPermitted = "not permitted"
    }

    /// The most names that are kept.
    public static let nameLimit = 5

    /// The catalog's name, without its schema: `pg_class`.
    public var catalog: String
    public var reason: Reason
    /// How many rows; nil where the role may not even count them.
    public var count: Int?
    /// Some of them as PostgreSQL names them, at most ``nameLimit``; or what of them is hidden.
    public var names: [String]

    public init(catalog: String, reason: Reason, count: Int?, names: [String]) {
        precondition(names.count <= Self.nameLimit, "a reading names at most \(Self.nameLimit) of what it left out")
        self.catalog = catalog
        self.reason = reason
        self.count = count
        self.names = names
    }

    /// `3 rows of pg_class: table pg_catalog.a, table pg_catalog.b and 1 more`.
    public var summary: String {
        let rows = count.map { $0 == 1 ? "1 row of \(catalog)" : "\($0) rows of \(catalog)" } ?? "rows of \(catalog)"
        guard !names.isEmpty else { return rows }
        let leftOut = (count ?? names.count) - names.count
        return "\(rows): \(names.joined(separator: ", "))" + (leftOut > 0 ? " and \(leftOut) more" : "")
    }
}
