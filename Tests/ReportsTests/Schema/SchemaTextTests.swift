import Foundation
import RehearsalCore
import Reports
import TestGround
import Testing

@Suite("A schema as text")
struct SchemaTextTests {
    private static let everything = CatalogSelection(classes: Set(FactClass.allCases))

    private func text(_ facts: [CatalogFact]) -> String { schemaText(Catalog(facts: facts), Self.everything) }

    @Test(
        "tells every fact: whichever is changed, taken or added, the text is another one",
        arguments: 1...8 as ClosedRange<UInt64>)
    func isComplete(seed: UInt64) {
        var seeded = SeededFacts(seed: seed)
        let facts = Catalog(facts: seeded.facts(objectCount: 8)).facts
        let whole = text(facts)
        #expect(text(seeded.shuffled(facts)) == whole, "equal catalogs have equal texts")
        for (index, fact) in facts.enumerated() {
            var fewer = facts
            fewer.remove(at: index)
            #expect(!same(text(fewer), whole), "without \(fact)")
            var changed = facts
            changed[index].value = seeded.value()
            if Catalog(facts: changed) != Catalog(facts: facts) {
                #expect(!same(text(changed), whole), "\(fact), changed to \(changed[index].value.debugDescription)")
            }
        }
        for _ in 0..<10 {
            var added = seeded.fact()
            if seeded.number(below: 2) == 0, let there = facts.first {
                added.kind = there.kind
                added.identity = there.identity
            }
            let more = Catalog(facts: facts + [added]).facts
            let isNew = !facts.contains {
                $0.object == added.object && $0.attribute == added.attribute && $0.value == added.value
            }
            if isNew { #expect(!same(text(more), whole), "with \(added)") }
        }
    }

    /// Swift takes two spellings of one letter for the same text.
    private func same(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    @Test(
        "lets nothing break out: blocks are read back by name, all quotes close, nothing steers a terminal",
        arguments: 1...60 as ClosedRange<UInt64>)
    func holdsTight(seed: UInt64) {
        var seeded = SeededFacts(seed: seed)
        let catalog = Catalog(facts: seeded.facts(objectCount: 12))
        let text = schemaText(catalog, Self.everything)
        let objects = CatalogObjects(catalog)
        let heads = Set(objects.objects.map { objects.head(of: $0.key) }).sorted()
        #expect(blockNames(in: text) == heads)
        #expect(tokens(of: text).filter { !$0.isTerminated } == [])
        #expect(sanitized(text, keepingNewlines: true, keepingTabs: true) == text)
    }

    /// Reads the names of blocks back: comments at the start, or behind a blank line.
    private func blockNames(in text: String) -> [ObjectKey] {
        let scalars = Array(text.unicodeScalars)
        return tokens(of: text).compactMap { token -> ObjectKey? in
            let place = token.position - 1
            let isFirst = place == 0 || (place > 1 && scalars[place - 1] == "\n" && scalars[place - 2] == "\n")
            guard token.kind == .comment, isFirst, token.text.hasPrefix("-- ") else { return nil }
            let words = token.text.dropFirst(3)
            let kind = words.prefix { $0 != " " }
            guard let factKind = FactKind(rawValue: String(kind)) else { return nil }
            return ObjectKey(
                kind: factKind, identity: unescaped(String(words.unicodeScalars.dropFirst(kind.count + 1))))
        }
    }

    private func unescaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let next = rest.popFirst() else {
                result.append(scalar)
                continue
            }
            switch next {
            case "n": result.append("\n")
            case "t": result.append("\t")
            case "u":
                let digits = rest.dropFirst().prefix { $0 != "}" }
                rest = rest.dropFirst(digits.count + 2)
                result.append(
                    contentsOf: UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init).map { [$0] } ?? [])
            default: result.append(next)
            }
        }
        return String(result)
    }

    @Test("reads like the SQL that a person would write")
    func golden() throws {
        try Golden.expect(
            schemaText(SampleSchema.catalog, Self.everything), equalsFile: "Tests/ReportsTests/Golden/schema.sql")
    }

    @Test("changes by one line for one column, constraint or grant that comes or goes")
    func oneLine() {
        let whole = lines(SampleSchema.catalog.facts)
        for key in [
            ObjectKey(kind: .column, identity: "public.orders.customer_id"),
            ObjectKey(kind: .constraint, identity: "orders_amount_check ON public.orders"),
            ObjectKey(kind: .index, identity: "public.orders_placed_at_idx"),
            ObjectKey(kind: .comment, identity: "column public.orders.note"),
        ] {
            let fewer = lines(SampleSchema.catalog.facts.filter { $0.object != key })
            #expect(whole.count - fewer.count == 1, "\(key)")
            #expect(fewer.allSatisfy(whole.contains), "\(key)")
        }
    }

    private func lines(_ facts: [CatalogFact]) -> [Substring] {
        schemaText(Catalog(facts: facts)).split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test("holds the wanted classes and kinds, a table with what belongs to it")
    func selection() {
        let indexes = schemaText(SampleSchema.catalog, CatalogSelection(kinds: [.index]))
        #expect(indexes.contains("CREATE INDEX orders_placed_at_idx ON public.orders"))
        #expect(!indexes.contains("CREATE TABLE"))
        let tables = schemaText(SampleSchema.catalog, CatalogSelection(kinds: [.table]))
        #expect(tables.contains("CREATE INDEX orders_placed_at_idx") && !tables.contains("CREATE FUNCTION"))
        let security = schemaText(SampleSchema.catalog, CatalogSelection(classes: [.security]))
        #expect(security.contains("ALTER TABLE public.orders OWNER TO shop_owner;"))
        #expect(security.contains("GRANT INSERT, SELECT ON TABLE public.orders TO app;"))
        #expect(!security.contains("CREATE TABLE") && !security.contains("now()"))
        #expect(schemaText(Catalog(facts: [])) == "")
    }
}
