/// A rule for rows that a step adds to a table, and what the rows from before the step would say to it.
public struct AddedConstraint: Hashable, Comparable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case check
        case primaryKey = "primary_key"
        case uniqueIndex = "unique_index"
        case foreignKey = "foreign_key"
        case notNull = "not_null"
        case exclusion
        /// A CHECK of a domain, which rules columns of several tables.
        case domainCheck = "domain_check"
    }

    public var kind: Kind
    /// `schema.table`, quoted where needed; the domain of a domain's check.
    public var table: String
    /// The constraint's, the index's or the column's name, quoted where needed.
    public var name: String
    /// PostgreSQL's own words for it.
    public var definition: String
    /// False where it holds for new rows only: `NOT VALID`.
    public var isValidated: Bool
    /// Counts the rows that break it, made from the catalog's definition; nil for kinds that are not counted.
    public var query: String?
    /// What the data from before the step says; nil where nobody asked.
    public var before: RowsBefore?
    /// Rows that break it after the step, asked only where it is not validated.
    public var brokenAfter: Int64?

    public init(
        kind: Kind, table: String, name: String, definition: String, isValidated: Bool, query: String?,
        before: RowsBefore? = nil, brokenAfter: Int64? = nil
    ) {
        self.kind = kind
        self.table = table
        self.name = name
        self.definition = definition
        self.isValidated = isValidated
        self.query = query
        self.before = before
        self.brokenAfter = brokenAfter
    }

    /// `name ON table`: the object of findings.
    public var identity: String { "\(name) ON \(table)" }

    public static func < (left: AddedConstraint, right: AddedConstraint) -> Bool {
        (ExactText(left.table), left.kind.rawValue, ExactText(left.name))
            < (ExactText(right.table), right.kind.rawValue, ExactText(right.name))
    }

    /// The constraints of one state that another did not have, sorted. What was there, but not validated, counts as new
    /// where it is validated now: no row had to obey it.
    public static func added(from before: [AddedConstraint], to after: [AddedConstraint]) -> [AddedConstraint] {
        var known = Set(before)
        for constraint in before where constraint.isValidated {
            var unvalidated = constraint
            unvalidated.isValidated = false
            known.insert(unvalidated)
        }
        return after.filter { !known.contains($0) }.sorted()
    }
}

/// How many rows of before a step break a constraint of it.
public enum RowsBefore: Hashable, Sendable, Codable {
    /// - rows: of the table; nil where they were not counted.
    case counted(rows: Int64?, broken: Int64)
    /// A table, a column or a function that the constraint needs is not there before the step.
    case notThere
    /// Asking ended in an error, as validating the constraint might.
    case refused(ServerComplaint)
    /// No query is made for constraints of this kind.
    case notCounted
}

/// What became of the constraints that a step adds.
public struct PreValidation: Hashable, Sendable, Codable {
    /// Sorted by table, kind and name.
    public var constraints: [AddedConstraint]
    /// False where nobody asked, because there was no state from before the step to ask in.
    public var wasDone: Bool
    /// False where the way back left other rows than there were, so that the numbers are not quite those of before.
    public var dataWasRestored: Bool

    public init(constraints: [AddedConstraint], wasDone: Bool = false, dataWasRestored: Bool = true) {
        self.constraints = constraints
        self.wasDone = wasDone
        self.dataWasRestored = dataWasRestored
    }

    public static let nothingAdded = PreValidation(constraints: [])

    /// Those that rows from before the step break.
    public var broken: [AddedConstraint] { constraints.filter { $0.brokenBefore > 0 } }
    /// Rows that break some constraint; a row that breaks two counts twice.
    public var brokenRowCount: Int64 { constraints.reduce(0) { $0 + $1.brokenBefore } }
}

extension AddedConstraint {
    /// Rows from before the step that break it, as far as they were counted.
    public var brokenBefore: Int64 {
        switch before {
        case .counted(_, let broken)?: broken
        case .notThere?, .refused?, .notCounted?, nil: 0
        }
    }
}
