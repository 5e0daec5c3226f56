import RehearsalCore
import Testing

@testable import Dataset

@Suite("COPY BINARY")
struct BinaryCopyTests {
    /// The second field of the first row: its length and bytes in hexadecimal.
    private func field(_ generator: Generator, _ type: String, scale: Int? = nil, element: UInt32? = nil) throws
        -> String
    {
        let plan = try SampleShape.plan(
            generator, SampleShape.other("value", type, scale: scale, element: element), rows: 1)
        // Header, the number of columns, the key's length and its 25 bytes.
        let bytes = try plan.bytes("public.things").dropFirst(19 + 2 + 4 + 25).dropLast(2)
        return bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private func number(_ text: String) -> Generator { .constant(.number(FixedDecimal(text)!)) }
    private let time = Generator.offset(OffsetRule(from: .clock, lowSeconds: 0, highSeconds: 0))

    @Test("begins with its signature and ends with its trailer")
    func frame() throws {
        let bytes = try SampleShape.plan().bytes("public.firms", 0..<0)
        #expect(bytes == Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
    }

    @Test("writes whole numbers, floats and booleans in network byte order")
    func numbers() throws {
        #expect(try field(number("258"), "smallint") == "000000020102")
        #expect(try field(number("-2"), "integer") == "00000004fffffffe")
        #expect(try field(number("4294967296"), "bigint") == "000000080000000100000000")
        #expect(try field(number("1.5"), "double precision") == "000000083ff8000000000000")
        #expect(try field(number("1.5"), "real") == "000000043fc00000")
        #expect(try field(.boolean(.whole), "boolean") == "0000000101")
        #expect(try field(.boolean(.none), "boolean") == "0000000100")
    }

    @Test("writes numeric in groups of four digits")
    func numeric() throws {
        // Groups, weight, sign, display scale, then the groups.
        #expect(try field(number("0"), "numeric") == "000000080000000000000000")
        #expect(try field(number("12345.67"), "numeric", scale: 2) == "0000000e00030001000000020001" + "0929" + "1a2c")
        #expect(try field(number("-0.05"), "numeric", scale: 2) == "0000000a0001ffff4000000201f4")
        #expect(try field(number("10000.00"), "numeric", scale: 2) == "0000000a00010001000000020001")
        #expect(try field(number("0.00001"), "numeric") == "0000000a0001fffe0000000503e8")
    }

    @Test("writes times as microseconds and dates as days since 2000")
    func times() throws {
        #expect(try field(time, "timestamp without time zone") == "000000080002d35c8c6fa400")
        #expect(try field(time, "timestamp with time zone") == "000000080002d35c8c6fa400")
        #expect(try field(time, "date") == "00000004000023f5")
    }

    @Test("writes text, JSON and JSONB with its version byte")
    func texts() throws {
        #expect(try field(.constant(.text("ä")), "text") == "00000002c3a4")
        let object = Generator.object([ObjectMember(key: "a", field: SampleShape.field(.constant(.text("q\"\n"))))])
        let json = Array("{\"a\":\"q\\\"\\u000a\"}".utf8).map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }
        #expect(try field(object, "json") == "00000011" + json.joined())
        #expect(try field(object, "jsonb") == "0000001201" + json.joined())
    }

    @Test("writes arrays with dimensions, element type and elements, and empty ones without dimensions")
    func arrays() throws {
        let ones = Generator.list(of: SampleShape.field(.constant(.text("x"))), low: 2, high: 2)
        #expect(
            try field(ones, "text[]", element: 25)
                == "0000001e" + "00000001" + "00000000" + "00000019" + "00000002" + "00000001" + "0000000178"
                + "0000000178")
        let none = Generator.list(of: SampleShape.field(.constant(.text("x"))), low: 0, high: 0)
        #expect(try field(none, "text[]", element: 25) == "0000000c" + "00000000" + "00000000" + "00000019")
        let nulls = Generator.list(of: SampleShape.field(.null), low: 1, high: 1)
        #expect(
            try field(nulls, "integer[]", element: 23)
                == "00000018" + "00000001" + "00000001" + "00000017" + "00000001" + "00000001" + "ffffffff")
    }

    @Test("writes a version-4 UUID")
    func uuids() throws {
        let text = try field(.uuid, "uuid")
        #expect(text.hasPrefix("00000010") && text.count == 40)
        #expect(Array(text)[8 + 12] == "4" && "89ab".contains(Array(text)[8 + 16]))
    }

    @Test("writes NULL as length -1")
    func null() throws { #expect(try field(.null, "text") == "ffffffff") }
}

extension BinaryCopyTests {
    @Test("writes base 36 as the standard library does, with as many digits as are asked for", arguments: 1...12)
    func base36(digitCount: Int) {
        for number in [0, 1, 35, 36, 2_176_782_335, 2_176_782_336, 4_738_381_338_321_616_895, 987_654_321_012] {
            let buffer = RowBuffer(capacity: 8)
            buffer.append(base36: UInt64(number), digitCount: digitCount)
            let digits = String(repeating: "0", count: 12) + String(number, radix: 36)
            #expect(String(decoding: buffer.bytes, as: UTF8.self) == String(digits.suffix(digitCount)))
        }
    }
}
