import Foundation
import TestGround
import Testing

/// Each sabotage is done to a copy of the reference project, and must be caught with its place, code and ending.
@Suite("Sabotage of the reference project")
struct SabotageTests {
    private static let indexStep = "advisoros/migrations/001_performance_indexes.sql"
    private static let indexWayBack = "advisoros/rollbacks/001_performance_indexes.sql"
    private static let constraintStep = "advisoros/migrations/002_data_integrity_constraints.sql"
    private static let constraintWayBack = "advisoros/rollbacks/002_data_integrity_constraints.sql"

    /// The reference project's first two steps at a tenth of its size.
    private func smallCopy(_ scratch: ScratchFolder) throws -> String {
        try scratch.referenceProject(scale: "0.1", stepCount: 2)
    }

    private func run(_ scratch: ScratchFolder, _ project: String) throws -> Report {
        try Tool(folder: scratch.path).run(project, "--ci")
    }

    /// The failures of a run whose only other complaint is that nothing was accepted for it.
    private func failures(_ report: Report) -> [Report.Finding] {
        report.failures.filter { $0.code != "expectation-missing" }
    }

    @Test("without sabotage there is nothing to find")
    func nothingToFind() throws {
        let scratch = try ScratchFolder()
        let report = try run(scratch, try smallCopy(scratch))
        #expect(failures(report).isEmpty, "\(failures(report))")
        #expect(report.status == 6)
    }

    @Test("a way back that forgets an index")
    func forgottenIndex() throws {
        let scratch = try ScratchFolder()
        let project = try smallCopy(scratch)
        try scratch.edit(
            Self.indexWayBack, replacing: "DROP INDEX CONCURRENTLY IF EXISTS public.idx_documents_tags;\n", with: "")
        let report = try run(scratch, project)
        let finding = try #require(failures(report).first { $0.code == "rollback-schema-differs" })
        #expect(finding.object == "public.idx_documents_tags")
        #expect(finding.place?.file == "migrations/001_performance_indexes.sql")
        let made = try scratch.line("CREATE INDEX CONCURRENTLY idx_documents_tags", of: Self.indexStep)
        #expect(finding.place?.line == made)
        #expect(report.status == 2, "the second run meets the index that is left")
        #expect(failures(report).contains { $0.code == "migration-refused" && $0.place?.line == made })
    }

    @Test("a way back that restores a function with a changed body")
    func changedFunction() throws {
        let scratch = try ScratchFolder()
        let project = try smallCopy(scratch)
        func definition(_ body: String, _ verb: String = "CREATE OR REPLACE") -> String {
            "\n\(verb) FUNCTION client_label(name text) RETURNS text LANGUAGE sql AS $f$ SELECT \(body) $f$;\n"
        }
        try scratch.write(definition("upper(name)", "CREATE"), to: "advisoros/baseline/060_functions.sql")
        try scratch.append(definition("initcap(name)"), to: Self.constraintStep)
        try scratch.append(definition("lower(name)"), to: Self.constraintWayBack)
        let report = try run(scratch, project)
        #expect(report.status == 1)
        let finding = try #require(failures(report).first)
        #expect(failures(report).count == 1, "\(failures(report))")
        #expect(finding.code == "rollback-schema-differs")
        #expect(finding.object == "public.client_label(text)")
        #expect(finding.place?.file == "rollbacks/002_data_integrity_constraints.sql")
        #expect(
            finding.place?.line
                == (try scratch.line("CREATE OR REPLACE FUNCTION client_label", of: Self.constraintWayBack)))
    }

    @Test("a syntax error in step 2")
    func syntaxError() throws {
        let scratch = try ScratchFolder()
        let project = try smallCopy(scratch)
        try scratch.append("\n-- ünïcödé\nCREATE TABLE wrong (a integer,, b integer);\n", to: Self.constraintStep)
        let report = try run(scratch, project)
        #expect(report.status == 2)
        let finding = try #require(failures(report).first)
        #expect(finding.code == "migration-refused")
        #expect(finding.step == "002_data_integrity_constraints")
        #expect(finding.place?.file == "migrations/002_data_integrity_constraints.sql")
        #expect(finding.place?.line == (try scratch.line("CREATE TABLE wrong", of: Self.constraintStep)))
        #expect(finding.place?.column == 31, "the second comma is where the server stumbles")
    }

    @Test("a way back that is empty")
    func emptyWayBack() throws {
        let scratch = try ScratchFolder()
        let project = try smallCopy(scratch)
        try scratch.write("", to: Self.indexWayBack)
        let report = try run(scratch, project)
        #expect(report.status == 1)
        #expect(failures(report).map(\.code) == ["rollback-empty"])
        #expect(failures(report).first?.place?.file == "rollbacks/001_performance_indexes.sql")
        #expect(failures(report).first?.place?.line == 1)
    }

    @Test("an INVALID index left by a failed CREATE INDEX CONCURRENTLY")
    func invalidIndex() throws {
        let scratch = try ScratchFolder()
        let project = try smallCopy(scratch)
        try scratch.append(
            "\nCREATE UNIQUE INDEX CONCURRENTLY idx_users_one_role ON users (role);\n", to: Self.indexStep)
        let report = try run(scratch, project)
        #expect(report.status == 2)
        let made = try scratch.line("CREATE UNIQUE INDEX CONCURRENTLY idx_users_one_role", of: Self.indexStep)
        let invalid = try #require(failures(report).first { $0.code == "index-invalid" })
        #expect(invalid.object == "public.idx_users_one_role")
        #expect(invalid.place?.line == made)
        let refused = try #require(failures(report).first { $0.code == "migration-refused" })
        #expect(refused.place?.line == made)
        #expect(failures(report).contains { $0.code == "step-not-run" && $0.step == "002_data_integrity_constraints" })
    }
}
