import RehearsalCore
import Yams

//  YAML as far as a configuration needs it: mappings, lists and scalars. A few lines of anchors and aliases stand
//  for gigabytes: they are refused before the parser sees them, or what they stand for is counted before it is read.
//  libyaml bounds the nesting.

/// A YAML text, and where it came from.
struct YAMLDocument {
    /// What becomes of anchors and aliases.
    enum References {
        /// Tags too.
        case refused
        /// Aliases stand for what they name, up to ``YAMLDocument/limitValues`` values in all.
        case followed
    }

    /// The most bytes that a configuration file may have.
    static let limitBytes = 1 << 20
    /// The most values that a text may stand for, aliases written out.
    static let limitValues = 1 << 19

    let file: String
    let problems: ProblemList
    /// Where the text begins inside its file, for text that is a part of a file.
    private let origin: SourcePlace

    /// The value of a whole text; nil after reporting why not.
    /// - Parameter origin: the place of the text's first character in its file; the text is one line if it is not 1:1.
    static func root(
        of text: String, origin: SourcePlace, references: References = .refused, problems: ProblemList
    ) -> YAMLValue? {
        if references == .refused, let (sign, position) = firstReference(in: text) {
            let place = place(line: position.line, column: position.column, in: origin)
            problems.report(.configuration(.reference(sign: sign)), at: place)
            return nil
        }
        do {
            guard let root = try Yams.compose(yaml: text, .default, .default, .utf8) else {
                problems.report(.configuration(.empty), at: origin)
                return nil
            }
            guard root.holds(atMost: limitValues) else {
                problems.report(.configuration(.tooManyValues(limit: limitValues)), at: origin)
                return nil
            }
            let document = YAMLDocument(file: origin.file, problems: problems, origin: origin)
            return YAMLValue(node: root, path: "", document: document)
        } catch {
            let (fault, found) = explained(error)
            // What is missing at the end is reported on the line after it: for a part of a line that is someone else's.
            let mark = origin.column > 1 && (found?.line ?? 1) > 1 ? nil : found
            problems.report(
                .configuration(fault),
                at: mark.map { place(line: $0.line, column: $0.column, in: origin) } ?? origin)
            return nil
        }
    }

    /// Where a node stands in its file.
    func place(of node: Node) -> SourcePlace {
        node.mark.map { Self.place(line: $0.line, column: $0.column, in: origin) } ?? origin
    }

    private static func place(line: Int, column: Int, in origin: SourcePlace) -> SourcePlace {
        SourcePlace(
            file: origin.file, line: origin.line + line - 1,
            column: line == 1 ? origin.column + column - 1 : column)
    }
}

extension Node {
    /// Whether the value stands for at most so many values, itself and keys included.
    fileprivate func holds(atMost limit: Int) -> Bool {
        var pending = [self]
        var count = 1
        while let node = pending.popLast() {
            switch node {
            case .scalar, .alias: continue
            case .mapping(let mapping):
                count += 2 * mapping.count
                guard count <= limit else { return false }
                for (key, value) in mapping { pending += [key, value] }
            case .sequence(let sequence):
                count += sequence.count
                guard count <= limit else { return false }
                pending += sequence
            }
        }
        return true
    }
}

private func explained(_ error: any Error) -> (ConfigurationFault, Mark?) {
    guard let error = error as? YamlError else { return (.syntax(String(describing: error)), nil) }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        return (.syntax(problem), mark)
    case .duplicatedKeysInMapping(let duplicates, let context):
        return (.duplicateKey(duplicates.first ?? ""), context.mark)
    case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
        return (.syntax(problem), nil)
    case .no, .memory, .dataCouldNotBeDecoded:
        return (.syntax(String(describing: error)), nil)
    }
}

/// The first `&name`, `*name` or `!tag` that stands where a YAML node may begin, quotes and comments not regarded.
///
/// Looking into quotes and comments too refuses a few harmless texts, and leaves no way to hide a reference behind
/// a quote that only one of two readers takes for one.
private func firstReference(in text: String) -> (sign: String, position: (line: Int, column: Int))? {
    var line = 1
    var column = 0
    var mayBegin = true
    var candidate: (sign: String, position: (line: Int, column: Int))?
    for scalar in text.unicodeScalars {
        column += 1
        if let candidate, !scalar.properties.isWhitespace { return candidate }
        candidate = nil
        switch scalar {
        case "\n", "\r":
            if scalar == "\n" { (line, column) = (line + 1, 0) }
            mayBegin = true
        case " ", "\t", "\u{85}", "\u{2028}", "\u{2029}": break
        case "&", "*", "!":
            if mayBegin { candidate = (String(scalar), (line, column)) }
            mayBegin = false
        case "-", "?", ":", ",", "[", "{": mayBegin = true
        default: mayBegin = false
        }
    }
    return nil
}
