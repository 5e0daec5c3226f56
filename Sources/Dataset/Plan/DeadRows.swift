/// The dead rows of a heap: copies of the rows before them, spread evenly among the living, or among those of each
/// partition.
///
/// A table that has seen updates and deletions holds such rows until it is vacuumed, and their room afterwards. They
/// are written with the others and deleted in the same transaction, so that the living lie where the dead leave them.
public struct DeadRows: Hashable, Sendable {
    /// Living rows that follow each other, and how many dead ones there are among them.
    private struct Stretch: Hashable {
        var start: Int
        var livingCount: Int
        var count: Int
    }

    private var stretches: [Stretch]
    public let livingCount: Int

    /// What is above it counts as that.
    private static let largestShare = 0.9

    /// - Parameter share: of all rows, living and dead.
    /// - Returns: nil where there are none.
    init?(share: Double, livingCount: Int) {
        self.init(parts: [(rows: 1, share: share)], livingCount: livingCount)
    }

    /// - Parameter parts: partitions in the order of the heap, with their rows and the share of them that is dead.
    /// - Returns: nil where there are none.
    init?(parts: [(rows: Double, share: Double)], livingCount: Int) {
        let rows = parts.reduce(0) { $0 + $1.rows }
        guard rows > 0 else { return nil }
        self.livingCount = livingCount
        stretches = []
        var (running, start) = (0.0, 0)
        for part in parts {
            running += part.rows
            let end = Int((running / rows * Double(livingCount)).rounded())
            let count = Int((Double(end - start) * Self.deadCount(perLiving: part.share)).rounded())
            stretches.append(Stretch(start: start, livingCount: end - start, count: count))
            start = end
        }
        if count == 0 { return nil }
    }

    /// - Parameter parts: with their living rows, which lie anywhere: the dead ones of all are spread evenly.
    /// - Returns: nil where there are none.
    init?(mixed parts: [(rows: Double, share: Double)], livingCount: Int) {
        let living = parts.reduce(0) { $0 + $1.rows }
        let dead = parts.reduce(0) { $0 + $1.rows * Self.deadCount(perLiving: $1.share) }
        self.init(share: dead / max(1, living + dead), livingCount: livingCount)
    }

    /// Dead rows for each living one, where they are such a share of all.
    private static func deadCount(perLiving share: Double) -> Double {
        let share = min(max(share, 0), largestShare)
        return share / (1 - share)
    }

    public var count: Int { stretches.reduce(0) { $0 + $1.count } }

    /// The number of rows, living and dead.
    public var rowCount: Int { count + livingCount }

    /// How many copies of the living row behind so many others follow it.
    func copyCount(behind place: Int) -> Int {
        guard let stretch = stretches.last(where: { $0.start <= place && $0.livingCount > 0 }) else { return 0 }
        let number = place - stretch.start
        return (number + 1) * stretch.count / stretch.livingCount - number * stretch.count / stretch.livingCount
    }
}
