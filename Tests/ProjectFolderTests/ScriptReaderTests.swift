import Foundation
import ProjectFolder
import RehearsalCore
import Testing

@Suite("A script")
struct ScriptReaderTests {
    @Test("takes its includes in, and every statement knows its file")
    func includes() throws {
        let folder = try FolderOnDisk([
            "migrations/001_first.sql": """
            \\restrict abc
            SELECT 1;
            \\ir parts/one.sql
            \\i 'migrations/parts/it''s two.sql'
            SELECT 5;
            \\unrestrict abc
            """,
            "migrations/parts/one.sql": "\u{FEFF}SELECT 2;\n\\ir three.sql\n",
            "migrations/parts/three.sql": "  SELECT 3",
            "migrations/parts/it's two.sql": "SELECT 4;",
        ])
        let script = try folder.read().steps[0].upward
        #expect(script.file == "migrations/001_first.sql")
        #expect(script.statements.map(\.text) == ["SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4", "SELECT 5"])
        #expect(
            script.statements.map(\.place.description) == [
                "migrations/001_first.sql:2:1", "migrations/parts/one.sql:1:1", "migrations/parts/three.sql:1:3",
                "migrations/parts/it's two.sql:1:1", "migrations/001_first.sql:5:1",
            ])
    }

    @Test("shares its variables with the files that it includes, and each file closes its own \\if")
    func sharesVariables() throws {
        let folder = try FolderOnDisk([
            "migrations/001_first.sql": """
            \\set part one
            \\if :{?skip}
              \\i nosuch.sql
            \\else
              \\ir parts/:part.sql
            \\endif
            SELECT :answer, :'USER', :SERVER_VERSION_NUM;
            """,
            "migrations/parts/one.sql": "\\set answer 42\nSELECT :'part';\n\\set ON_ERROR_STOP off\n",
        ])
        let statements = try folder.read().steps[0].upward.statements
        #expect(statements.map(\.text) == ["SELECT 'one'", "SELECT 42, 'shop_owner', 150000"])
        #expect(statements.map(\.onErrorStop) == [nil, false])
        #expect(try folder.read().steps[1].upward.statements[0].onErrorStop == nil)
        try folder.write(Data("\\endif\n".utf8), to: "migrations/parts/one.sql")
        #expect(folder.complaints().first?.hasPrefix("migrations/parts/one.sql:1:1 there is no open") == true)
    }

    @Test(
        "for one message is SQL alone",
        arguments: [
            ("SELECT :x, ':y';\nSELECT 2;", nil),
            ("SELECT 1;\n\\set x 1\n", "2:1 the meta-command \\set is psql's"),
            ("SELECT 1 \\gexec\n", "1:10 the meta-command \\gexec is psql's"),
            ("\\restrict abc\n", "1:1 the meta-command \\restrict is psql's"),
            ("SELECT 1;\nCOPY a FROM stdin;\n1\n\\.\n", "2:1 COPY … FROM stdin wants data"),
            ("COPY a FROM stdin;\n", "1:1 COPY … FROM stdin wants data"),
        ] as [(String, String?)])
    func oneMessage(_ text: String, _ complaint: String?) throws {
        let folder = try FolderOnDisk(["migrations/001_first.sql": text])
        try folder.write(
            Data((FolderOnDisk.good["rehearsal.yaml"]! + "migrations: { runner: { kind: one_message } }\n").utf8),
            to: "rehearsal.yaml")
        if let complaint {
            let complaints = folder.complaints()
            #expect(complaints.count == 1)
            #expect(complaints.first?.hasPrefix("migrations/001_first.sql:" + complaint) == true, "\(complaints)")
        } else {
            #expect(try folder.read().steps[0].upward.runner == .oneMessage)
        }
    }

    @Test("keeps COPY data and Windows' line ends byte by byte")
    func copyData() throws {
        let folder = try FolderOnDisk([
            "migrations/001_first.sql": "COPY a FROM stdin;\r\n1\r\n\\.\r\nSELECT 'x\r\ny';\r\n"
        ])
        let statements = try folder.read().steps[0].upward.statements
        #expect(statements.map(\.text) == ["COPY a FROM stdin", "SELECT 'x\r\ny'"])
        #expect(statements[0].copyData == Array("1\r\n".utf8))
    }

    @Test(
        "is refused for what it must not or cannot do",
        arguments: [
            ("SELECT 1;\n\\! rm -rf x\n", "2:1 the meta-command \\! is refused"),
            ("  \\connect other\n", "1:3 the meta-command \\connect is refused"),
            ("SELECT 1 \\gexec\n", "1:10 the meta-command \\gexec is refused"),
            ("SELECT 1\n\\i a.sql\n;", "2:1 the meta-command \\i stands inside a statement"),
            ("SELECT 1 \\; SELECT 2;\n", "1:10 the meta-command \\; is refused"),
            ("\\i\n", "1:1 \\i says nothing about what it is to work on"),
            ("\\i `ls`\n", "1:4 the backquotes are refused"),
            ("\\i :dir/a.sql\n", "1:1 there is no `:dir/a.sql`"),
            ("\\i 'a.sql\n", "1:4 a quote begins here"),
            ("\\set AUTOCOMMIT off\n", "1:1 this value of AUTOCOMMIT is refused"),
            ("SELECT 1;\nSELECT :x;\n", "2:8 the variable `x` is not set"),
            ("SELECT 1;\n\\if 1\n", "2:1 an \\if begins here"),
            ("\\i nosuch.sql\n", "1:1 there is no `nosuch.sql`"),
            // More steps up than any folder of ours lies deep.
            (
                "\\i ../../../../../../../../etc/passwd\n",
                "1:1 `../../../../../../../../etc/passwd` leads out of the project folder"
            ),
            ("\\i /etc/passwd\n", "1:1 `/etc/passwd` leads out of the project folder"),
            ("\\i migrations\n", "1:1 `migrations` is no regular file"),
            ("SELECT 1;\n\\ir 001_first.sql\n", "2:1 `migrations/001_first.sql` includes itself"),
            ("SELECT 'open;\n", "1:8 a string begins here"),
            ("SELECT 1;\nSELECT (2;\n", "2:8 a parenthesis is opened here"),
            ("SELECT 1;\nä\0;\n", "2:2 the file has a NUL byte at byte 12"),
        ])
    func refused(_ text: String, _ complaint: String) throws {
        let complaints = try FolderOnDisk(["migrations/001_first.sql": text]).complaints()
        #expect(complaints.count == 1)
        #expect(complaints.first?.hasPrefix("migrations/001_first.sql:" + complaint) == true, "\(complaints)")
    }

    @Test("that is not UTF-8 is refused at the byte")
    func encoding() throws {
        let folder = try FolderOnDisk()
        try folder.write(
            Data("SELECT 'ä';\nSELECT '".utf8) + Data([0xE4]) + Data("';\n".utf8), to: "migrations/001_first.sql")
        #expect(
            folder.complaints().first?.hasPrefix("migrations/001_first.sql:2:9 the file is not UTF-8: see its byte 21")
                == true)
    }

    @Test("may include a file twice and 32 deep, but not in a circle and not deeper")
    func depth() throws {
        func chain(_ length: Int) -> [String: String?] {
            var files: [String: String?] = ["migrations/001_first.sql": "\\i c/1.sql\n\\i c/\(length).sql\n"]
            for index in 1..<length { files["c/\(index).sql"] = "\\ir \(index + 1).sql\n" }
            files["c/\(length).sql"] = "SELECT 1;\n"
            return files
        }
        #expect(try FolderOnDisk(chain(32)).read().steps[0].upward.statements.count == 2)
        #expect(try FolderOnDisk(chain(33)).complaints().first?.hasPrefix("c/32.sql:1:1 includes are nested") == true)
        var circle = chain(3)
        circle["c/3.sql"] = "\\i c/1.sql\n"
        #expect(try FolderOnDisk(circle).complaints().contains { $0.contains("`c/1.sql` includes itself") })
    }

    @Test("cannot grow without end by including")
    func bomb() throws {
        var files: [String: String?] = ["migrations/001_first.sql": "\\i c/1.sql\n"]
        for index in 1..<30 { files["c/\(index).sql"] = String(repeating: "\\ir \(index + 1).sql\n", count: 2) }
        files["c/30.sql"] = ""
        let complaints = try FolderOnDisk(files).complaints()
        #expect(complaints.count == 1)
        #expect(complaints.first?.contains("more than 10000 files") == true)
    }

    @Test("is not read through a link that leaves the project")
    func links() throws {
        let folder = try FolderOnDisk([
            "migrations/001_first.sql": "\\i link.sql\n\\i inside.sql\n", "real.sql": "SELECT 1;",
        ])
        try folder.link("link.sql", to: "/etc/passwd")
        try folder.link("inside.sql", to: "real.sql")
        try folder.link("baseline/x.sql", to: "/dev/zero")
        #expect(
            folder.complaints().map { String($0.prefix(60)) } == [
                String("baseline/x.sql:1:1 `baseline/x.sql` leads out of the project folder".prefix(60)),
                String("migrations/001_first.sql:1:1 `link.sql` leads out of the project folder".prefix(60)),
            ])
    }
}
