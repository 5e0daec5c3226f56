import Foundation
import Testing

@testable import Dataset

@Suite("Values that are written beforehand")
struct WrittenValuesTests {
    private static func plan(_ members: [ObjectMember]) throws -> DatasetPlan {
        try SampleShape.plan(.object(members), SampleShape.other("value", "jsonb"))
    }

    @Test("stand in documents as JSON has them, quotes and all, each in its share")
    func documents() throws {
        let texts = ["a \"quoted\" one", "plain", "back\\slash", "line\nbreak"]
        let plan = try Self.plan([
            ObjectMember(
                key: "text", field: SampleShape.field(.oneOf(texts.map { Weighted(.text($0), weight: 1) }))),
            ObjectMember(key: "flag", field: SampleShape.field(.boolean(Share(millionths: 250_000)))),
            ObjectMember(
                key: "seldom", present: Share(millionths: 200_000),
                field: SampleShape.field(.number(low: FixedDecimal("1")!, high: FixedDecimal("3")!))),
        ])
        var counts: [String: Int] = [:]
        for text in plan.texts("public.things", "value") {
            let document = try #require(
                try JSONSerialization.jsonObject(with: Data((text ?? "").utf8)) as? [String: Any])
            counts[try #require(document["text"] as? String), default: 0] += 1
            counts["flag \(try #require(document["flag"] as? Bool))", default: 0] += 1
            if let seldom = document["seldom"] { counts["seldom \(try #require(seldom as? Int))", default: 0] += 1 }
        }
        #expect(Set(counts.keys) == Set(texts + ["flag true", "flag false", "seldom 1", "seldom 2", "seldom 3"]))
        for text in texts { #expect((200...300).contains(counts[text] ?? 0), "\(text)") }
        #expect((200...300).contains(counts["flag true"] ?? 0))
    }

    @Test("an object that has none of its members is an empty one, and a long key is written as well")
    func keys() throws {
        let long = String(repeating: "key", count: 20)
        let plan = try Self.plan([
            ObjectMember(
                key: long, present: Share(millionths: 500_000), field: SampleShape.field(.constant(.text("x"))))
        ])
        #expect(Set(plan.texts("public.things", "value")) == ["{}", "{\"\(long)\":\"x\"}"])
    }

    @Test("each code has a place of its own, however codes lie", arguments: [1, 2, 3, 17, 64])
    func places(count: Int) throws {
        for step in [1, 2, 36, 1 << 20, 999_999_937] as [Int64] {
            let memory = FrozenMemory()
            let codes = (0..<Int64(count)).map { $0 * step - 5 }
            let written = try #require(
                WrittenValues(codes, in: memory) { $1.append(decimal: $0) }, "\(count) codes, \(step) apart")
            for code in codes {
                let buffer = RowBuffer()
                buffer.append(written[code])
                #expect(String(decoding: buffer.bytes, as: UTF8.self) == "\(code)")
            }
        }
        let memory = FrozenMemory()
        #expect(WrittenValues((0...64).map { Int64($0) }, in: memory) { $1.append(decimal: $0) } == nil)
        #expect(WrittenValues([1], in: memory) { _, buffer in buffer.append([UInt8](repeating: 1, count: 33)) } == nil)
    }
}
