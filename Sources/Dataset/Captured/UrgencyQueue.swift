/// Numbers by how urgent they are, the most urgent first and of equal ones the smallest: a binary heap.
struct UrgencyQueue {
    private var heap: [(number: Int, urgency: Double)] = []

    mutating func insert(_ number: Int, _ urgency: Double) {
        heap.append((number, urgency))
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popFirst() -> Int? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBefore(child, best) {
                best = child
            }
            if best == parent { return first.number }
            heap.swapAt(parent, best)
            parent = best
        }
    }

    private func isBefore(_ one: Int, _ other: Int) -> Bool {
        (-heap[one].urgency, heap[one].number) < (-heap[other].urgency, heap[other].number)
    }
}
