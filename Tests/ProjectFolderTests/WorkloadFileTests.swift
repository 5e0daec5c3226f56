import ProjectFolder
import RehearsalCore
import Testing

@Suite("WorkloadImport: a file that is written")
struct WorkloadFileTests {
    @Test("is read as what it was made of")
    func roundTrip() throws {
        let parameters: [QueryParameter] = [
            .reference(StatisticsReference(.common(2), schema: "public", table: "orders", column: "status")),
            .reference(StatisticsReference(.quantile(0.45), schema: "App", table: "a:b", column: "c\"d\\e")),
            .value(nil), .value("{}"), .value("{name}"), .value("a \"b\" \\ \t: é"),
        ]
        let file = WorkloadFile(
            name: "select_orders_1f3a9c20", roles: [.owner, .application], callsPerDay: 12, writes: true,
            parameters: parameters, remarks: ["$4 is text[]: an\narray"], statement: "SELECT $1, $2, $3, $4, $5, $6")
        #expect(file.fileName == "select_orders_1f3a9c20.sql")
        let read = try FolderOnDisk(["workload/" + file.fileName: file.text]).read().workload
        let query = try #require(read.first)
        #expect(query.name == file.name && query.callsPerDay == 12 && query.writes)
        #expect(
            query.variants.map(\.role) == [.application, .owner]
                || query.variants.map(\.role) == [.owner, .application])
        for variant in query.variants { #expect(variant.parameters == parameters) }
        #expect(query.statement.text == file.statement)
    }

    @Test("begins with its header")
    func header() {
        let file = WorkloadFile(
            name: "a", roles: [.application], callsPerDay: nil, writes: false,
            parameters: [.reference(StatisticsReference(.common(1), schema: "public", table: "t", column: "c"))],
            remarks: [], statement: "SELECT 1 FROM t WHERE c = $1")
        #expect(
            file.text == """
                -- name: a
                -- roles: application
                -- parameters: ["{mcv(t.c, 1)}"]
                SELECT 1 FROM t WHERE c = $1;

                """)
    }
}

@Suite("WorkloadImport: a CSV file")
struct CountedStatementsTests {
    @Test("is read by the names of its columns, quotes and line ends within")
    func read() throws {
        let found = try countedStatements(
            in: "calls,query,other,shared_blks_hit,shared_blks_read,rolname,days\r\n"
                + "3,\"SELECT \"\"a\"\",\n  $1\",x,5,2,app,1.5\r\n4,SELECT 1,,,,,\n", file: "w.csv")
        #expect(
            found == [
                CountedStatement(text: "SELECT \"a\",\n  $1", calls: 3, blockCount: 7, days: 1.5, role: "app"),
                CountedStatement(text: "SELECT 1", calls: 4, blockCount: 0),
            ])
    }

    @Test(
        "that is none is refused with its line",
        arguments: [
            ("", "w.csv"), ("query\nSELECT 1\n", "w.csv:1"), ("query,calls\nSELECT 1\n", "w.csv:2"),
            ("query,calls\n\"a\nb\",1\nc,x\n", "w.csv:4"), ("query,calls\na\"b,1\n", "w.csv:2"),
            ("query,calls\nc,1\n\"a,\n1", "w.csv:3"), ("query,calls\n\"a\"b,1\n", "w.csv:2"),
            ("query,calls\n,1\n", "w.csv:2"), ("query,calls\na,-1\n", "w.csv:2"),
        ])
    func refused(_ text: String, _ place: String) {
        #expect(throws: CountedStatementsError.self) { try countedStatements(in: text, file: "w.csv") }
        do { _ = try countedStatements(in: text, file: "w.csv") } catch {
            #expect(error.message.place == place && error.ending == .usage)
        }
    }
}
