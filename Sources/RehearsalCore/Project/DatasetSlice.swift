/// One of several parts that a dataset is built in: of every table a range of its heap places.
///
/// All parts together are every row, each once. A part is a function of its two numbers and of the number of rows, so
/// that machines that build the parts need not talk to each other.
public struct DatasetSlice: Hashable, Sendable, Codable, CustomStringConvertible {
    /// From 1.
    public let number: Int
    public let count: Int

    /// A script names every file, and there are as many as tables times slices.
    public static let largestCount = 10_000

    /// The only part: the whole dataset.
    public static let whole = DatasetSlice(checkedNumber: 1, of: 1)

    private init(checkedNumber number: Int, of count: Int) {
        self.number = number
        self.count = count
    }

    /// Nil where the numbers are no part: `1 <= number <= count <= largestCount`.
    public init?(number: Int, of count: Int) {
        guard (1...Self.largestCount).contains(count), (1...count).contains(number) else { return nil }
        self.init(checkedNumber: number, of: count)
    }

    /// Reads `2/3`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let number = Int(parts[0]), let count = Int(parts[1])
        else { return nil }
        self.init(number: number, of: count)
    }

    /// `2/3`.
    public var description: String { "\(number)/\(count)" }

    /// The heap places of this part in a table of so many rows. Empty where there are more parts than rows.
    /// - Precondition: the table has at most 2 to the power of 40 rows.
    public func rows(of rowCount: Int) -> Range<Int> {
        rowCount * (number - 1) / count..<rowCount * number / count
    }
}

/// What a slice brought to disk.
public struct SliceFacts: Hashable, Sendable, Codable {
    public var slice: DatasetSlice
    /// The folder as the user spelled it.
    public var folder: String
    /// Names in the folder.
    public var manifestFile: String
    public var scriptFile: String
    public var fileCount: Int
    public var rowCount: Int64
    public var byteCount: Int64

    public init(
        slice: DatasetSlice, folder: String, manifestFile: String, scriptFile: String, fileCount: Int, rowCount: Int64,
        byteCount: Int64
    ) {
        self.slice = slice
        self.folder = folder
        self.manifestFile = manifestFile
        self.scriptFile = scriptFile
        self.fileCount = fileCount
        self.rowCount = rowCount
        self.byteCount = byteCount
    }
}
