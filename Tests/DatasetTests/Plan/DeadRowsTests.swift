import RehearsalCore
import Testing

@testable import Dataset

@Suite("Dead rows")
struct DeadRowsTests {
    @Test("are the wanted share, spread evenly, and none where there is no share", arguments: [0.01, 0.2, 0.5, 0.8])
    func places(share: Double) throws {
        let dead = try #require(DeadRows(share: share, livingCount: 1000))
        var running = 0
        for place in 0..<1000 {
            // The loader finds the living by this.
            #expect(place + running == place * dead.rowCount / 1000)
            running += dead.copyCount(behind: place)
            #expect(abs(Double(running) - Double(place + 1) * Double(dead.count) / 1000) <= 1)
        }
        #expect(running == dead.count && abs(Double(dead.count) / Double(dead.rowCount) - share) < 0.001)
        #expect(DeadRows(share: 0, livingCount: 1000) == nil && DeadRows(share: 0.3, livingCount: 0) == nil)
        #expect(DeadRows(share: 1, livingCount: 100)?.count == 900)
    }

    @Test("lie in those partitions that had them")
    func partitions() throws {
        let dead = try #require(
            DeadRows(
                parts: [(rows: 500, share: 0), (rows: 250, share: 0.5), (rows: 250, share: 0.2)], livingCount: 4000))
        let counts = (0..<4000).map { dead.copyCount(behind: $0) }
        #expect(counts[..<2000].reduce(0, +) == 0 && counts[2000..<3000].allSatisfy { $0 == 1 })
        #expect(counts[3000...].reduce(0, +) == 250 && dead.count == 1250)
    }

    @Test("are copies of the rows before them, and the others are written as ever", arguments: [0.1, 0.75])
    func copies(share: Double) throws {
        let plan = try SampleShape.plan(.serial(start: 1), SampleShape.other("value", "integer"), rows: 90)
        let dead = try #require(DeadRows(share: share, livingCount: 90))
        var bytes: [UInt8] = []
        var told = 0
        try plan.writeBinaryCopy(of: "public.things", with: dead, into: { bytes += Array($0) }, wrote: { told += $0 })
        // Two fields, a key of 25 bytes and a number of four.
        let size = 2 + 4 + 25 + 4 + 4
        let rows = stride(from: 19, to: bytes.count - 2, by: size).map { Array(bytes[$0..<($0 + size)]) }
        #expect(rows.count == dead.rowCount && told == 90)
        var living: [UInt8] = []
        var place = 0
        for number in 0..<90 {
            living += rows[place]
            let copies = dead.copyCount(behind: number)
            for copy in 0..<copies { #expect(rows[place + copy + 1] == rows[place]) }
            place += 1 + copies
        }
        #expect(try living == Array(plan.bytes("public.things").dropFirst(19).dropLast(2)))
    }

    @Test("belong to the identity of the rows")
    func identity() throws {
        func identity(dead: Double) throws -> String {
            var table = SampleShape.table("things", .total(9), [SampleShape.id])
            table.sizes = CapturedTableFacts(
                kind: "r", rows: 9, pages: 1, allVisible: 1, dead: dead, toastPages: 0, partitionOf: nil, unseen: nil)
            let shape = Shape(file: "shape.yaml", words: [:], tables: [table])
            return try DatasetPlan(
                shape: shape, tables: [SampleShape.layout("things", [SampleShape.text("id")])], seed: 1,
                scaleThousandths: 1000, clock: SampleShape.clock
            ).identity
        }
        #expect(try identity(dead: 0) != identity(dead: 0.2))
        #expect(try identity(dead: 0.2) == identity(dead: 0.2))
    }
}
