import ProjectFolder
import RehearsalCore
import Testing

@Suite("A way back's declared losses")
struct LossDeclarationsTests {
    private static func declared(_ rollback: String) throws -> [LossDeclaration] {
        try FolderOnDisk(["rollbacks/001_first.sql": rollback]).read().steps[0].declaredLosses
    }

    @Test("are read with their names, reasons and places")
    func read() throws {
        let declared = try Self.declared(
            """
            -- A remark: that is none.
            -- pgrehearse: loses documents.year reason="it is in the archive"
            DROP INDEX i;
              --PGREHEARSE : LOSES Logs  reason = "said ""enough"": it's old -- truly"
            -- pgrehearse: loses app."Big Table"."a.b" reason="r"
            """)
        #expect(declared.map(\.name) == [["documents", "year"], ["logs"], ["app", "Big Table", "a.b"]])
        #expect(declared.map(\.spelling) == ["documents.year", "Logs", "app.\"Big Table\".\"a.b\""])
        #expect(declared.map(\.reason) == ["it is in the archive", "said \"enough\": it's old -- truly", "r"])
        #expect(
            declared.map(\.place.description) == [
                "rollbacks/001_first.sql:2:1", "rollbacks/001_first.sql:4:3", "rollbacks/001_first.sql:5:1",
            ])
    }

    @Test("may stand within a statement and in an included file, and not in strings and COPY data")
    func places() throws {
        let folder = try FolderOnDisk([
            "rollbacks/001_first.sql": """
            DROP
            -- pgrehearse: loses a.x reason="within"
            INDEX i;
            SELECT 'text
            -- pgrehearse: loses a.y reason="a string"
            ';
            COPY a FROM stdin;
            -- pgrehearse: loses a.z reason="data"
            \\.
            \\ir more.part
            -- pgrehearse: loses a.v reason="last"
            """,
            "rollbacks/more.part": "-- pgrehearse: loses a.w reason=\"included\"\nSELECT 1;\n",
        ])
        #expect(try folder.read().steps[0].declaredLosses.map(\.reason) == ["within", "last", "included"])
    }

    @Test(
        "that are spelled otherwise are errors with their places",
        arguments: [
            (
                "-- pgreherse: loses a.id reason=\"r\"",
                "1:1 `pgreherse` before the colon declares nothing; did you mean"
            ),
            ("-- pgrehearse loses a.id reason=\"r\"", "1:1 a colon is missing behind `pgrehearse`"),
            (
                "-- pgrehearse: looses a.id reason=\"r\"",
                "1:16 behind `pgrehearse:` stands `looses`, and not `loses`; did"
            ),
            ("-- pgrehearse:", "1:15 behind `pgrehearse:` stands ``"),
            ("-- pgrehearse: loses", "1:21 the loss names no table and no column"),
            ("-- pgrehearse: loses reason=\"r\"", "1:22 the loss names no table and no column"),
            ("-- pgrehearse: loses a.b.c.d reason=\"r\"", "1:22 the loss names no table and no column"),
            ("-- pgrehearse: loses a.id", "1:26 the loss has no reason"),
            ("-- pgrehearse: loses a.id reason=\"  \"", "1:34 the loss has no reason"),
            ("-- pgrehearse: loses a.id reason=\"open", "1:34 the loss has no reason"),
            ("-- pgrehearse: loses a.id reason='r'", "1:34 the loss has no reason"),
            ("-- pgrehearse: loses a.id raeson=\"r\"", "1:27 behind the name stands `raeson`, and not the reason; did"),
            ("-- pgrehearse: loses a.id, a.b reason=\"r\"", "1:26 behind the name stands `,`, and not the reason"),
            ("-- pgrehearse: loses a.id reason=\"r\" x", "1:38 behind the reason stands `x`"),
            (
                "-- pgrehearse: loses a reason=\"r\"\n-- pgrehearse: loses A reason=\"r\"",
                "2:1 the loss of `A` is declared twice"
            ),
        ])
    func wrong(_ line: String, _ complaint: String) throws {
        let folder = try FolderOnDisk(["rollbacks/001_first.sql": line + "\nDROP INDEX i;\n"])
        let complaints = folder.complaints()
        #expect(complaints.count == 1)
        #expect(complaints.first?.hasPrefix("rollbacks/001_first.sql:\(complaint)") == true, "\(complaints)")
    }

    @Test("are errors in files that are walked up")
    func misplaced() throws {
        let line = "-- pgrehearse: loses a.id reason=\"r\"\nSELECT 1;\n"
        let folder = try FolderOnDisk(["migrations/001_first.sql": line, "baseline/schema.sql": line])
        #expect(folder.complaints().count == 2)
        #expect(
            folder.complaints().allSatisfy { $0.contains(":1:1 a loss is declared in a script that is no way back") })
    }

    @Test(
        "are no remarks with other words before a colon",
        arguments: ["-- rehearse: this first", "-- pgrehearse is a tool", "-- note: loses nothing", "-- x"])
    func remarks(_ line: String) throws {
        #expect(try Self.declared(line + "\nDROP INDEX i;\n").isEmpty)
    }
}
