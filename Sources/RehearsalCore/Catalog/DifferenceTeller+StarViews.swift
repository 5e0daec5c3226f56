//  PostgreSQL expands `SELECT *` when a view is made and keeps the list. A view made anew over a table that has other
//  columns by then reads otherwise, though its script did not change. It is recognised by its text: the run of all the
//  table's columns of then stands where the run of all its columns of now does, and nothing else differs.

extension DifferenceTeller {
    /// Finds the views whose definition changed with the columns of one of their tables.
    mutating func findStarViews() {
        for pair in pairing.pairs where pair.newKey.kind == .view || pair.newKey.kind == .materializedView {
            guard let was = pair.old.value(of: "definition"), let now = pair.new.value(of: "definition"),
                ExactText(was) != ExactText(now)
            else { continue }
            if let table = followedTable(from: was, to: now) { starViews[pair.newKey] = table }
        }
    }

    /// True where a column of a view came or went with the column of the table that the view follows.
    mutating func foldsIntoStarView(_ key: ObjectKey, _ change: CatalogDifference.Change) -> Bool {
        guard key.kind == .column, let holder = key.holder else { return false }
        for kind in [FactKind.view, .materializedView] {
            let view = ObjectKey(kind: kind, identity: holder)
            guard let table = starViews[view] else { continue }
            let column = ObjectKey(kind: .column, identity: "\(table).\(key.ownName)")
            guard (change == .added ? pairing.added : pairing.removed)[column] != nil else { continue }
            fold(.followsTable, change, key, into: view)
            return true
        }
        return false
    }

    private func followedTable(from old: String, to new: String) -> String? {
        let before = tokens(of: old).map(NameToken.init)
        let after = tokens(of: new).map(NameToken.init)
        for index in before.indices.dropLast(2) {
            guard before[index].name != nil, before[index + 1].text == ".", before[index + 2].name != nil
            else { continue }
            let relation = "\(before[index].text).\(before[index + 2].text)"
            let olds = pairing.expected.columns(of: relation).map(\.key.ownName)
            let news = pairing.actual.columns(of: relation).map(\.key.ownName)
            guard !olds.isEmpty, !news.isEmpty, olds != news else { continue }
            var names: [String?] = [before[index + 2].text, nil]
            if index + 3 < before.count, before[index + 3].isIdentifier { names.insert(before[index + 3].text, at: 0) }
            for name in names {
                guard let swapped = Self.swapping(Self.list(olds, of: name), for: Self.list(news, of: name), in: before)
                else { continue }
                if swapped.elementsEqual(after, by: { ExactText($0) == ExactText($1.text) }) { return relation }
            }
        }
        return nil
    }

    /// The texts with the first run of `old` replaced; nil where it does not stand there.
    private static func swapping(_ old: [String], for new: [String], in tokens: [NameToken]) -> [String]? {
        let texts = tokens.map(\.text)
        guard let start = texts.indices.first(where: { texts[$0...].starts(with: old) }) else { return nil }
        return texts[..<start] + new + texts[(start + old.count)...]
    }

    /// The tokens of `t.a, t.b`, or of `a, b` where there is no name to stand before them.
    private static func list(_ columns: [String], of name: String?) -> [String] {
        let qualifier = name.map { [$0, "."] } ?? []
        return Array(columns.map { qualifier + [$0] }.joined(separator: [","]))
    }
}
