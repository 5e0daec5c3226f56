import Postgres

extension RehearsalDatabase {
    /// Hands items, in their order, to a fixed number of sessions of the bootstrap superuser.
    ///
    /// - Parameter settings: made in each session before its first item.
    /// - Returns: what `work` gave, session by session, each in the order of its work.
    func sideBySide<Item: Sendable, Value: Sendable>(
        _ items: [Item], settings: [(name: String, value: String)] = [],
        _ work: @escaping @Sendable (Item, PostgresConnection) async throws -> Value
    ) async throws -> [[Value]] {
        let queue = WorkQueue(items)
        return try await withThrowingTaskGroup(of: [Value].self) { group in
            for _ in 0..<min(sessionCount, items.count) {
                group.addTask {
                    try await withConnection(bootstrap) { connection in
                        if !settings.isEmpty {
                            let question = SettingsQuestion(settings, isLocal: false)
                            _ = try await connection.query(question.sql, question.parameters)
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
