/// A statement's text with `$n` for every literal that is a value.
///
/// A string is always one. A number is none where the grammar wants a number and no expression, or where it only says
/// how many rows: behind LIMIT, OFFSET and FETCH FIRST, as a place in ORDER BY and GROUP BY, and in a type such as
/// `numeric(10,2)`.
///
/// What the extension writes is not always SQL: `interval '1 day'` becomes `interval $1`, which is written as
/// `$1::interval` here. A field of `extract`, `date_part` and `date_trunc` becomes a parameter, too, and two of them
/// are two expressions to GROUP BY: a word that every type has stands there, and a time zone that every server has.
struct LiteralMask {
    private struct Piece {
        /// Blanks before it.
        var gap: String
        var text: String
        var keyword: String?
        /// The n of a `$n` that stands before the text.
        var parameter: Int?
    }

    private(set) var text = ""
    private(set) var maskedCount = 0
    private var highest: Int
    private var pieces: [Piece] = []

    /// - Parameter tokens: of `source`, comments among them.
    init(tokens: [SQLToken], source: String) {
        let scalars = Array(source.unicodeScalars)
        highest = tokens.filter { $0.kind == .parameter }.compactMap { Int($0.text.dropFirst()) }.max() ?? 0
        let words = tokens.filter { $0.kind != .comment }
        var structure = NumberPlaces()
        var end = 0
        var gap = ""
        var isCommented = false
        var index = 0
        for token in tokens {
            gap += String(String.UnicodeScalarView(scalars[end..<token.position - 1]))
            end = token.position - 1 + token.text.unicodeScalars.count
            if token.kind == .comment {
                isCommented = true
                continue
            }
            if isCommented { gap = Self.blank(in: gap) }
            isCommented = false
            let next = index + 1 < words.count ? words[index + 1] : nil
            index += 1
            append(token, gap: gap, isPlace: structure.isPlace(token, before: next))
            gap = ""
        }
        text = numbered()
    }

    /// What stands for a comment with the blanks around it: a space, or the last line's beginning.
    private static func blank(in gap: String) -> String {
        gap.lastIndex(where: \.isNewline).map { String(gap[$0...]) } ?? " "
    }

    private mutating func append(_ token: SQLToken, gap: String, isPlace: Bool) {
        switch token.kind {
        case .string, .dollarString: appendMasked(gap)
        case .number where !isPlace: appendMasked(gap)
        case .parameter where Int(token.text.dropFirst()) != nil:
            appendParameter(Int(token.text.dropFirst()) ?? 0, gap)
        default: pieces.append(Piece(gap: gap, text: token.text, keyword: token.keyword))
        }
    }

    private mutating func appendMasked(_ gap: String) {
        highest += 1
        maskedCount += 1
        appendParameter(highest, gap)
    }

    private mutating func appendParameter(_ number: Int, _ gap: String) {
        if let field = fieldHere() {
            pieces.append(Piece(gap: gap, text: field))
        } else if let type = typeBefore() {
            let words = pieces[type].map(\.text).joined(separator: " ")
            let typed = Piece(gap: pieces[type.lowerBound].gap, text: "::\(words)", parameter: number)
            pieces.replaceSubrange(type, with: [typed])
        } else {
            pieces.append(Piece(gap: gap, text: "", parameter: number))
        }
    }

    /// What stands for a field of a date or for a time zone where one comes next.
    private func fieldHere() -> String? {
        let last = pieces.suffix(3)
        if last.map(\.keyword) == ["at", "time", "zone"] { return "'UTC'" }
        guard last.last?.text == "(" else { return nil }
        switch last.dropLast().last?.keyword {
        case "date_trunc": return "'day'"
        case "date_part", "extract": return "'epoch'"
        default: return nil
        }
    }

    /// The pieces with `$1`, `$2`, … in place of numbers with gaps.
    private func numbered() -> String {
        let numbers = Set(pieces.compactMap(\.parameter)).sorted()
        let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0 + 1) })
        return pieces.enumerated().map { index, piece in
            let parameter = piece.parameter.flatMap { places[$0] }.map { "$\($0)" } ?? ""
            return (index == 0 ? "" : piece.gap) + parameter + piece.text
        }.joined()
    }

    private static let types: Set<String> = [
        "bigint", "boolean", "bytea", "char", "cidr", "date", "decimal", "float4", "float8", "inet", "int", "int2",
        "int4", "int8", "integer", "interval", "json", "jsonb", "macaddr", "money", "numeric", "real", "smallint",
        "text", "time", "timestamp", "timestamptz", "timetz", "tsquery", "tsvector", "uuid", "varchar", "xml",
    ]

    /// The pieces at the end that name a type, of which the grammar wants a string to follow.
    private func typeBefore() -> Range<Int>? {
        let count = pieces.count
        let last = pieces.suffix(4).map { $0.keyword ?? "" }
        if last.count == 4, ["timestamp", "time"].contains(last[0]), ["with", "without"].contains(last[1]),
            last[2] == "time", last[3] == "zone"
        {
            return count - 4..<count
        }
        if last.suffix(2) == ["double", "precision"] { return count - 2..<count }
        guard let word = last.last, Self.types.contains(word) else { return nil }
        return count - 1..<count
    }
}

/// Tells numbers that the grammar wants to be numbers, token by token.
private struct NumberPlaces {
    private enum Group { case other, type }

    private var groups: [(kind: Group, isList: Bool)] = [(.other, false)]
    private var before: SQLToken?

    private static let typesWithNumbers: Set<String> = [
        "bit", "char", "character", "dec", "decimal", "float", "interval", "nchar", "numeric", "time", "timestamp",
        "varchar", "varying",
    ]
    private static let listEnds: Set<String> = [
        "having", "limit", "offset", "fetch", "for", "union", "except", "intersect", "window", "where", "select",
        "rows", "range", "groups",
    ]
    private static let itemEnds: Set<String> = listEnds.union(["asc", "desc", "nulls", "order", "using"])

    mutating func isPlace(_ token: SQLToken, before next: SQLToken?) -> Bool {
        defer { before = token }
        switch token.text {
        case "(":
            let isType = before?.keyword.map(Self.typesWithNumbers.contains) ?? false
            groups.append((isType ? .type : .other, false))
        case ")": if groups.count > 1 { groups.removeLast() }
        default: break
        }
        if let keyword = token.keyword {
            if keyword == "by" {
                groups[groups.count - 1].isList = ["order", "group"].contains(before?.keyword)
            } else if Self.listEnds.contains(keyword) {
                groups[groups.count - 1].isList = false
            }
        }
        guard token.kind == .number, token.text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        if ["limit", "offset", "first", "next"].contains(before?.keyword) { return true }
        let group = groups[groups.count - 1]
        if group.kind == .type { return ["(", ","].contains(before?.text) && [")", ","].contains(next?.text) }
        guard group.isList, before?.keyword == "by" || before?.text == "," else { return false }
        guard let next else { return true }
        return [",", ")"].contains(next.text) || next.keyword.map(Self.itemEnds.contains) == true
    }
}
