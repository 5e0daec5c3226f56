import Foundation

/// The file of a b-tree of a server that does not run, whose height is made what the planner is to believe.
///
/// A level more is a real page: a root whose single entry leads to the root before, which is a tree as PostgreSQL
/// itself leaves it where rows were deleted. Searches begin at the *fast root*, the lowest page that is alone on its
/// level, and the planner takes the height from there (_bt_getrootheight): to choose among such pages is all that later
/// growths change. Numbers are those of nbtree.h, in the order of this machine's bytes, as the server wrote them.
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

    /// Makes the tree look `more` levels higher than it would be without this type's pages.
    ///
    /// - Returns: the pages that the file has now; nil where it has segments, whose tree stays as high as it is.
    func raise(by more: Int) throws -> Int64? {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { handle.closeFile() }
        var pages = Int64(try handle.seekToEnd()) / Int64(Self.pageBytes)
        var meta = try page(0, of: handle)
        guard pages + Int64(more) < SegmentFiles.segmentPages else { return nil }
        guard meta.long(Place.magic) == Self.magic else { throw Failure(path: path) }
        // A tree without any row has no root.
        guard meta.long(Place.root) != 0 else { return pages }
        var lonely = try lonelyPages(from: meta.long(Place.root), of: handle)
        while lonely.count <= more {
            let root = lonely[0]
            try setRootFlag(false, of: root.block, in: handle)
            let block = UInt32(pages)
            try write(Self.rootPage(above: root.block, level: root.level + 1), block, to: handle)
            lonely.insert((block, root.level + 1), at: 0)
            pages += 1
        }
        // Roots that an earlier growth needed go, unless the server has put pages behind them.
        while lonely.count > more + 1, Int64(lonely[0].block) == pages - 1 {
            lonely.removeFirst()
            pages -= 1
            try setRootFlag(true, of: lonely[0].block, in: handle)
        }
        let fast = lonely[lonely.count - 1 - more]
        meta.set(lonely[0].block, at: Place.root)
        meta.set(lonely[0].level, at: Place.level)
        meta.set(fast.block, at: Place.fastRoot)
        meta.set(fast.level, at: Place.fastLevel)
        try write(meta, 0, to: handle)
        try handle.truncate(atOffset: UInt64(pages) * UInt64(Self.pageBytes))
        return pages
    }

    private func setRootFlag(_ isRoot: Bool, of block: UInt32, in handle: FileHandle) throws {
        var page = try page(block, of: handle)
        let others = page.short(Place.flags) & ~Self.rootFlag
        page.set(isRoot ? others | Self.rootFlag : others, at: Place.flags)
        try write(page, block, to: handle)
    }

    /// The root and what is below it, as long as there is one page alone, the lowest last.
    private func lonelyPages(
        from root: UInt32, of handle: FileHandle
    ) throws -> [(block: UInt32, level: UInt32)] {
        var found: [(block: UInt32, level: UInt32)] = []
        var block = root
        while true {
            let content = try page(block, of: handle)
            found.append((block, content.long(Place.pageLevel)))
            let isLeaf = content.short(Place.flags) & Self.leafFlag != 0
            // One line pointer of four bytes behind the page's head of 24.
            guard !isLeaf, content.short(12) == 28 else { return found }
            let tuple = Int(content.long(24) & 0x7FFF)
            guard tuple + 8 <= Self.pageBytes, found.count < 32 else { throw Failure(path: path) }
            block = UInt32(content.short(tuple)) << 16 | UInt32(content.short(tuple + 2))
        }
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

        mutating func set<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
            bytes.withUnsafeMutableBytes { $0.storeBytes(of: number, toByteOffset: place, as: Number.self) }
        }
    }
}
