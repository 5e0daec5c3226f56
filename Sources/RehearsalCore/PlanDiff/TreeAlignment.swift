/// The cheapest way of making one ordered tree of another by removing, inserting and changing nodes.
///
/// After K. Zhang and D. Shasha, "Simple fast algorithms for the editing distance between trees and related problems",
/// SIAM Journal on Computing 18 (1989). A removed node hands its children to its parent, so that a wrapper that comes
/// or goes is one edit. Time grows with the product of both sizes and both depths; plans have tens of nodes.
struct TreeAlignment {
    /// What edits cost; nodes are told by their numbers in preorder.
    struct Costs {
        var removal: (Int) -> Int
        var insertion: (Int) -> Int
        /// Of taking one node for the other; nil where that makes no sense.
        var change: (Int, Int) -> Int?
    }

    private let old: PostorderTree
    private let new: PostorderTree
    /// By numbers in postorder: asked for once, because the walks look at them many times.
    private let removals: [Int]
    private let insertions: [Int]
    private let changes: [[Int]]
    /// The cost between two subtrees, by their roots' numbers in postorder.
    private var distances: [[Int]]

    /// - Parameters:
    ///   - old: each node's parent, in preorder; nil for the root.
    ///   - new: the same of the other tree.
    init(old oldParents: [Int?], new newParents: [Int?], costs: Costs) {
        // From the left or from the right, whichever walks less: trees of joins lean far to one side.
        let fromLeft = (PostorderTree(parents: oldParents), PostorderTree(parents: newParents))
        let fromRight = (
            PostorderTree(parents: oldParents, isMirrored: true), PostorderTree(parents: newParents, isMirrored: true)
        )
        let isLeftShorter = fromLeft.0.walk * fromLeft.1.walk <= fromRight.0.walk * fromRight.1.walk
        (old, new) = isLeftShorter ? fromLeft : fromRight
        let (oldNodes, newNodes) = (old.preorder, new.preorder)
        let (removals, insertions) = (oldNodes.map(costs.removal), newNodes.map(costs.insertion))
        // What makes no sense costs more than removing and inserting.
        changes = zip(oldNodes, removals).map { node, removal in
            zip(newNodes, insertions).map { costs.change(node, $0) ?? removal + $1 + 1 }
        }
        (self.removals, self.insertions) = (removals, insertions)
        distances = Array(repeating: Array(repeating: 0, count: newParents.count), count: oldParents.count)
        for left in old.keyRoots {
            for right in new.keyRoots {
                let forests = forests(left, right)
                for row in old.leftmost[left]...left where old.leftmost[row] == old.leftmost[left] {
                    for column in new.leftmost[right]...right where new.leftmost[column] == new.leftmost[right] {
                        distances[row][column] =
                            forests[row - old.leftmost[left] + 1][column - new.leftmost[right] + 1]
                    }
                }
            }
        }
    }

    /// The nodes that are taken for each other, by their numbers in preorder, in the order of the first tree.
    func pairs() -> [(old: Int, new: Int)] {
        guard let last = distances.indices.last, let end = distances[last].indices.last else { return [] }
        var pairs: [(old: Int, new: Int)] = []
        var pending = [(last, end)]
        while let (left, right) = pending.popLast() {
            let (firstRow, firstColumn) = (old.leftmost[left], new.leftmost[right])
            let forests = forests(left, right)
            var (row, column) = (left, right)
            while row >= firstRow || column >= firstColumn {
                let cost = forests[row - firstRow + 1][column - firstColumn + 1]
                if row >= firstRow, column >= firstColumn {
                    let (start, other) = (old.leftmost[row], new.leftmost[column])
                    let rest = forests[start - firstRow][other - firstColumn]
                    if start == firstRow, other == firstColumn {
                        if cost == forests[row - firstRow][column - firstColumn] + changes[row][column] {
                            pairs.append((old.preorder[row], new.preorder[column]))
                            (row, column) = (row - 1, column - 1)
                            continue
                        }
                    } else if cost == rest + distances[row][column] {
                        pending.append((row, column))
                        (row, column) = (start - 1, other - 1)
                        continue
                    }
                }
                let isRemoved =
                    row >= firstRow
                    && cost == forests[row - firstRow][column - firstColumn + 1] + removals[row]
                if isRemoved { row -= 1 } else { column -= 1 }
            }
        }
        return pairs.sorted { $0.old < $1.old }
    }

    /// Costs between what lies left of and below two nodes, up to themselves; row and column 0 are the empty forest.
    private func forests(_ left: Int, _ right: Int) -> [[Int]] {
        let (firstRow, firstColumn) = (old.leftmost[left], new.leftmost[right])
        let (rows, columns) = (left - firstRow + 1, right - firstColumn + 1)
        var forests = Array(repeating: Array(repeating: 0, count: columns + 1), count: rows + 1)
        for row in 0..<rows { forests[row + 1][0] = forests[row][0] + removals[firstRow + row] }
        for column in 0..<columns {
            forests[0][column + 1] = forests[0][column] + insertions[firstColumn + column]
        }
        for row in 0..<rows {
            for column in 0..<columns {
                let (node, other) = (firstRow + row, firstColumn + column)
                let (start, otherStart) = (old.leftmost[node] - firstRow, new.leftmost[other] - firstColumn)
                let together =
                    start == 0 && otherStart == 0
                    ? forests[row][column] + changes[node][other]
                    : forests[start][otherStart] + distances[node][other]
                forests[row + 1][column + 1] = min(
                    together, forests[row][column + 1] + removals[node],
                    forests[row + 1][column] + insertions[other])
            }
        }
        return forests
    }
}

/// A tree as the algorithm walks it: children before their parent, from the left or from the right.
private struct PostorderTree {
    /// The number in preorder of each node in postorder.
    var preorder: [Int] = []
    /// The first node in postorder below each node, or the node itself.
    var leftmost: [Int] = []
    /// The last of the nodes that begin with the same leaf, in order.
    var keyRoots: [Int] = []

    /// How many nodes lie below all key roots together.
    var walk: Int { keyRoots.map { $0 - leftmost[$0] + 1 }.reduce(0, +) }

    init(parents: [Int?], isMirrored: Bool = false) {
        var children = Array(repeating: [Int](), count: parents.count)
        for (node, parent) in parents.enumerated() { if let parent { children[parent].append(node) } }
        func visit(_ node: Int) -> Int {
            var first: Int?
            for child in isMirrored ? children[node].reversed() : children[node] {
                let start = visit(child)
                if first == nil { first = start }
            }
            let start = first ?? preorder.count
            preorder.append(node)
            leftmost.append(start)
            return start
        }
        if !parents.isEmpty { _ = visit(0) }
        var last: [Int: Int] = [:]
        for (node, start) in leftmost.enumerated() { last[start] = node }
        keyRoots = last.values.sorted()
    }
}
