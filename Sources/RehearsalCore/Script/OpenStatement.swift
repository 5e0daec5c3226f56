/// The statement that is being read: its text so far, where the text comes from, and its shape.
///
/// While the text stands in the file without a break, only where it begins and ends is kept. What breaks it, a
/// variable's value or a meta-command, makes it a list of pieces.
struct OpenStatement {
    private(set) var shape = StatementShape()
    /// The place of the first token, or of the variable that it comes from; nil before it.
    private(set) var place: SourcePlace?
    /// The pieces that are done.
    private var done: [UInt8] = []
    private var doneScalarCount = 0
    /// How much of `done` there was behind the last token.
    private var doneToLastToken = 0
    private var origins: [TextOrigin] = []
    /// Where the piece begins that stands in the file and is not done.
    private var piece: (start: Int, place: SourcePlace)?
    /// The end of the last token, if it lies in that piece.
    private var lastTokenEnd: Int?

    var hasBegun: Bool { shape.hasBegun }

    /// True where the next token of the file begins a piece, and its place has to be known.
    var beginsPiece: Bool { piece == nil }

    /// One more token of the file.
    ///
    /// - Parameter place: where it stands; needed where a piece begins.
    mutating func take(_ lexeme: SQLLexer.Lexeme, of bytes: [UInt8], at place: SourcePlace?) {
        if let place, beginsPiece {
            piece = (lexeme.range.lowerBound, place)
            self.place = self.place ?? place
        }
        precondition(piece != nil, "a piece begins at a place")
        shape.take(lexeme.kind, bytes[lexeme.range], at: lexeme.range.lowerBound)
        lastTokenEnd = lexeme.range.upperBound
    }

    /// Ends the piece that stands in the file, so that something else may follow.
    mutating func breakOff(at end: Int, of bytes: [UInt8]) {
        guard let piece else { return }
        note(piece.place, isVerbatim: true)
        if let lastTokenEnd { doneToLastToken = done.count + lastTokenEnd - piece.start }
        append(bytes[piece.start..<end])
        lastTokenEnd = nil
        self.piece = nil
    }

    /// Goes on in the file behind what broke the text off.
    mutating func resume(at start: Int, place: SourcePlace) {
        precondition(hasBegun && piece == nil, "only a statement that was broken off goes on")
        piece = (start, place)
    }

    /// One more token that stands in no file: it comes from a variable.
    mutating func insert(_ kind: SQLToken.Kind, _ text: ArraySlice<UInt8>, from place: SourcePlace, at offset: Int) {
        self.place = self.place ?? place
        note(place, isVerbatim: false)
        append(text)
        shape.take(kind, text, at: offset)
        doneToLastToken = done.count
    }

    /// Blanks and comments of a variable's value.
    mutating func insertBlank(_ text: ArraySlice<UInt8>, from place: SourcePlace) {
        guard hasBegun else { return }
        note(place, isVerbatim: false)
        append(text)
    }

    /// The statement that ends here; nil where there is none.
    func finished(of bytes: [UInt8]) -> Statement? {
        guard let place else { return nil }
        var text = done
        var origins = origins
        if let piece, let lastTokenEnd {
            text += bytes[piece.start..<lastTokenEnd]
            if !origins.isEmpty {
                origins.append(TextOrigin(position: doneScalarCount + 1, place: piece.place, isVerbatim: true))
            }
        } else {
            text.removeSubrange(doneToLastToken...)
        }
        return Statement(text: String(decoding: text, as: UTF8.self), place: place, origins: origins)
    }

    private mutating func note(_ place: SourcePlace, isVerbatim: Bool) {
        if !isVerbatim, let last = origins.last, !last.isVerbatim, last.place == place { return }
        origins.append(TextOrigin(position: doneScalarCount + 1, place: place, isVerbatim: isVerbatim))
    }

    private mutating func append(_ text: ArraySlice<UInt8>) {
        done += text
        doneScalarCount += scalarCount(of: text)
    }
}
