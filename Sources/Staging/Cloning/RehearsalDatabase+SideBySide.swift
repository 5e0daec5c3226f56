import Postgres

extension RehearsalDatabase {
    /// The number of sessions that share one piece of work: one for each core of the reference machine.
    private static let sessionCount = 2

    /// Hands items, in their order, to a fixed number of sessions of the bootstrap superuser.
    ///
    /// - Parameter settings: made in each session before its first item.
    /// - Returns: what `work` gave, session by session, each in the order of its work.
    func sideBySide<Item: Sendable, Value: Sendable>(
        _ items: [Item], settings: [String: String] = [:],
        _ work: @escaping @Sendable (Item, PostgresConnection) async throws -> Value
    ) async throws -> [[Value]] {
        let queue = WorkQueue(items)
        return try await withThrowingTaskGroup(of: [Value].self) { group in
            for _ in 0..<min(Self.sessionCount, items.count) {
                group.addTask {
                    try await withConnection(bootstrap) { connection in
                        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
                            _ = try await connection.query(
                                "SELECT pg_catalog.set_config($1, $2, false)", [name, value])
                        }
                        var values: [Value] = []
                        while let item = await queue.next() { values.append(try await work(item, connection)) }
                        return values
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
