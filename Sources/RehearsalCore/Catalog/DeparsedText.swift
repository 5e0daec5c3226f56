//  Expressions at their deparse fixed point.
//
//  PostgreSQL keeps an expression as a tree and writes it as SQL when it is asked. The text, parsed once more, may give
//  a tree that means the same and is written otherwise: so a database and its dump, restored, differ in text where they
//  do not differ in anything else. By experiment (PostgreSQL 15; CatalogCopyTests, DeparsedTextServerTests) there are
//  two such moves, and nothing else was seen to differ:
//
//  - A cast of an array that is written out element by element: `varchar IN ('a', 'b')` is kept as a cast of the whole
//    array, `(ARRAY['a'::varchar, 'b'::varchar])::text[]`; read back, the parser hands the cast down to the elements,
//    `ARRAY[('a'::varchar)::text, ('b'::varchar)::text]` (transformTypeCast in parse_expr.c).
//  - AND in the first place of AND, and OR of OR: `a BETWEEN 1 AND 2 AND b` is kept as `((a >= 1 AND a <= 2) AND b)`;
//    read back, the grammar flattens it on sight (makeAndExpr in gram.y). In any other place a nested list stays.
//
//  The canonical text is the one after the moves. Both are what the parser itself does, so a text and its canonical
//  text are the same expression, and two expressions that mean different things never become equal. Where the text does
//  not tell whether a move applies, none is made: `(ARRAY[a, b])::text[]` may be an array of arrays, for which the cast
//  of an element would be another one. Such an expression differs from its copy, which is an alarm too many.

/// SQL text that PostgreSQL made from a stored tree: an expression, a predicate, a definition, a query.
public enum DeparsedText {
    /// The same text as PostgreSQL would write it after a dump and a restore; see above for what may change.
    ///
    /// Takes time linear in the text. A text whose brackets do not match comes back as it is.
    public static func canonical(_ text: String) -> String {
        guard mayMove(text), let nodes = DeparsedNode.nodes(of: text) else { return text }
        return settled(nodes, isGroup: false).written
    }

    /// False where certainly nothing moves: most expressions hold neither an array nor a list in a list.
    private static func mayMove(_ text: String) -> Bool {
        var previous: UInt8 = 0
        var beforePrevious: UInt8 = 0
        var nests = false
        var joins = false
        for byte in text.utf8 {
            if byte == Letters.openBracket && previous == UInt8(ascii: "Y") { return true }
            nests = nests || (byte == Letters.openParenthesis && previous == Letters.openParenthesis)
            let isJoint = byte == UInt8(ascii: "A") || byte == UInt8(ascii: "O")
            joins = joins || (isJoint && previous == Letters.space && beforePrevious == Letters.closeParenthesis)
            beforePrevious = previous
            previous = byte
        }
        return nests && joins
    }

    /// Inner brackets first, so that what is moved has settled already.
    private static func settled(_ nodes: [DeparsedNode], isGroup: Bool) -> [DeparsedNode] {
        let inner = nodes.map { node in
            var node = node
            if !node.children.isEmpty { node.children = settled(node.children, isGroup: node.form == .round) }
            return node
        }
        let pushed = withCastsOfElements(inner)
        return isGroup ? withFirstListFlattened(pushed) : pushed
    }

    /// `((a AND b) AND c)` as `(a AND b AND c)`; `nodes` are what stands between a pair of parentheses.
    private static func withFirstListFlattened(_ nodes: [DeparsedNode]) -> [DeparsedNode] {
        guard let first = nodes.firstIndex(where: { $0.form != .space }), nodes[first].form == .round,
            let joint = joint(of: nodes), joint == self.joint(of: nodes[first].children),
            let next = nodes[(first + 1)...].first(where: { $0.form != .space }), next.isWord(joint)
        else { return nodes }
        return nodes[..<first] + nodes[first].children + nodes[(first + 1)...]
    }

    /// `AND` or `OR`, where nothing but operands and this word stands between the brackets; nil otherwise.
    ///
    /// The deparser puts each list in parentheses of its own, so that both words never stand side by side; `BETWEEN`
    /// remains in a window's frame, and an AND behind one joins no conditions.
    private static func joint(of nodes: [DeparsedNode]) -> String? {
        var found: String?
        for node in nodes {
            if node.isWord("AND") || node.isWord("OR") {
                guard found == nil || found == node.text else { return nil }
                found = node.text
            } else if node.isWord("BETWEEN") || node.isWord("SELECT") || node.isSign(",") || node.isSign(";") {
                return nil
            }
        }
        return found
    }
}
