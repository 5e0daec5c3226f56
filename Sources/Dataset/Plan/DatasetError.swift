public import RehearsalCore

/// Why no rows can be made of a shape.
public struct DatasetError: ExplainedError, Hashable {
    public enum Problem: Hashable, Sendable {
        case unknownTable(String, suggestion: String?)
        case unknownColumn(table: String, column: String, suggestion: String?)
        case unknownWords(String, suggestion: String?)
        case tableTwice(String)
        case columnTwice(String)
        /// Tables of the schema that the shape does not name, sorted.
        case tablesNotInShape([String])
        case columnWithoutGenerator(table: String, column: String)
        case generatedColumn(String)
        case generatorDoesNotFit(column: String, makes: String, type: String)
        case typeNotSupported(column: String, type: String)
        case mayBeNull(column: String)
        case uniqueKeyNotMet(table: String, columns: [String], rowCount: Int)
        case notEnoughDistinct(what: String, wanted: Int, available: Int)
        case referenceToEmptyTable(column: String, table: String)
        case foreignKeyNotFollowed(column: String, references: String)
        case notAReference(column: String)
        case notANumber(column: String)
        case notATime(column: String)
        case notListed(column: String)
        case valueNotListed(column: String, value: String, suggestion: String?)
        case noAncestor(table: String, ancestor: String)
        case cycle([String])
        case badTemplate(String, reason: String)
        /// A CHECK constraint that captured columns cannot be held to.
        case checkNotHeld(table: String, check: CheckLayout, columns: [String])
        /// CHECK constraints leave a captured column too few values; how many is nil where nobody counted.
        case fewValuesAllowed(column: String, checks: [CheckLayout], wanted: Int, available: Int?)
        case exclusionNotHeld(table: String, exclusion: ExclusionLayout, columns: [String])
        case outOfRange(what: String, expected: String)
    }

    public var problem: Problem
    /// Where the shape says it; nil where the shape is silent.
    public var place: SourcePlace?

    public init(_ problem: Problem, at place: SourcePlace?) {
        self.problem = problem
        self.place = place
    }

    public var ending: Ending { .usage }
}
