/// Two texts line by line: what a reader of a longer body wants to see of its change.
struct LineDifference {
    /// Lines around a change that are shown, too.
    static let contextCount = 3

    fileprivate enum Line {
        case kept(Substring)
        case removed(Substring)
        case added(Substring)
    }

    /// Hunks with their heads, as `diff -u` has them, without the two file names.
    static func lines(from old: String, to new: String) -> [String] {
        let before = split(old)
        let after = split(new)
        let script = script(from: before, to: after)
        var shown: [String] = []
        var start = 0
        while let range = hunk(in: script, from: start) {
            shown.append(head(of: range, in: script))
            shown += script[range].map { line in
                switch line {
                case .kept(let text): " \(text)"
                case .removed(let text): "-\(text)"
                case .added(let text): "+\(text)"
                }
            }
            start = range.upperBound
        }
        return shown
    }

    private static func split(_ text: String) -> [Substring] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
    }

    private static func script(from old: [Substring], to new: [Substring]) -> [Line] {
        let changes = new.difference(from: old) { $0.utf8.elementsEqual($1.utf8) }
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var script: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                script.append(.removed(old[left]))
                left += 1
            } else if right < new.count, added.contains(right) {
                script.append(.added(new[right]))
                right += 1
            } else {
                script.append(.kept(new[right]))
                left += 1
                right += 1
            }
        }
        return script
    }

    /// The next changes that stand near each other, with the lines around them.
    private static func hunk(in script: [Line], from start: Int) -> Range<Int>? {
        guard let first = script[start...].firstIndex(where: \.isChange) else { return nil }
        var last = first
        var place = first
        while place < script.count, place - last <= 2 * contextCount {
            if script[place].isChange { last = place }
            place += 1
        }
        return max(start, first - contextCount)..<min(script.count, last + contextCount + 1)
    }

    /// `@@ -3,7 +3,8 @@`: first line and number of lines on each side.
    private static func head(of range: Range<Int>, in script: [Line]) -> String {
        func span(_ isThere: (Line) -> Bool) -> String {
            let before = script[..<range.lowerBound].count(where: isThere)
            let count = script[range].count(where: isThere)
            return "\(count == 0 ? before : before + 1),\(count)"
        }
        return "@@ -\(span { !$0.isAdded }) +\(span { !$0.isRemoved }) @@"
    }
}

extension LineDifference.Line {
    fileprivate var isChange: Bool { isAdded || isRemoved }

    fileprivate var isAdded: Bool { if case .added = self { true } else { false } }

    fileprivate var isRemoved: Bool { if case .removed = self { true } else { false } }
}
