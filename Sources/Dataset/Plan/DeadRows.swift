/// The dead rows of a heap: copies of the rows before them, spread evenly among the living.
///
/// A table that has seen updates and deletions holds such rows until it is vacuumed, and their room afterwards. They
/// are written with the others and deleted in the same transaction, so that the living lie where the dead leave them.
public struct DeadRows: Hashable, Sendable {
    public let count: Int
    public let livingCount: Int

    /// - Parameter share: of all rows, living and dead; what is above 0.9 counts as that.
    /// - Returns: nil where there are none.
    init?(share: Double, livingCount: Int) {
        let share = min(max(share, 0), 0.9)
        count = Int((Double(livingCount) * share / (1 - share)).rounded())
        self.livingCount = livingCount
        if count == 0 { return nil }
    }

    /// The number of rows, living and dead.
    public var rowCount: Int { count + livingCount }

    /// Whether the row behind so many others is dead; 0 is the first one, which is not.
    func isDead(_ place: Int) -> Bool { (place + 1) * count / rowCount > place * count / rowCount }
}
