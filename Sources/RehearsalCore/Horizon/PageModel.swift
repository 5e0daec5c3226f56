/// How many pages of 8 KiB relations have when their tables grow.
///
/// The planner asks the file system how long a relation is and multiplies by the density in pg_class
/// (estimate_rel_size in plancat.c), so that these numbers decide as much as those of rows do. Bloat grows along.
public enum PageModel {
    /// A table of up to so many pages has a last page that is too large a part of it to take its density for true.
    public static let smallTablePages: Int64 = 20

    /// - Parameters:
    ///   - rows: at present.
    ///   - rowsPerFullPage: of a small table; nil where nobody counted them.
    public static func heap(pages: Int64, rows: Double, rowsPerFullPage: Double?, growth: Double) -> Int64 {
        guard pages > 0, growth != 1 else { return pages }
        if pages <= smallTablePages, let full = rowsPerFullPage, full >= 1, rows > 0 {
            return max(1, roundedUp(rows * growth / full))
        }
        return roundedUp(Double(pages) * growth)
    }

    /// What a row takes in a b-tree.
    public struct Entry: Hashable, Sendable {
        /// Of its own tuple: head, key, padded, and line pointer.
        public var bytes: Double
        /// Different keys at present.
        public var keys: Double

        public init(bytes: Double, keys: Double) {
            self.bytes = bytes
            self.keys = keys
        }
    }

    /// A b-tree has one page that is no part of the tree. Where equal keys share one tuple, a row more costs its
    /// place, and only a key more costs a key.
    ///
    /// In a small one the last leaf and the root above the leaves are too large a part of it to grow along: the leaf is
    /// as full as the width of keys makes it, or half full on the average.
    ///
    /// - Parameters:
    ///   - domainGrowth: of the index's keys.
    ///   - mayDeduplicate: false where PostgreSQL lets no equal keys share a tuple.
    ///   - entry: tells how full a single leaf is; nil where nobody knows.
    public static func btree(
        pages: Int64, rows: Double, growth: Double, domainGrowth: Double, mayDeduplicate: Bool,
        entry: Entry? = nil
    ) -> Int64 {
        guard pages > 1, growth != 1 else { return pages }
        let isSmall = pages <= smallTablePages
        let filled = isSmall ? Double(max(pages - 2, 1)) - 0.5 : Double(pages - 1)
        var leaves = filled * growth
        if mayDeduplicate {
            let places = placeBytes * rows
            leaves = (max(0, filled * pageBytes - places) * domainGrowth + places * growth) / pageBytes
        }
        if isSmall, let entry {
            // How full the last leaf is, only the width of keys tells, where a tree is as long as they make it.
            let present = Self.leaves(rows: rows, keys: entry.keys, of: entry, mayDeduplicate: mayDeduplicate)
            let isAsMade = (Double(pages - 2) - 1.1...Double(pages - 2) + 0.1).contains(present)
            if pages == 2 || isAsMade {
                leaves = Self.leaves(
                    rows: rows * growth, keys: entry.keys * domainGrowth, of: entry, mayDeduplicate: mayDeduplicate)
            }
        }
        guard isSmall else { return roundedUp(leaves + 1) }
        let whole = leaves.rounded(.up)
        return max(pages, roundedUp(whole + (whole > 1 ? (whole / leavesPerInnerPage).rounded(.up) : 0) + 1))
    }

    /// Leaves of a tree that was just made, the last one in part.
    private static func leaves(rows: Double, keys: Double, of entry: Entry, mayDeduplicate: Bool) -> Double {
        let alone = rows * entry.bytes / leafBytes
        let shared = keys * entry.bytes / leafBytes + placeBytes * rows / pageBytes
        return max(0, mayDeduplicate ? min(alone, shared) : alone)
    }

    /// Different keys in a b-tree whose equal keys share a tuple, by its length: no more than there are rows.
    ///
    /// - Parameter entryBytes: of a tuple with one row's place, and its line pointer.
    public static func treeKeys(pages: Int64, rows: Double, entryBytes: Double) -> Double {
        let keys = (Double(pages - 1) * leafBytes - barePlaceBytes * rows) / max(1, entryBytes - barePlaceBytes)
        return min(max(1, keys), max(1, rows))
    }

    /// Two pages are no part of the entry tree. Too much for a vocabulary that is closed.
    public static func gin(pages: Int64, growth: Double) -> Int64 {
        guard pages > 2, growth != 1 else { return pages }
        return roundedUp(Double(pages - 2) * growth + 2)
    }

    /// One summary tuple for each range of the table's pages, behind the page of settings and the map of ranges.
    ///
    /// - Parameters:
    ///   - heapPages: of the grown table.
    ///   - rangePages: `pages_per_range`.
    public static func brin(pages: Int64, heapPages: Int64, rangePages: Int64) -> Int64 {
        let ranges = Double(max(0, heapPages)) / Double(max(1, rangePages))
        return max(pages, roundedUp(1 + max(1, ranges / rangesPerMapPage) + max(1, ranges / summariesPerPage)))
    }

    /// Hash, GiST, SP-GiST and access methods of extensions.
    public static func other(pages: Int64, growth: Double) -> Int64 {
        guard pages > 1, growth != 1 else { return pages }
        return roundedUp(Double(pages - 1) * growth + 1)
    }

    /// Of the grown table; without it no index-only scan looks cheap any more.
    public static func allVisible(_ visible: Int64, of pages: Int64, grownTo grown: Int64) -> Int64 {
        guard pages > 0 else { return visible }
        return min(grown, Int64((Double(visible) / Double(pages) * Double(grown)).rounded()))
    }

    private static let pageBytes = 8192.0
    /// Of a leaf that is filled to nine tenths.
    private static let leafBytes = 7337.0
    /// A place of a row in a posting list: six bytes (ItemPointerData) and its part of what is around them, the head of
    /// a tuple every 800 bytes and the tenth of a page that CREATE INDEX leaves free. Measured: 6.9 to 7.2.
    private static let placeBytes = 6.9
    /// A place alone (ItemPointerData).
    private static let barePlaceBytes = 6.0
    private static let leavesPerInnerPage = 250.0
    private static let rangesPerMapPage = 1360.0
    private static let summariesPerPage = 200.0

    /// At most PostgreSQL's own limit for the pages of a relation.
    private static func roundedUp(_ pages: Double) -> Int64 {
        Int64(min(max(0, pages - 1e-9).rounded(.up), 4_294_967_294))
    }
}
