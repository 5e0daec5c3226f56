/// A type's name as format_type writes it behind `::`, at the beginning of a row of pieces.
struct DeparsedTypeName {
    /// The name without `[]`.
    let element: [DeparsedNode]
    let isArray: Bool
    /// The place behind the name.
    let end: Int

    /// Types that are subscripted like arrays and are not written like them.
    var isVector: Bool {
        guard let last = element.last, last.form == .word else { return false }
        return ["int2vector", "oidvector"].contains(last.text)
    }

    /// Nil where no type's name begins.
    init?(_ nodes: ArraySlice<DeparsedNode>) {
        guard let first = nodes.first, first.form == .word || first.form == .quotedName else { return nil }
        var place = nodes.startIndex + 1
        func skip(_ words: String...) {
            var next = place
            for word in words {
                guard next + 1 < nodes.endIndex, nodes[next].form == .space, nodes[next + 1].isWord(word) else {
                    return
                }
                next += 2
            }
            place = next
        }
        func skipModifier() {
            if place < nodes.endIndex, nodes[place].isTypeModifier { place += 1 }
        }
        switch first.isWord(first.text) ? first.text : "" {
        case "character", "bit": skip("varying")
        case "double": skip("precision")
        case "time", "timestamp":
            skipModifier()
            skip("with", "time", "zone")
            skip("without", "time", "zone")
        case "interval":
            for field in ["year", "month", "day", "hour", "minute", "second"] { skip(field) }
            skip("to")
            for field in ["month", "hour", "minute", "second"] { skip(field) }
        default:
            while place + 1 < nodes.endIndex, nodes[place].isSign("."),
                nodes[place + 1].form == .word || nodes[place + 1].form == .quotedName
            {
                place += 2
            }
        }
        skipModifier()
        element = Array(nodes[nodes.startIndex..<place])
        var dimensions = 0
        while place < nodes.endIndex, nodes[place].form == .square, nodes[place].children.isEmpty {
            place += 1
            dimensions += 1
        }
        isArray = dimensions > 0
        end = place
    }
}

extension DeparsedNode {
    /// `(20)` or `(10,2)` behind a type's name.
    fileprivate var isTypeModifier: Bool {
        form == .round && !children.isEmpty
            && children.allSatisfy { $0.form == .number || $0.isSign(",") || $0.isSign("-") || $0.form == .space }
    }
}
