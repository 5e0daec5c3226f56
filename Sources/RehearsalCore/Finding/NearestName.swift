/// Finds the name that was probably meant.
public enum NearestName {
    /// The longest name, in characters, that is compared.
    private static let longest = 512

    /// The candidate that `name` was probably meant to be; nil where none is near enough to be worth saying.
    ///
    /// Near is an edit distance (Levenshtein, with neighbours swapped counting as one) of at most a third of the
    /// shorter name, and at least one. Letters compare without case; ties go to the first in alphabetical order.
    public static func suggestion(for name: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(name.lowercased())
        var best: (name: String, distance: Int)?
        for candidate in candidates.sorted() {
            let others = Array(candidate.lowercased())
            let limit = max(1, min(letters.count, others.count) / 3)
            guard abs(letters.count - others.count) <= limit, letters.count <= longest else { continue }
            let found = distance(letters, others)
            if found <= limit, found < best?.distance ?? Int.max { best = (candidate, found) }
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (character == other ? 0 : 1)
                var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
                    best = min(best, beforePrevious[column - 1] + 1)
                }
                current.append(best)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
