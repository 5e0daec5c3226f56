/// The order in which the nodes can be run, as places in the list.
///
/// By rank and key, but for what one makes and another needs. Where needs go round in a ring, rank decides.
func ordered(_ nodes: [MendingNode]) -> [Int] {
    let needs = MendingNeeds(nodes)
    var waits = needs.followers.reduce(into: Array(repeating: 0, count: nodes.count)) { waits, followers in
        for follower in followers { waits[follower] += 1 }
    }
    var left = nodes.indices.sorted {
        (nodes[$0].rank, nodes[$0].key, $0) < (nodes[$1].rank, nodes[$1].key, $1)
    }
    var found: [Int] = []
    while let place = left.firstIndex(where: { waits[$0] == 0 }) ?? left.indices.first {
        let next = left.remove(at: place)
        found.append(next)
        for follower in needs.followers[next] { waits[follower] -= 1 }
    }
    return found
}

/// Which nodes have to come after which.
private struct MendingNeeds {
    /// The nodes behind each node.
    private(set) var followers: [Set<Int>]

    init(_ nodes: [MendingNode]) {
        followers = Array(repeating: [], count: nodes.count)
        let mentions = MentionIndex(nodes.map { MentionedNames([$0.statement]) })
        let uses = MentionIndex(nodes.map(\.usesNow))
        var makers: [ExactText: [Int]] = [:]
        for (place, node) in nodes.enumerated() {
            for key in node.makes { makers[ExactText(key.identity), default: []].append(place) }
        }
        for (place, node) in nodes.enumerated() {
            for key in node.makes {
                for other in mentions.places(mentioning: key)
                where nodes[other].rank > .droppingColumns && !nodes[other].frees.contains(key) {
                    put(place, before: other)
                }
            }
            for key in node.ends {
                for other in uses.places(mentioning: key) where !node.ends.contains(nodes[other].key) {
                    put(other, before: place)
                }
            }
            for key in node.ends + node.frees {
                for other in makers[ExactText(key.identity)] ?? [] { put(place, before: other) }
            }
        }
    }

    private mutating func put(_ first: Int, before second: Int) {
        if first != second { followers[first].insert(second) }
    }
}
