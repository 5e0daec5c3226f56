import RehearsalCore
import Staging
import TestServer
import Testing

@Suite("What a way back lacks, as SQL")
struct MendingTests {
    @Test("makes the schema what it was before the step, for each kind of residue, and its owner may run it")
    func mending() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(["SET allow_system_table_mods = on"])
            try await fixture.withDatabaseOfOwner {
                for statement in MendingCase.schema { try await fixture.executeAsOwner(statement) }
                try await Self.mendAll(in: fixture)
            }
        }
    }

    /// What takes more than the owner of the objects.
    private static let forbidden = [
        "ENABLE TRIGGER ALL", " EXTENSION ", " ROLE ", " OWNER TO ", " EVENT TRIGGER ", "REVOKE reading",
    ]

    private static func mendAll(in fixture: ReadingFixture) async throws {
        var residueCount = 0
        var mendedCount = 0
        for (number, example) in MendingCase.all.enumerated() {
            let told = try await mend(example, in: fixture)
            let name = "\(number): \(example.step)\n\(told.statements.joined(separator: "\n"))"
            #expect(told.residues == example.residues.map(fixture.named), "\(name)")
            #expect(told.refused == [], "\(name)")
            #expect(told.left == example.stays.map(fixture.named), "\(name)")
            residueCount += told.residues.count
            mendedCount += told.residues.count - min(told.residues.count, told.left.count)
        }
        #expect(MendingCase.all.count > 100)
        #expect(mendedCount * 100 >= residueCount * 95, "\(mendedCount) of \(residueCount)")
    }

    private struct Told {
        /// `cause kind identity`, sorted.
        var residues: [String]
        var statements: [String]
        var refused: [String] = []
        /// What is otherwise in the end, as `kind identity attribute`; sorted.
        var left: [String] = []
    }

    /// Runs a step, its way back and what that lacks, and tells what is otherwise in the end.
    private static func mend(_ example: MendingCase, in fixture: ReadingFixture) async throws -> Told {
        let before = try await fixture.catalog()
        for statement in example.step + example.wayBack { try await fixture.executeAsOwner(statement) }
        let down = try await fixture.catalog()
        let upward = ScriptObservation(
            file: "up.sql", result: .applied, elapsedMilliseconds: 0, statementCount: 0, statements: [])
        let found = residues(
            of: comparison(from: before, to: down, lineage: .oneDatabase), before: before, down: down, upward: upward,
            occupied: ["public.customers", "public.orders", "public.events_2024"])
        #expect(found.allSatisfy { !$0.mending.isEmpty || $0.reason != nil }, "\(found)")
        var told = Told(
            residues: found.map { "\($0.cause.rawValue) \($0.kind.rawValue) \($0.identity)" }.sorted(),
            statements: found.mendingStatements)
        for statement in told.statements {
            do {
                let tookSuperuser = try await fixture.executeAsOwner(statement)
                #expect(!tookSuperuser || forbidden.contains(where: statement.contains), "\(statement)")
            } catch {
                told.refused.append("\(statement): \(error)")
            }
        }
        let mended = try await fixture.catalog()
        told.left = differences(from: before, to: mended, lineage: .oneDatabase)
            .filter { [.semantic, .security, .performance].contains($0.factClass) }
            .map { "\($0.kind.rawValue) \($0.identity) \($0.attribute ?? $0.change.rawValue)" }.sorted()
        return told
    }
}
