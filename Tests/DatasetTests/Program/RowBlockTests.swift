import RehearsalCore
import Testing

@testable import Dataset

@Suite("Columns that are worked out block by block")
struct RowBlockTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var type: String
        var generator: Generator
        var nulls = NullRule()

        var testDescription: String { name }
    }

    private static func captured(
        _ type: String, nulls: Double = 0, distinct: Double, common: [Double]? = nil, correlation: Double? = nil
    ) -> Generator {
        .captured(
            CapturedStatistics(
                type: type, nulls: nulls, width: 8, distinct: distinct, correlation: correlation,
                common: common))
    }

    static let cases = [
        Case(name: "uniform", type: "bigint", generator: .number(low: FixedDecimal("-7")!, high: FixedDecimal("900")!)),
        Case(
            name: "weighted, NULL by chance", type: "text",
            generator: .oneOf([Weighted(.text("a"), weight: 1), Weighted(.text("b"), weight: 30)]),
            nulls: NullRule(share: Share(millionths: 300_000))),
        Case(
            name: "listed", type: "bigint",
            generator: .oneOf([
                Weighted(.number(FixedDecimal("5")!), weight: 2), Weighted(.number(FixedDecimal("8")!), weight: 1),
            ])),
        Case(name: "threshold", type: "boolean", generator: .boolean(Share(millionths: 400_000))),
        Case(name: "bijection", type: "text", generator: .key(prefix: "x", length: 25)),
        Case(name: "captured numbers", type: "bigint", generator: captured("bigint", distinct: -1, correlation: 0)),
        Case(
            name: "captured numbers that trade places", type: "bigint",
            generator: captured("bigint", distinct: 500, correlation: 0.5)),
        Case(
            name: "captured numbers that fall, some NULL", type: "bigint",
            generator: captured("bigint", nulls: 0.4, distinct: -0.5, correlation: -0.9),
            nulls: NullRule(share: Share(millionths: 400_000))),
        Case(
            name: "captured texts", type: "text",
            generator: captured("text", distinct: 4, common: [0.5, 0.3, 0.1, 0.1], correlation: 0.7)),
        Case(
            name: "captured numbers, more common ones than marks", type: "bigint",
            generator: captured(
                "bigint", distinct: 1200, common: [0.2] + [Double](repeating: 0.0006, count: 1199), correlation: 0)),
        Case(
            name: "few numbers", type: "bigint",
            generator: .number(low: FixedDecimal("-3")!, high: FixedDecimal("4")!)),
        Case(
            name: "few texts, too long to be written at once", type: "text",
            generator: .oneOf([
                Weighted(.text(String(repeating: "long ", count: 12)), weight: 1), Weighted(.text("short"), weight: 1),
            ])),
    ]

    @Test("have the values that they have row by row, in blocks that begin anywhere", arguments: cases)
    func sameValues(tested: Case) throws {
        let plan = try SampleShape.plan(
            tested.generator, SampleShape.other("value", tested.type), rows: 1500, nulls: tested.nulls)
        let texts = plan.texts("public.things", "value")
        #expect(Set(texts).count > 1, "a constant would show nothing")
        for start in [0, 1, 255, 256, 1023, 1499] {
            let bytes = try plan.bytes("public.things", start..<1500)
            #expect(Self.values(bytes, tested.type) == Array(texts[start...]), "from \(start)")
        }
    }

    /// The second fields of a COPY stream, as PostgreSQL would print them.
    private static func values(_ stream: [UInt8], _ type: String) -> [String?] {
        var rest = stream.dropFirst(19).dropLast(2)
        func taken(_ count: Int) -> [UInt8] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        func number(_ bytes: [UInt8]) -> Int64 { bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) } }
        var found: [String?] = []
        while !rest.isEmpty {
            for field in 0..<number(taken(2)) {
                let length = number(taken(4))
                let bytes = length == 0xFFFF_FFFF ? nil : taken(Int(length))
                if field == 0 { continue }
                found.append(
                    bytes.map { bytes in
                        switch type {
                        case "bigint": String(number(bytes))
                        case "boolean": bytes == [1] ? "true" : "false"
                        default: String(decoding: bytes, as: UTF8.self)
                        }
                    })
            }
        }
        return found
    }

    @Test("a division by multiplication is one, up to the largest numbers that are divided so")
    func divides() {
        for divisor in [1, 2, 3, 100, 512, 737, 1024, 2500] {
            let quick = QuickDivisor(divisor)
            let largest = Int(UInt64.max / UInt64(divisor) / 2)
            for number in [0, 1, divisor - 1, divisor, 123_456_789, largest / divisor * divisor - 1, largest]
            where number.multipliedReportingOverflow(by: divisor).overflow == false {
                #expect(quick.divided(number).quotient == number / divisor, "\(number) / \(divisor)")
                #expect(quick.divided(number).remainder == number % divisor, "\(number) / \(divisor)")
            }
        }
    }
}
