import RehearsalCore
import Testing

@testable import Dataset

@Suite("A dataset's bytes")
struct DeterminismTests {
    @Test("are the same in slices, in any order")
    func slices() throws {
        let plan = try SampleShape.plan()
        let whole = try plan.bytes("public.invoices")
        let count = plan.rowCount(of: "public.invoices")
        let cuts = [0, 1, 17, count / 2, count]
        var parts: [Int: [UInt8]] = [:]
        for slice in (0..<4).reversed() {
            parts[slice] = Array(
                try plan.bytes("public.invoices", cuts[slice]..<cuts[slice + 1]).dropFirst(19).dropLast(2))
        }
        // Hashes, because a failure would print megabytes.
        let expected = SHA256Digest(of: Array(whole.dropFirst(19).dropLast(2))).hexadecimal
        #expect(SHA256Digest(of: (0..<4).flatMap { parts[$0]! }).hexadecimal == expected)
    }

    @Test("are the same from two plans, from two tasks at once, and never change unnoticed")
    func repeated() async throws {
        let plan = try SampleShape.plan()
        async let other = Task { try SampleShape.plan().bytes("public.clients") }.value
        let bytes = try plan.bytes("public.clients")
        #expect(try await other == bytes)
        // A change of any byte is a new generatorVersion.
        #expect(generatorVersion == 1)
        #expect(
            SHA256Digest(of: bytes).hexadecimal == "a014a36beb4723cf3a16d4fe6828154e91ca66a7498f139dba0eb288fa384a50")
    }

    @Test("depend on the seed, and so does the identity")
    func seeded() throws {
        let one = try SampleShape.plan(seed: 1)
        let two = try SampleShape.plan(seed: 2)
        #expect(try one.bytes("public.people") != two.bytes("public.people"))
        #expect(one.identity != two.identity)
        #expect(try one.identity == SampleShape.plan(seed: 1).identity)
        #expect(try one.identity != SampleShape.plan(seed: 1, scale: 2000).identity)
    }

    @Test("are told apart by the shape's statistics, not by its places")
    func identity() throws {
        var shape = Shape(file: "a.yaml", words: SampleShape.words, tables: SampleShape.shapes)
        let before = shape.canonicalText
        shape.file = "b.yaml"
        shape.tables[0].place.line = 99
        shape.tables.reverse()
        #expect(shape.canonicalText == before)
        shape.tables[0].columns[0].field.nulls.share = Share(millionths: 1)
        #expect(shape.canonicalText != before)
    }

    @Test("grow linearly with the scale, but for fixed tables")
    func scaled() throws {
        let small = try SampleShape.plan()
        let big = try SampleShape.plan(scale: 10_000)
        #expect(big.rowCount(of: "public.firms") == 12)
        #expect(big.rowCount(of: "public.clients") == 10_000)
        #expect(small.rowCount(of: "public.invoices") == 5000)
        #expect(big.rowCount(of: "public.invoices") == 50_000)
        #expect(big.tables.first?.name == "public.invoices")
    }
}
