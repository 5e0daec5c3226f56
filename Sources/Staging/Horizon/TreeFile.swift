import Foundation

/// The file of a b-tree of a server that does not run, whose height is made what the planner is to believe.
///
/// The planner takes the height from the level that the root has (_bt_getrootheight). Searches, which planning makes
/// too, follow links until they meet a leaf, and compare no other level than the root's with what the first page says.
/// So a root says that it lies higher than it does; over a root that is a leaf, whose level says that it is one, a page
/// is put whose single entry leads there. Numbers are those of nbtree.h, in the order of this machine's bytes, as the
/// server wrote them.
struct TreeFile {
    /// Of the first segment.
    let path: String

    struct Failure: Error, CustomStringConvertible {
        var path: String
        var description: String { "\(path) is no b-tree of a kind that can be made higher" }
    }

    private static let pageBytes = PageChecksum.pageBytes
    private static let magic: UInt32 = 0x05_3162
    /// Offsets of BTMetaPageData and of what is behind a page's end of tuples (BTPageOpaqueData).
    private enum Place {
        static let magic = 24, root = 32, level = 36, fastRoot = 40, fastLevel = 44
        static let special = pageBytes - 16
        static let pageLevel = special + 8, flags = special + 12
    }
    private static let leafFlag: UInt16 = 1
    private static let rootFlag: UInt16 = 2

    /// Makes the tree look `more` levels higher than it is.
    ///
    /// A root that splits while it is raised hands its level on to both halves, and the tree looks too high from then
    /// on: the few rows that a copy gets can do that to a root that is full.
    /// - Returns: the pages that the file has now; nil where the tree stays as high as it is: one that has segments, or
    ///   of whose upper levels deletions have left a page each.
    func raise(by more: Int) throws -> Int64? {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { handle.closeFile() }
        let pages = Int64(try handle.seekToEnd()) / Int64(Self.pageBytes)
        let meta = try page(0, of: handle)
        guard pages + 1 < SegmentFiles.segmentPages else { return nil }
        guard meta.long(Place.magic) == Self.magic else { throw Failure(path: path) }
        let root = meta.long(Place.root)
        // A tree without any row has no root.
        if root == 0 { return pages }
        var top = try page(root, of: handle)
        if top.isLeaf {
            if more == 0 { return pages }
            top.isRoot = false
            try write(top, root, to: handle)
            try write(Self.rootPage(above: root, level: UInt32(more)), UInt32(pages), to: handle)
            try setRoot((UInt32(pages), UInt32(more)), meta, in: handle)
            return pages + 1
        }
        let below = try child(of: top)
        var child = try page(below, of: handle)
        if child.isLeaf, top.hasOneEntry, more == 0, Int64(root) == pages - 1 {
            child.isRoot = true
            try write(child, below, to: handle)
            try setRoot((below, 0), meta, in: handle)
            try handle.truncate(atOffset: UInt64(pages - 1) * UInt64(Self.pageBytes))
            return pages - 1
        }
        if child.isLeaf, top.hasOneEntry {
            // The server has put pages behind a root of ours: it stays, and only searches begin below it.
            top.level = UInt32(max(1, more))
            try write(top, root, to: handle)
            let fast = more == 0 ? (below, 0) : (root, top.level)
            try setRoot((root, top.level), fast: fast, meta, in: handle)
            return pages
        }
        guard meta.long(Place.fastRoot) == root else { return nil }
        top.level = child.level + 1 + UInt32(more)
        try write(top, root, to: handle)
        try setRoot((root, top.level), meta, in: handle)
        return pages
    }

    private func setRoot(
        _ root: (block: UInt32, level: UInt32), fast: (block: UInt32, level: UInt32)? = nil, _ meta: Page,
        in handle: FileHandle
    ) throws {
        var meta = meta
        meta.set(root.block, at: Place.root)
        meta.set(root.level, at: Place.level)
        meta.set(fast?.block ?? root.block, at: Place.fastRoot)
        meta.set(fast?.level ?? root.level, at: Place.fastLevel)
        try write(meta, 0, to: handle)
    }

    /// Where a root's first entry leads.
    private func child(of root: Page) throws -> UInt32 {
        let tuple = Int(root.long(24) & 0x7FFF)
        guard tuple + 8 <= Self.pageBytes else { throw Failure(path: path) }
        return UInt32(root.short(tuple)) << 16 | UInt32(root.short(tuple + 2))
    }

    /// With one entry, whose key is less than all: it leads to the child and holds no column.
    private static func rootPage(above child: UInt32, level: UInt32) -> Page {
        var page = Page(bytes: [UInt8](repeating: 0, count: pageBytes))
        let tuple = Place.special - 8
        page.set(UInt16(28), at: 12)
        page.set(UInt16(tuple), at: 14)
        page.set(UInt16(Place.special), at: 16)
        page.set(UInt16(pageBytes | 4), at: 18)
        // Place, "normal", and length of the entry.
        page.set(UInt32(tuple) | 1 << 15 | 8 << 17, at: 24)
        page.set(UInt16(child >> 16), at: tuple)
        page.set(UInt16(child & 0xFFFF), at: tuple + 2)
        // INDEX_ALT_TID_MASK: the number of columns, 0, stands in the place's last two bytes.
        page.set(UInt16(0x2000 | 8), at: tuple + 6)
        page.set(level, at: Place.pageLevel)
        page.set(rootFlag, at: Place.flags)
        return page
    }

    private func page(_ block: UInt32, of handle: FileHandle) throws -> Page {
        try handle.seek(toOffset: UInt64(block) * UInt64(Self.pageBytes))
        guard let data = try handle.read(upToCount: Self.pageBytes), data.count == Self.pageBytes else {
            throw Failure(path: path)
        }
        return Page(bytes: [UInt8](data))
    }

    /// With its checksum, which a server without checksums does not look at.
    private func write(_ page: Page, _ block: UInt32, to handle: FileHandle) throws {
        var page = page
        let words = stride(from: 0, to: Self.pageBytes, by: 4).map { page.long($0) }
        page.set(PageChecksum.of(words, block: block), at: 8)
        try handle.seek(toOffset: UInt64(block) * UInt64(Self.pageBytes))
        try handle.write(contentsOf: Data(page.bytes))
    }

    /// Bytes of a page with its numbers.
    private struct Page {
        var bytes: [UInt8]

        func short(_ place: Int) -> UInt16 {
            bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt16.self) }
        }

        func long(_ place: Int) -> UInt32 {
            bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt32.self) }
        }

        var level: UInt32 {
            get { long(Place.pageLevel) }
            set { set(newValue, at: Place.pageLevel) }
        }

        var isLeaf: Bool { short(Place.flags) & leafFlag != 0 }

        var isRoot: Bool {
            get { short(Place.flags) & rootFlag != 0 }
            set {
                let others = short(Place.flags) & ~rootFlag
                set(newValue ? others | rootFlag : others, at: Place.flags)
            }
        }

        /// One line pointer of four bytes behind the page's head of 24.
        var hasOneEntry: Bool { short(12) == 28 }

        mutating func set<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
            bytes.withUnsafeMutableBytes { $0.storeBytes(of: number, toByteOffset: place, as: Number.self) }
        }
    }
}
