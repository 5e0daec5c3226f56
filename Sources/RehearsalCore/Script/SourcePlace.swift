/// A place in one of the user's files.
///
/// `file` is relative to the project folder; `line` and `column` are 1-based and count characters, as editors do.
public struct SourcePlace: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public var file: String
    public var line: Int
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`, the form that editors and CI annotations parse.
    public var description: String { "\(file):\(line):\(column)" }

    public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
