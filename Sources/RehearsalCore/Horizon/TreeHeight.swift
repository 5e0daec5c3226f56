/// How many levels a b-tree has above its leaves when it has so many pages.
///
/// The planner takes 0.125 for each level that a descent reads (50 · cpu_operator_cost, btcostestimate in selfuncs.c),
/// which decides between an index that is asked row by row and a table that is read once.
public enum TreeHeight {
    /// CREATE INDEX fills inner pages so far, and so does splitting in the middle, on the average.
    private static let innerBytes = 0.7 * 8152
    /// Where equal keys fill pages, what tells two pages apart is a place in the table.
    private static let placeBytes = 8.0

    /// - Parameters:
    ///   - pages: of the file, the one that is no part of the tree among them.
    ///   - entryBytes: of a key with its head and line pointer.
    static func levels(pages: Int64, entryBytes: Double) -> Int {
        // An empty tree has no page of its own, and a single leaf is its own root.
        guard pages > 2 else { return 0 }
        let fanOut = max(2, innerBytes / max(1, entryBytes))
        var onLevel = max(2, Double(pages - 1) - max(1, Double(pages - 1) / fanOut))
        var levels = 0
        while onLevel > 1 {
            onLevel = (onLevel / fanOut).rounded(.up)
            levels += 1
        }
        return levels
    }

    /// Levels that a b-tree gets when it grows from so many pages to so many.
    static func growth(
        from pages: Int64, to grown: Int64, mayDeduplicate: Bool, entry: PageModel.Entry?
    ) -> Int {
        guard pages > 1, grown > pages else { return 0 }
        var bytes = entry?.bytes ?? usualBytes
        if mayDeduplicate, let entry, entry.keys < Double(pages) { bytes += placeBytes }
        return max(0, levels(pages: grown, entryBytes: bytes) - levels(pages: pages, entryBytes: bytes))
    }

    /// Of a key that nobody measured, as that of an expression.
    private static let usualBytes = 36.0
}
