import RehearsalCore

//  server.conf has PostgreSQL's own syntax: `name = value` or `name value` per line, `#` begins a comment, a value
//  in single quotes may hold everything but a line end, with '' or \' for a quote. The server takes the last of
//  several lines for one name, and so does this reader. Source: PostgreSQL 15, guc-file.l.

/// The parameters of a server.conf in file order, the last of each name; names in lower case.
///
/// Includes are refused: what they name lies on the production host.
func serverParameters(in text: String, file: String, problems: ProblemList) -> [ServerParameter] {
    var found: [ServerParameter] = []
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
        var reader = ParameterLine(line: Array(line), number: index + 1, file: file)
        do {
            guard let parameter = try reader.parameter() else { continue }
            found.removeAll { $0.name == parameter.name }
            found.append(parameter)
        } catch {
            problems.report(error.fault, at: error.place)
        }
    }
    return found
}

extension Problem: Error {}

private struct ParameterLine {
    let line: [Unicode.Scalar]
    let number: Int
    let file: String
    var index = 0

    init(line: [Unicode.Scalar], number: Int, file: String) {
        self.line = line.last == "\r" ? Array(line.dropLast()) : line
        self.number = number
        self.file = file
    }

    /// The line's parameter; nil for an empty line or a comment.
    mutating func parameter() throws(Problem) -> ServerParameter? {
        skipBlanks()
        guard !isAtEnd else { return nil }
        let place = place
        let name = text { isNamePart($0) }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.allSatisfy({ $0.unicodeScalars.first.map(isNameStart) ?? false }) else {
            let word = name.isEmpty ? String(line[index]) : name
            throw Problem(.serverParameters(.badName(word)), at: place)
        }
        guard !["include", "include_dir", "include_if_exists"].contains(name.lowercased()) else {
            throw Problem(.serverParameters(.include(name: name)), at: place)
        }
        skipBlanks()
        if index < line.count, line[index] == "=" {
            index += 1
            skipBlanks()
        }
        guard !isAtEnd else { throw Problem(.serverParameters(.missingValue(name: name)), at: self.place) }
        let value = try value(of: name)
        skipBlanks()
        guard isAtEnd else { throw Problem(.serverParameters(.textAfterValue(name: name)), at: self.place) }
        return ServerParameter(name: name.lowercased(), value: value, place: place)
    }

    private var place: SourcePlace { SourcePlace(file: file, line: number, column: index + 1) }

    private var isAtEnd: Bool { index >= line.count || line[index] == "#" }

    private mutating func skipBlanks() {
        while index < line.count, line[index].properties.isWhitespace { index += 1 }
    }

    private mutating func text(while belongs: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while index < line.count, belongs(line[index]) {
            text.append(line[index])
            index += 1
        }
        return String(text)
    }

    private mutating func value(of name: String) throws(Problem) -> String {
        let place = place
        guard line[index] == "'" else {
            let value = text { isNamePart($0) || "+-:/".unicodeScalars.contains($0) }
            guard !value.isEmpty else { throw Problem(.serverParameters(.badValue(name: name)), at: place) }
            return value
        }
        index += 1
        var value = String.UnicodeScalarView()
        while index < line.count {
            let scalar = line[index]
            let next = index + 1 < line.count ? line[index + 1] : nil
            if scalar == "'" && next == "'" {
                value.append("'")
                index += 2
            } else if scalar == "'" {
                index += 1
                return String(value)
            } else if scalar == "\\", let next {
                value.append(unescaped(next))
                index += 2
            } else {
                value.append(scalar)
                index += 1
            }
        }
        throw Problem(.serverParameters(.badValue(name: name)), at: place)
    }
}

private func unescaped(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "b": "\u{8}"
    case "f": "\u{C}"
    case "n": "\n"
    case "r": "\r"
    case "t": "\t"
    default: scalar
    }
}

private func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.isASCII && scalar.properties.isAlphabetic) || scalar == "_" || !scalar.isASCII
}

private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    isNameStart(scalar) || ("0"..."9").contains(scalar) || scalar == "$" || scalar == "."
}
