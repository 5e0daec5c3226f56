/// A script's statements as the one text that the runner `one_message` sends.
///
/// Comments between statements are left out, as they are everywhere; they mean nothing to the server.
public struct ScriptMessage: Hashable, Sendable {
    public let text: String
    /// Where each statement begins in the text: 1-based, in Unicode scalars.
    private let starts: [Int]

    public init(_ statements: [Statement]) {
        var text = ""
        var starts: [Int] = []
        var position = 1
        for statement in statements {
            if !text.isEmpty {
                text += ";\n"
                position += 2
            }
            starts.append(position)
            text += statement.text
            position += statement.text.unicodeScalars.count
        }
        self.text = text
        self.starts = starts
    }

    /// The statement that the server's `position` in the message points into, 0-based, and the position in its text.
    public func statement(at position: Int) -> (index: Int, position: Int)? {
        guard let index = starts.lastIndex(where: { $0 <= max(1, position) }) else { return nil }
        return (index, max(1, position) - starts[index] + 1)
    }
}
