//  The arguments of a meta-command, by the rules of psql's scanner for them.
//
//  An argument ends at a blank or a backslash; pieces that touch are one argument: `'a'b:c`. Single quotes are taken
//  off, '' and backslash sequences inside them are read; double quotes stay and only keep blanks together. A variable's
//  value is put in as it is and is not looked at again. Backquotes run a program, and are refused.
//
//  Source of the facts: PostgreSQL 15, psqlscanslash.l, and psql itself (MetaCommandsAgreeWithPsqlTests).

/// Reads the arguments that begin behind a meta-command's name and end with its line.
struct MetaArguments {
    let bytes: [UInt8]
    /// Where the next argument is looked for; behind the last one, where reading ended.
    private(set) var offset: Int
    /// Nil in a skipped branch, where psql puts no value in and runs no program.
    let variables: PsqlVariables?

    init(bytes: [UInt8], offset: Int, variables: PsqlVariables?) {
        self.bytes = bytes
        self.offset = offset
        self.variables = variables
    }

    /// The byte at the offset; nil at the end of the line.
    private var byte: UInt8? {
        guard offset < bytes.count, bytes[offset] != Letters.lineFeed else { return nil }
        return bytes[offset]
    }

    /// The next argument; nil at the end of the line and before a backslash.
    ///
    /// - Parameter dropsSemicolons: whether semicolons at the argument's unquoted end are left out.
    /// - Throws: the fault that lies at the offset.
    mutating func next(dropsSemicolons: Bool = false) throws(ScriptError.Fault) -> String? {
        while let byte, isSpace(byte) { offset += 1 }
        var value: [UInt8] = []
        /// How much of the value's end was written without quotes and variables.
        var plainCount = 0
        var isQuoted = false
        while let byte, !isSpace(byte), byte != Letters.backslash {
            if let piece = try quotedOrInserted(byte) {
                value += piece
                plainCount = 0
                isQuoted = true
            } else {
                value.append(byte)
                offset += 1
                plainCount += 1
            }
        }
        while dropsSemicolons && plainCount > 0 && value.last == Letters.semicolon {
            value.removeLast()
            plainCount -= 1
        }
        guard !value.isEmpty || isQuoted else { return nil }
        guard !value.contains(0), let text = String(validating: value, as: UTF8.self) else {
            throw .unreadableArgument
        }
        return text
    }

    /// Passes over the arguments that are left, and over a `\\` behind them, after which SQL may stand.
    mutating func finish() throws(ScriptError.Fault) {
        var rest = MetaArguments(bytes: bytes, offset: offset, variables: nil)
        while try rest.next() != nil {}
        offset = rest.offset
        guard byte == Letters.backslash, offset + 1 < bytes.count, bytes[offset + 1] == Letters.backslash else {
            return
        }
        offset += 2
    }

    /// Passes over the rest of the line, whatever it is.
    mutating func skipLine() {
        while byte != nil { offset += 1 }
    }

    /// What stands for itself no longer: a quoted piece or a variable; nil for every other character.
    private mutating func quotedOrInserted(_ byte: UInt8) throws(ScriptError.Fault) -> [UInt8]? {
        switch byte {
        case Letters.quote: return try singleQuoted()
        case Letters.doubleQuote, Letters.backquote: return try verbatimQuoted(byte)
        case Letters.colon:
            guard let variables, let reference = VariableReference(in: bytes, at: offset, end: bytes.count),
                let text = try variables.text(of: reference)
            else { return nil }
            offset = reference.range.upperBound
            return Array(text.utf8)
        default: return nil
        }
    }

    /// `"…"` with its quotes; a backquoted program only where psql would not run it.
    private mutating func verbatimQuoted(_ mark: UInt8) throws(ScriptError.Fault) -> [UInt8] {
        if mark == Letters.backquote && variables != nil { throw .backquotes }
        let start = offset
        offset += 1
        while let byte, byte != mark { offset += 1 }
        guard byte == mark else { return try unterminated(from: start) }
        offset += 1
        return Array(bytes[start..<offset])
    }

    private mutating func singleQuoted() throws(ScriptError.Fault) -> [UInt8] {
        let start = offset
        var value: [UInt8] = []
        offset += 1
        while let byte {
            offset += 1
            if byte == Letters.quote {
                guard self.byte == Letters.quote else { return value }
                value.append(byte)
                offset += 1
            } else if byte == Letters.backslash, let escaped = self.byte {
                value.append(escape(escaped))
            } else {
                value.append(byte)
            }
        }
        return try unterminated(from: start)
    }

    /// The byte that a backslash sequence stands for; `first` follows the backslash and stands at the offset.
    private mutating func escape(_ first: UInt8) -> UInt8 {
        offset += 1
        switch first {
        case Letters.n: return Letters.lineFeed
        case UInt8(ascii: "t"): return 0x09
        case Letters.b: return 0x08
        case UInt8(ascii: "r"): return Letters.carriageReturn
        case UInt8(ascii: "f"): return 0x0C
        case Letters.x where digit(base: 16) != nil: return number(base: 16, atMost: 2, from: 0)
        case 0x30...0x37: return number(base: 8, atMost: 2, from: first - 0x30)
        default: return first
        }
    }

    private mutating func number(base: UInt8, atMost count: Int, from start: UInt8) -> UInt8 {
        var value = start
        for _ in 0..<count {
            guard let digit = digit(base: base) else { break }
            value = value &* base &+ digit
            offset += 1
        }
        return value
    }

    /// The digit at the offset; nil where there is none of this base.
    private func digit(base: UInt8) -> UInt8? {
        switch byte {
        case .some(let byte) where byte >= 0x30 && byte < 0x30 + min(base, 10): byte - 0x30
        case .some(let byte) where base == 16 && byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66: (byte | 0x20) - 0x61 + 10
        case .some, .none: nil
        }
    }

    /// In a skipped branch psql goes on behind an open quote.
    private mutating func unterminated(from start: Int) throws(ScriptError.Fault) -> [UInt8] {
        guard variables != nil else { return [] }
        offset = start
        throw .unterminatedArgument
    }
}
