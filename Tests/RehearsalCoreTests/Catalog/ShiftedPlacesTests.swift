import RehearsalCore
import TestGround
import Testing

/// Two databases that one script made, where one number was given to something else in between.
@Suite("Objects that lie a place further")
struct ShiftedPlacesTests {
    private static func catalog(_ names: [String], from first: UInt32) -> Catalog {
        let kept = (1...5).map { "public.kept\($0)" }
        let made = names.map { "public.\($0)" }
        let places = zip(kept + made, Array(16_384...16_388) + (0..<UInt32(made.count)).map { first + $0 })
        return Catalog(
            facts: (kept + made).map { SmallFacts.fact(.table, $0, "kind", "table") }
                + made.flatMap { SmallFacts.columns(of: $0, ["id"]) },
            origins: Dictionary(
                uniqueKeysWithValues: places.map {
                    (ObjectKey(kind: .table, identity: $0), ObjectOrigin(catalog: "pg_class", oid: $1, part: 0))
                }))
    }

    @Test("are the same under their names, however alike they are, and what is new besides is new")
    func shifted() {
        let old = Self.catalog(["t1", "t2", "t3"], from: 16_400)
        #expect(differences(from: old, to: Self.catalog(["t1", "t2", "t3"], from: 16_401)).isEmpty)
        let more = Self.catalog(["t1", "t2", "t3", "t4"], from: 16_399)
        #expect(differences(from: old, to: more).map(\.summary) == ["table public.t4 is new"])
        #expect(differences(from: more, to: old).map(\.summary) == ["table public.t4 is missing"])
        let renamed = Self.catalog(["t1", "t2", "u"], from: 16_400)
        #expect(differences(from: old, to: renamed).map(\.summary) == ["table public.u is renamed, was public.t3"])
    }
}
