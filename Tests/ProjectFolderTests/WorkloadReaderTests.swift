import ProjectFolder
import RehearsalCore
import Testing

@Suite("The workload")
struct WorkloadReaderTests {
    @Test("is read query by query, sorted by name")
    func read() throws {
        let folder = try FolderOnDisk([
            "workload/a.sql": """
            -- name: zebra count
            -- Finds what the morning page shows
            -- roles: owner
            -- set: app.tenant = 'it''s'
            -- set: app.role=admin
            -- parameters: ["a, b", 1, null, 'null', 2.50, true]
            -- calls per day: 1200

            -- see: not a header any more
            SELECT $1, $2, $3, $4, $5, $6;
            """,
            "workload/b.sql": "SELECT 'it''s $1';\n",
        ])
        let workload = try folder.read().workload
        #expect(workload.map(\.name) == ["b", "zebra count"])
        #expect(
            workload[0].variants == [
                QueryVariant(role: .application, session: nil, settings: [], parameters: [])
            ])
        #expect(workload[0].callsPerDay == nil)
        #expect(
            workload[1].variants == [
                QueryVariant(
                    role: .owner, session: nil,
                    settings: [
                        SessionSetting(name: "app.role", value: "admin"),
                        SessionSetting(name: "app.tenant", value: "it's"),
                    ], parameters: ["a, b", "1", nil, "null", "2.50", "true"].map(QueryParameter.value))
            ])
        #expect(workload[1].callsPerDay == 1200)
        #expect(workload[1].statement.place.description == "workload/a.sql:10:1")
    }

    @Test(
        "is refused where it does not say what it has to",
        arguments: [
            ("-- nmae: x\nSELECT 1", "1:4 the header `nmae` is unknown; did you mean `name`?"),
            ("--  see: x\nSELECT 1", "1:5 the header `see` is unknown"),
            ("-- name: a\n-- name: b\nSELECT 1", "2:4 the header `name` stands here more than once"),
            ("-- name:\nSELECT 1", "1:9 `name` has to be a value"),
            ("-- roles: admin\nSELECT 1", "1:11 `roles` has to be `owner`, `application` or both with a comma"),
            ("-- roles: owner, owner\nSELECT 1", "1:18 `roles` names `owner` more than once"),
            ("-- roles: owner,\nSELECT 1", "1:17 `roles` has to be names with commas between them"),
            ("-- role: owner\nSELECT 1", "1:4 the header `role` is unknown; did you mean `roles`?"),
            ("-- from: 002_secnd\nSELECT 1", "1:10 there is no step `002_secnd`; did you mean `002_second`?"),
            (
                "-- from: 001_first\n-- from: 002_second\nSELECT 1",
                "2:10 the header `from` stands here more than once"
            ),
            ("-- before: 001_first\nSELECT 1", "1:4 the header `before` is unknown"),
            ("-- set: search_path\nSELECT 1", "1:9 `set` has to be `name = value`"),
            ("-- calls per day: many\nSELECT 1", "1:19 `calls per day` has to be a whole number"),
            ("-- parameters: 1\nSELECT $1", "1:16 `parameters` has to be a list"),
            ("-- parameters: [[1]]\nSELECT $1", "1:16 `parameters` has to be a list of texts"),
            ("-- parameters: [1, \nSELECT $1", "1:16 this is not YAML"),
            ("-- parameters: [*a]\nSELECT $1", "1:17 `*` begins"),
            ("-- parameters: [1]\nSELECT $1, $2", "1:16 the query has 2 parameters, and 1 are given"),
            ("-- parameters: a = [1]\n-- parameters: a = [2]\nSELECT $1", "2:16 the query has two sets"),
            ("-- parameters: [1]\n-- parameters: [2]\nSELECT $1", "2:16 the query has two sets"),
            ("-- parameters: a = [1]\nSELECT $1, $2", "1:20 the query has 2 parameters, and 1 are given"),
            ("-- writes: perhaps\nSELECT 1", "1:12 `writes` has to be `yes` or `no`"),
            ("SELECT $1", "1:1 the query has 1 parameters, and 0 are given"),
            ("-- nothing\n", "1:1 a file of the workload holds one query, and here are 0"),
            ("SELECT 1;\nSELECT 2;\n", "2:1 a file of the workload holds one query, and here are 2"),
            ("\\i a.sql\nSELECT 1;\n", "1:1 the meta-command \\i is refused"),
            ("SELECT 'a", "1:8 a string begins here"),
        ])
    func refused(_ text: String, _ complaint: String) throws {
        let complaints = try FolderOnDisk(["workload/q.sql": text]).complaints()
        #expect(complaints.count == 1, "\(complaints)")
        #expect(complaints.first?.hasPrefix("workload/q.sql:" + complaint) == true, "\(complaints)")
    }

    @Test("asks a query with each of its named sets of parameters, and knows which ones write")
    func parameterSets() throws {
        let folder = try FolderOnDisk([
            "workload/a.sql": """
            -- parameters: common = ["{mcv(orders.status, 1)}", 5]
            -- parameters: rare = ["{rare(orders.status)}", null]
            -- writes: yes
            SELECT take($1, $2);
            """
        ])
        let query = try #require(try folder.read().workload.first)
        #expect(query.writes)
        #expect(query.variants.map(\.parameterSet) == ["common", "rare"])
        let status = StatisticsReference(.rare, schema: "public", table: "orders", column: "status")
        #expect(query.variants[1].parameters == [.reference(status), .value(nil)])
        #expect(AskedQuery(query, query.variants[1]).identity == "a/application [rare]")
    }

    @Test("asks a query only in states behind the step that makes what it reads")
    func fromStep() throws {
        let folder = try FolderOnDisk([
            "workload/always.sql": "SELECT 1", "workload/late.sql": "-- from: 002_second\nSELECT b FROM a",
        ])
        let project = try folder.read()
        let asked = { (state: StateName) in project.workload(in: state).map(\.name) }
        #expect(asked(.baseline) == ["always"])
        for state in [StateName.after(step: "001_first"), .again(step: "001_first"), .down(step: "002_second")] {
            #expect(asked(state) == ["always"])
        }
        #expect(asked(.after(step: "002_second")) == ["always", "late"])
        #expect(asked(.again(step: "002_second")) == ["always", "late"])
        #expect(asked(.down(step: "001_first")) == ["always"])
    }

    @Test("has no two queries of one name, and no application where the project has none")
    func names() throws {
        let twins = try FolderOnDisk(["workload/a.sql": "-- name: b\nSELECT 1", "workload/b.sql": "SELECT 2"])
        #expect(twins.complaints().first?.hasPrefix("workload/b.sql:1:1 the query `b` of `workload/a.sql`") == true)
        let query = ["workload/a.sql": "-- roles: owner, application\nSELECT 1"]
        let files = yaml(", application: shop_app", as: "").merging(query) { $1 }
        #expect(
            try FolderOnDisk(files).complaints().first?.hasPrefix(
                "workload/a.sql:1:18 the file is about the application") == true)
    }
}
