extension DeparsedText {
    /// Casts of arrays that are written out, as casts of their elements.
    ///
    /// `(ARRAY[x, y])::T[]` becomes `ARRAY[(x)::T, (y)::T]`; in the short form, which statistics objects have,
    /// `ARRAY[x, y]::T[]` becomes `ARRAY[x::T, y::T]`.
    static func withCastsOfElements(_ nodes: [DeparsedNode]) -> [DeparsedNode] {
        var result: [DeparsedNode] = []
        result.reserveCapacity(nodes.count)
        var place = 0
        while place < nodes.count {
            if let moved = castOfArray(at: place, in: nodes) {
                result += moved.nodes
                place = moved.end
            } else {
                result.append(nodes[place])
                place += 1
            }
        }
        return result
    }

    private static func castOfArray(
        at place: Int, in nodes: [DeparsedNode]
    ) -> (nodes: [DeparsedNode], end: Int)? {
        let inner = nodes[place].form == .round ? nodes[place].children[...] : nodes[place...].prefix(2)
        let isShort = nodes[place].form != .round
        guard inner.count == 2, let head = inner.first, let list = inner.last, head.isWord("ARRAY"),
            list.form == .square
        else { return nil }
        let colons = place + (isShort ? 2 : 1)
        guard nodes.indices.contains(colons), nodes[colons].isSign("::"),
            let type = DeparsedTypeName(nodes[(colons + 1)...]), type.isArray,
            let elements = elements(of: list, castTo: type.element, isShort: isShort)
        else { return nil }
        return ([head, elements], type.end)
    }

    /// The list with each element cast; nil where an element may be an array itself.
    ///
    /// The elements of an array have one type, so that one of them that tells it speaks for all.
    private static func elements(
        of list: DeparsedNode, castTo type: [DeparsedNode], isShort: Bool
    ) -> DeparsedNode? {
        let elements = list.children.split(omittingEmptySubsequences: false) { $0.isSign(",") }
        var cast: [[DeparsedNode]] = []
        if elements.allSatisfy({ nestedList(in: $0) != nil }) {
            for element in elements {
                guard let nested = nestedList(in: element),
                    let inner = self.elements(of: nested, castTo: type, isShort: isShort)
                else { return nil }
                cast.append(element.dropLast() + [inner])
            }
        } else {
            guard elements.contains(where: isEvidentlyScalar) else { return nil }
            cast = elements.map { self.cast($0, to: type, isShort: isShort) }
        }
        return DeparsedNode(form: .square, children: Array(cast.joined(separator: [.sign(",")])))
    }

    /// The list of `ARRAY[…]`, an array within an array.
    private static func nestedList(in element: ArraySlice<DeparsedNode>) -> DeparsedNode? {
        let element = element.drop { $0.form == .space }
        guard element.count == 2, element.first?.isWord("ARRAY") == true, element.last?.form == .square else {
            return nil
        }
        return element.last
    }

    /// A number, a truth value, or something cast to a type that is no array.
    private static func isEvidentlyScalar(_ element: ArraySlice<DeparsedNode>) -> Bool {
        let element = element.drop { $0.form == .space }
        guard let first = element.first else { return false }
        if element.count == 1 { return first.form == .number || first.isWord("true") || first.isWord("false") }
        guard let type = typeOfCast(element) else { return false }
        return !type.isArray && !type.isVector
    }

    /// The last type of `x::U` or `x::U::V`, where x is one piece; `a || b::text` is no cast.
    private static func typeOfCast(_ element: ArraySlice<DeparsedNode>) -> DeparsedTypeName? {
        guard let first = element.first, first.form != .sign, first.form != .square else { return nil }
        var type: DeparsedTypeName?
        var place = element.startIndex + 1
        while place < element.endIndex {
            guard element[place].isSign("::"), let next = DeparsedTypeName(element[(place + 1)...]) else { return nil }
            type = next
            place = next.end
        }
        return type
    }

    private static func cast(
        _ element: ArraySlice<DeparsedNode>, to type: [DeparsedNode], isShort: Bool
    ) -> [DeparsedNode] {
        let space = element.prefix { $0.form == .space }
        let element = element.dropFirst(space.count)
        let own = typeOfCast(element)
        if let own, !own.isArray, ExactText(own.element.written) == ExactText(type.written) {
            return Array(space + element)
        }
        let isCall = element.count == 2 && element.first?.form == .word && element.last?.form == .round
        let isPiece = element.count == 1 || isCall || own != nil
        let operand = isShort && isPiece ? Array(element) : [DeparsedNode.group(Array(element))]
        return Array(space) + operand + [.sign("::")] + type
    }
}
