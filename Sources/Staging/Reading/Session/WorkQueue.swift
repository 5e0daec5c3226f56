/// Items waiting for a session, first come first served.
actor WorkQueue<Item: Sendable> {
    private var waiting: ArraySlice<Item>

    init(_ items: [Item]) { waiting = items[...] }

    func next() -> Item? { waiting.popFirst() }
}
