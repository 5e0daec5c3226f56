/// A piece of deparsed text: a token as it is written, whitespace among them, or what stands between two brackets.
struct DeparsedNode {
    enum Form {
        case word, quotedName, string, number, sign, space
        /// `(…)` and `[…]`.
        case round, square
    }

    var form: Form
    /// As written; empty for brackets.
    var text = ""
    /// What stands between the brackets.
    var children: [DeparsedNode] = []

    static func group(_ children: [DeparsedNode]) -> DeparsedNode { DeparsedNode(form: .round, children: children) }
    static func sign(_ text: String) -> DeparsedNode { DeparsedNode(form: .sign, text: text) }

    /// Key words and type names are compared as the deparser writes them.
    func isWord(_ word: String) -> Bool { form == .word && text == word }
    func isSign(_ sign: String) -> Bool { form == .sign && text == sign }

    /// The pieces of a text; nil where its brackets do not match or a quote stays open.
    static func nodes(of text: String) -> [DeparsedNode]? {
        var lexer = SQLLexer(bytes: Array(text.utf8))
        var open: [(form: Form, nodes: [DeparsedNode])] = [(.round, [])]
        while let lexeme = lexer.next() {
            guard lexeme.isTerminated else { return nil }
            let piece = String(decoding: lexer.bytes[lexeme.range], as: UTF8.self)
            switch piece {
            case "(": open.append((.round, []))
            case "[": open.append((.square, []))
            case ")", "]":
                guard open.count > 1, let closed = open.popLast(), (closed.form == .round) == (piece == ")") else {
                    return nil
                }
                open[open.count - 1].nodes.append(DeparsedNode(form: closed.form, children: closed.nodes))
            default: open[open.count - 1].nodes.append(DeparsedNode(form: form(lexeme.kind), text: piece))
            }
        }
        return open.count == 1 ? open[0].nodes : nil
    }

    private static func form(_ kind: SQLToken.Kind) -> Form {
        switch kind {
        case .word: .word
        case .quotedIdentifier: .quotedName
        case .string, .dollarString: .string
        case .number: .number
        case .whitespace, .comment: .space
        case .operatorSymbol, .punctuation, .parameter, .backslash: .sign
        }
    }
}

extension Sequence<DeparsedNode> {
    /// The text of the pieces.
    var written: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        for node in self {
            switch node.form {
            case .round, .square:
                text += node.form == .round ? "(" : "["
                node.children.write(to: &text)
                text += node.form == .round ? ")" : "]"
            case .word, .quotedName, .string, .number, .sign, .space: text += node.text
            }
        }
    }
}
