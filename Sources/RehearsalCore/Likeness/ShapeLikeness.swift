/// How like a dataset is to the shape that it was made of, held against what two ANALYZE of one table differ by.
public struct ShapeLikeness: Hashable, Sendable {
    /// In the order of tables and columns; what a table is measured by as a whole stands before its columns.
    public var scores: [LikenessScore]
    /// Tables and columns that only one of the two has, sorted.
    public var unmatched: [String]

    public init(scores: [LikenessScore], unmatched: [String]) {
        self.scores = scores
        self.unmatched = unmatched.sorted()
    }

    public var failing: [LikenessScore] { scores.filter { !$0.isAlike } }
}

/// One statistic of one column, or of a table, in both.
public struct LikenessScore: Hashable, Sendable {
    /// `schema.table` or `schema.table.column`.
    public var name: String
    public var measure: LikenessMeasure
    /// The median over the repetitions.
    public var difference: Double
    /// What the dataset differs from itself by.
    public var floor: Double

    /// - Parameter differences: one for each repetition, at least one.
    public init(name: String, measure: LikenessMeasure, differences: [Double], floor: Double = 0) {
        self.name = name
        self.measure = measure
        self.floor = floor
        difference = differences.sorted()[differences.count / 2]
    }

    public var allowed: Double { max(2 * floor, measure.epsilon) }
    public var isAlike: Bool { difference <= allowed }
}

/// What is measured, and how much of it is nothing.
public enum LikenessMeasure: String, Hashable, Sendable, CaseIterable {
    case rows, nulls, width, distinct, common, bounds, histogram, correlation, elements, dependency
    case pages, toastPages, indexPages

    /// The difference in words, for a table's head.
    public var words: String {
        switch self {
        case .rows: "rows, ratio less 1"
        case .nulls: "share of NULLs, difference"
        case .width: "average width, ratio less 1"
        case .distinct: "different values, ratio less 1"
        case .common: "common values, shares that differ"
        case .bounds: "number of bounds, ratio less 1"
        case .histogram: "positions of bounds, greatest difference"
        case .correlation: "correlation, difference"
        case .elements: "common elements, shares that differ"
        case .dependency: "degree of dependency, difference"
        case .pages: "pages, ratio less 1"
        case .toastPages: "pages of long values, ratio less 1"
        case .indexPages: "pages of indexes, ratio less 1"
        }
    }

    /// A difference that does not count, however steady the statistic is.
    public var epsilon: Double {
        switch self {
        case .rows: 0.01
        case .nulls: 0.012
        case .width: 0.05
        case .distinct: 0.06
        case .common, .elements: 0.024
        case .bounds: 0.05
        case .histogram: 0.05
        case .correlation: 0.052
        case .dependency: 0.01
        case .pages, .toastPages, .indexPages: 0.05
        }
    }
}
