/// The candidate that `word` was probably meant to be; nil where none is near enough.
///
/// Near is an edit distance (Levenshtein, with neighbours swapped counting as one) of at most a third of the length,
/// and at least one. Letters compare without case; ties go to the first in alphabetical order.
func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    let allowed = max(1, letters.count / 3)
    return candidates.map { (distance: editDistance(letters, Array($0.lowercased())), name: $0) }
        .filter { $0.distance <= allowed }
        .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    guard abs(left.count - right.count) <= 64, left.count <= 512 else { return Int.max }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            let substitution = previous[column] + (left[row] == right[column] ? 0 : 1)
            var best = min(substitution, previous[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                best = min(best, beforePrevious[column - 1] + 1)
            }
            current.append(best)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
