import RehearsalCore
import Testing

@Suite("Pages of relations that grow")
struct PageModelTests {
    @Test("a heap grows as its table does, rounded up; a small one by rows of a full page")
    func heap() {
        #expect(PageModel.heap(pages: 1000, rows: 50_000, rowsPerFullPage: nil, growth: 10) == 10_000)
        #expect(PageModel.heap(pages: 1001, rows: 50_000, rowsPerFullPage: nil, growth: 1.5) == 1502)
        // Two pages, the second hardly begun: ten times as many rows are no twenty pages.
        #expect(PageModel.heap(pages: 2, rows: 60, rowsPerFullPage: 58, growth: 10) == 11)
        #expect(PageModel.heap(pages: 0, rows: 0, rowsPerFullPage: nil, growth: 10) == 0)
        #expect(PageModel.heap(pages: 7, rows: 60, rowsPerFullPage: 58, growth: 1) == 7)
        #expect(PageModel.heap(pages: 4_000_000_000, rows: 1, rowsPerFullPage: nil, growth: 1000) == 4_294_967_294)
    }

    @Test("a b-tree keeps its page of settings; where keys repeat, a row more costs six bytes")
    func btree() {
        func pages(_ rows: Double, _ domain: Double, _ mayDeduplicate: Bool) -> Int64 {
            PageModel.btree(
                pages: 101, rows: rows, growth: 10, domainGrowth: domain, mayDeduplicate: mayDeduplicate)
        }
        // 100 pages of 20,000 tuples of 40 bytes: rows more take their places, and keys more a tuple.
        #expect(pages(20_000, 1, true) == 253)
        #expect(pages(20_000, 10, true) == 1001)
        // 100,000 rows at 8.2 bytes: 690,000 bytes of places grow, the keys beside them do not.
        #expect(pages(100_000, 1, true) == 860)
        #expect(pages(100_000, 10, true) == 1001)
        #expect(pages(100_000, 1, false) == 1001)
        // A root above two leaves, the second half full: 1.5 leaves become 15, with a root and the page of settings.
        #expect(PageModel.btree(pages: 4, rows: 300, growth: 10, domainGrowth: 10, mayDeduplicate: false) == 17)
        // 300 rows of 20 bytes fill four fifths of a leaf: 1200 rows take four, below a root.
        func leaf(_ keys: Double, _ domain: Double, _ mayDeduplicate: Bool) -> Int64 {
            PageModel.btree(
                pages: 2, rows: 300, growth: 4, domainGrowth: domain, mayDeduplicate: mayDeduplicate,
                entry: .init(bytes: 20, keys: keys))
        }
        #expect(leaf(300, 4, false) == 6)
        // Ten keys stay ten: 1200 places of 6.9 bytes take two leaves, below a root.
        #expect(leaf(10, 1, true) == 4)
        // 400 rows of 20 bytes take a leaf and a tenth, which is what is there: 1600 take five, below a root.
        func two(_ rows: Double) -> Int64 {
            PageModel.btree(
                pages: 4, rows: rows, growth: 4, domainGrowth: 4, mayDeduplicate: false,
                entry: .init(bytes: 20, keys: rows))
        }
        #expect(two(400) == 7 && two(730) == 10)
        #expect(two(100) == 8, "a longer tree than its keys make is grown as it is")
        #expect(PageModel.treeKeys(pages: 101, rows: 10_000, entryBytes: 60) == 10_000)
        #expect((PageModel.treeKeys(pages: 31, rows: 10_000, entryBytes: 60) - 2965).magnitude < 1)
        // A single leaf of which nobody knows how full it is.
        #expect(PageModel.btree(pages: 2, rows: 9, growth: 4, domainGrowth: 4, mayDeduplicate: false) == 4)
        #expect(PageModel.btree(pages: 1, rows: 0, growth: 10, domainGrowth: 10, mayDeduplicate: true) == 1)
    }

    @Test("GIN keeps two pages, BRIN follows the heap, others keep one")
    func others() {
        #expect(PageModel.gin(pages: 102, growth: 10) == 1002)
        #expect(PageModel.gin(pages: 2, growth: 10) == 2)
        #expect(PageModel.brin(pages: 3, heapPages: 1000, rangePages: 128) == 3)
        #expect(PageModel.brin(pages: 3, heapPages: 1_280_000, rangePages: 128) == 59)
        #expect(PageModel.other(pages: 11, growth: 10) == 101)
    }

    @Test("all-visible pages keep their share, and are never more than there are")
    func allVisible() {
        #expect(PageModel.allVisible(90, of: 100, grownTo: 1000) == 900)
        #expect(PageModel.allVisible(100, of: 100, grownTo: 999) == 999)
        #expect(PageModel.allVisible(0, of: 0, grownTo: 10) == 0)
    }
}
