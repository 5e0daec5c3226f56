import RehearsalCore
import Testing

@Suite("Names in an added key's definition")
struct AddedKeyTests {
    private func names(_ kind: AddedConstraint.Kind, _ definition: String) -> Set<String>? {
        AddedConstraint(
            kind: kind, table: "public.t", name: "k", definition: definition, isValidated: true, query: nil
        ).keyNames
    }

    @Test("are those of its columns, not of its condition")
    func columns() {
        let unique = names(
            .uniqueIndex, "CREATE UNIQUE INDEX k ON public.t USING btree (a, lower(\"B b\")) WHERE (c IS NULL)")
        #expect(unique?.isSuperset(of: ["a", "B b"]) == true)
        #expect(unique?.isDisjoint(with: ["c", "t", "k"]) == true)
        #expect(names(.exclusion, "EXCLUDE USING gist (room WITH =, during WITH &&)")?.contains("during") == true)
        #expect(names(.check, "CHECK ((a > 0))") == nil)
    }
}
