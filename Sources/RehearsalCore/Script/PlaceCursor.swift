/// Turns byte offsets into places, fast when asked in ascending order.
struct PlaceCursor {
    private var place: SourcePlace
    private var offset = 0

    init(file: String) { place = SourcePlace(file: file, line: 1, column: 1) }

    /// The place of the scalar that begins at `target`.
    /// - Precondition: not before the offset of the call before.
    mutating func place(of target: Int, in bytes: [UInt8]) -> SourcePlace {
        precondition(target >= offset && target <= bytes.count, "a place cursor only walks forward")
        for byte in bytes[offset..<target] {
            if byte == Letters.lineFeed {
                place.line += 1
                place.column = 1
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        offset = target
        return place
    }
}

/// The place in its file of the server's `position` in a statement.
///
/// A position inside a variable's value is the place of the variable: the value has no place of its own.
/// - Parameter position: 1-based, in Unicode scalars of the statement's text, as in ``ServerComplaint/position``.
/// A position beyond the text is that of its end; one below 1 that of its beginning.
public func place(ofPosition position: Int, in statement: Statement) -> SourcePlace {
    let whole = TextOrigin(position: 1, place: statement.place, isVerbatim: true)
    let origin = statement.origins.last { $0.position <= max(1, position) } ?? statement.origins.first ?? whole
    guard origin.isVerbatim else { return origin.place }
    var place = origin.place
    let piece = statement.text.unicodeScalars.dropFirst(origin.position - 1)
    for scalar in piece.prefix(max(0, position - origin.position)) {
        if scalar == "\n" {
            place.line += 1
            place.column = 1
        } else {
            place.column += 1
        }
    }
    return place
}
