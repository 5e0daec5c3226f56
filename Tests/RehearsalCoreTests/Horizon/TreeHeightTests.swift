import Testing

@testable import RehearsalCore

@Suite("The height of b-trees that grow")
struct TreeHeightTests {
    @Test("a single leaf is its own root, and a level more is needed where a root has no room")
    func levels() {
        #expect(TreeHeight.levels(pages: 1, entryBytes: 20) == 0)
        #expect(TreeHeight.levels(pages: 2, entryBytes: 20) == 0)
        #expect(TreeHeight.levels(pages: 4, entryBytes: 20) == 1)
        // 285 entries of 20 bytes fill seven tenths of a page.
        #expect(TreeHeight.levels(pages: 286, entryBytes: 20) == 1)
        #expect(TreeHeight.levels(pages: 290, entryBytes: 20) == 2)
        #expect(TreeHeight.levels(pages: 290, entryBytes: 16) == 1)
        #expect(TreeHeight.levels(pages: 100_000, entryBytes: 20) == 3)
    }

    @Test("the key, and a place where few keys fill many pages, decide how many pages a level leads to")
    func growth() {
        func growth(_ pages: Int64, _ grown: Int64, _ mayDeduplicate: Bool, keys: Double?) -> Int {
            TreeHeight.growth(
                from: pages, to: grown, mayDeduplicate: mayDeduplicate,
                entry: keys.map { PageModel.Entry(bytes: 20, keys: $0) })
        }
        #expect(growth(24, 217, false, keys: 10) == 0)
        #expect(growth(24, 217, true, keys: 10) == 1)
        #expect(growth(24, 217, true, keys: 5000) == 0)
        #expect(growth(2, 2, true, keys: 5) == 0)
        #expect(growth(2, 5, true, keys: nil) == 1)
        #expect(growth(1, 1, true, keys: nil) == 0)
        #expect(growth(300, 1_000_000, false, keys: 5000) == 1)
    }
}
