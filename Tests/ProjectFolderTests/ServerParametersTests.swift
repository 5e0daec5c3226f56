import ProjectFolder
import RehearsalCore
import Testing

@Suite("server.conf")
struct ServerParametersTests {
    private func folder(_ text: String) throws -> FolderOnDisk {
        try FolderOnDisk(yaml("15 }", as: "15, parameters: server.conf }").merging(["server.conf": text]) { $1 })
    }

    @Test("is read as PostgreSQL reads it")
    func read() throws {
        let text = """
            # production
            work_mem = 4MB   # per node
            Shared_Buffers 1GB
              search_path='"$user", it''s # no comment'\r
            log_line_prefix = 'a\\'b\\\\c'
            random_page_cost=1.1
            effective_cache_size = -1
            app.tenant = none
            work_mem = '8MB'
            jit = off
            listen_addresses = ''
            """
        let parameters = try folder(text).read().server.parameters
        #expect(
            parameters.map { "\($0.place) \($0.name)=\($0.value)" } == [
                "server.conf:3:1 shared_buffers=1GB", "server.conf:4:3 search_path=\"$user\", it's # no comment",
                "server.conf:5:1 log_line_prefix=a'b\\c", "server.conf:6:1 random_page_cost=1.1",
                "server.conf:7:1 effective_cache_size=-1", "server.conf:8:1 app.tenant=none",
                "server.conf:9:1 work_mem=8MB", "server.conf:10:1 jit=off", "server.conf:11:1 listen_addresses=",
            ])
    }

    @Test(
        "is refused where it cannot be read",
        arguments: [
            ("a = 1\ninclude 'x.conf'\n", "2:1 `include` is not followed"),
            ("include_dir = 'conf.d'\n", "1:1 `include_dir` is not followed"),
            ("include_if_exists 'x'\n", "1:1 `include_if_exists` is not followed"),
            ("work_mem\n", "1:9 `work_mem` has no value"),
            ("work_mem = # none\n", "1:12 `work_mem` has no value"),
            ("  work_mem = '4MB\n", "1:14 the value of `work_mem` cannot be read"),
            ("work_mem = 4 MB\n", "1:14 there is more than one value for `work_mem`"),
            ("= 4\n", "1:1 `=` is no name of a parameter"), ("4work = 4\n", "1:1 `4work` is no name"),
            ("a. = 4\n", "1:1 `a.` is no name"), ("work_mem = \"4MB\"\n", "1:12 the value of `work_mem`"),
        ])
    func refused(_ text: String, _ complaint: String) throws {
        let complaints = try folder(text).complaints()
        #expect(complaints.count == 1, "\(complaints)")
        #expect(complaints.first?.hasPrefix("server.conf:" + complaint) == true, "\(complaints)")
    }
}
