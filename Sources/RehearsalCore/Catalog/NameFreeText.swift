/// Texts with an object's own name, its holder's name and the names of its unnamed parts taken out.
///
/// Two objects of one content have the same texts, whatever they and their tables are called. Works on bytes: a catalog
/// of which nothing is known has a million of them.
struct NameFreeText {
    private typealias Name = ArraySlice<UInt8>

    /// One piece of a text, and the name that it may be.
    private struct Piece {
        var kind: SQLToken.Kind
        var range: Range<Int>
        var name: Name?
        var isDot: Bool
    }

    private let isIndex: Bool
    private let own: [Name]
    private let holder: [Name]
    private let parts: Set<Name>
    /// What has to stand in a text for anything to be taken out; empty where that cannot be told by its bytes.
    private let marks: [Name]

    private static let ownMark: UInt8 = 1, holderMark: UInt8 = 2, partMark: UInt8 = 3

    /// - Parameters:
    ///   - holder: the identity of what the object is a part of; nil where it stands alone.
    ///   - parts: names of what PostgreSQL names after a table: indexes, constraints, sequences.
    init(_ key: ObjectKey, holder: String?, parts: Set<ExactText> = []) {
        isIndex = key.kind == .index
        own = IdentityText(key.ownName).names.map { Array($0.utf8)[...] }
        self.holder = holder.map { IdentityText($0).names.map { Array($0.utf8)[...] } } ?? []
        self.parts = Set(parts.map { Array($0.text.utf8)[...] })
        let all = [own.last, self.holder.last].compactMap(\.self) + Array(self.parts)
        // A quote inside a name is doubled where the name stands in quotes.
        let isDoubled = { (byte: UInt8) in byte == Letters.doubleQuote || byte == Letters.quote }
        marks = all.contains { $0.contains(where: isDoubled) || $0.isEmpty } ? [] : all
    }

    func text(_ value: String) -> String {
        let bytes = Array(value.utf8)
        guard marks.isEmpty || marks.contains(where: { Self.stands($0, somewhereIn: bytes) }) else { return value }
        return String(decoding: cleaned(bytes), as: UTF8.self)
    }

    private static func stands(_ name: Name, somewhereIn bytes: [UInt8]) -> Bool {
        guard let first = name.first, bytes.count >= name.count else { return false }
        for start in 0...(bytes.count - name.count) where bytes[start] == first {
            if bytes[start..<start + name.count].elementsEqual(name) { return true }
        }
        return false
    }

    /// The same bytes where nothing was to be taken out: ``text(_:)`` looks no further into texts without a mark.
    private func cleaned(_ bytes: [UInt8]) -> [UInt8] {
        let pieces = Self.pieces(of: bytes)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < pieces.count {
            if let (sign, count) = mark(pieces, at: index) {
                result.append(sign)
                index += count
            } else {
                let range = pieces[index].range
                if pieces[index].kind == .string, Self.isReference(pieces, at: index, bytes) {
                    result += cleanedString(bytes[range])
                } else {
                    result += bytes[range]
                }
                index += 1
            }
        }
        return result
    }

    /// A string of a name, with its quotes as they were.
    private func cleanedString(_ string: ArraySlice<UInt8>) -> [UInt8] {
        var content: [UInt8] = []
        var index = string.startIndex + 1
        while index < string.endIndex - 1 {
            content.append(string[index])
            index += string[index] == Letters.quote ? 2 : 1
        }
        let doubled = cleaned(content).flatMap { $0 == Letters.quote ? [$0, $0] : [$0] }
        return [Letters.quote] + doubled + [Letters.quote]
    }

    private static func pieces(of bytes: [UInt8]) -> [Piece] {
        var lexer = SQLLexer(bytes: bytes)
        var pieces: [Piece] = []
        while let lexeme = lexer.next() {
            let isDot = lexeme.kind == .punctuation && bytes[lexeme.range].elementsEqual(CollectionOfOne(Letters.dot))
            pieces.append(Piece(kind: lexeme.kind, range: lexeme.range, name: name(lexeme, bytes), isDot: isDot))
        }
        return pieces
    }

    private static func name(_ lexeme: SQLLexer.Lexeme, _ bytes: [UInt8]) -> Name? {
        if lexeme.kind == .word { return bytes[lexeme.range] }
        guard lexeme.kind == .quotedIdentifier else { return nil }
        let inner = bytes[lexeme.range].dropFirst().dropLast()
        guard inner.contains(Letters.doubleQuote) else { return inner }
        return Array(IdentityText.unquoted(String(decoding: bytes[lexeme.range], as: UTF8.self)).utf8)[...]
    }

    /// What stands for the pieces at a place, and how many they are; nil where they stay.
    private func mark(_ pieces: [Piece], at index: Int) -> (UInt8, Int)? {
        guard let name = pieces[index].name else { return nil }
        for (path, mark) in [(own, Self.ownMark), (holder, Self.holderMark)] where !path.isEmpty {
            if stands(path, in: pieces, at: index) { return (mark, path.count * 2 - 1) }
            if path.last == name, path.count == 1 || standsForWhole(pieces, at: index) { return (mark, 1) }
        }
        if index + 2 < pieces.count, pieces[index + 1].isDot, let last = pieces[index + 2].name, parts.contains(last) {
            return (Self.partMark, 3)
        }
        return parts.contains(name) ? (Self.partMark, 1) : nil
    }

    /// What has a schema is printed with it, but in `t.a`, and in `t_pkey ON public.t`, the constraint of an index.
    /// Elsewhere the name is a column's, which may be the same as its table's.
    private func standsForWhole(_ pieces: [Piece], at index: Int) -> Bool {
        let behind = pieces[(index + 1)...].prefix(2)
        if behind.first?.isDot ?? false { return true }
        guard isIndex, behind.first?.kind == .whitespace, let word = behind.last?.name else { return false }
        return word.elementsEqual("ON".utf8)
    }

    private func stands(_ path: [Name], in pieces: [Piece], at index: Int) -> Bool {
        guard index + path.count * 2 - 1 <= pieces.count else { return false }
        return path.indices.allSatisfy { part in
            pieces[index + part * 2].name == path[part] && (part == 0 || pieces[index + part * 2 - 1].isDot)
        }
    }

    /// True for a string that is cast to `regclass` or another type of names, as PostgreSQL prints it.
    private static func isReference(_ pieces: [Piece], at index: Int, _ bytes: [UInt8]) -> Bool {
        index + 2 < pieces.count && bytes[pieces[index].range.lowerBound] == Letters.quote
            && bytes[pieces[index + 1].range].elementsEqual("::".utf8)
            && bytes[pieces[index + 2].range].starts(with: "reg".utf8)
    }
}
