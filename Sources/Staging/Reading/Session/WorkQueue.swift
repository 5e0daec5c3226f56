/// Items waiting for a session, first come first served.
actor WorkQueue<Item: Sendable> {
    private var waiting: ArraySlice<Item>

    init(_ items: [Item]) { waiting = items[...] }

    func next() -> Item? { waiting.popFirst() }

    /// The next ones, at most so many; none where nothing waits.
    func next(atMost count: Int) -> [Item] {
        defer { waiting = waiting.dropFirst(count) }
        return Array(waiting.prefix(count))
    }
}
