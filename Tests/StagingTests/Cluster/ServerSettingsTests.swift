import RehearsalCore
import Testing

@testable import Staging

@Suite("A throw-away server's settings")
struct ServerSettingsTests {
    private func settings(_ pairs: [(String, String)], mode: ServerMode = .rehearsal) -> ServerSettings {
        let place = SourcePlace(file: "server.conf", line: 1, column: 1)
        return ServerSettings(
            of: pairs.map { ServerParameter(name: $0.0, value: $0.1, place: place) }, mode: mode, isDurable: false,
            preloaded: ["pg_stat_statements"], folder: "/tmp/x")
    }

    private func value(_ name: String, in settings: ServerSettings) -> String? {
        settings.lines.last { $0.name == name }?.value
    }

    @Test("keep planner and session settings as production has them")
    func keepPlannerSettings() {
        let settings = settings([("random_page_cost", "1.1"), ("work_mem", "4MB"), ("effective_cache_size", "1GB")])
        #expect(value("random_page_cost", in: settings) == "1.1")
        #expect(value("work_mem", in: settings) == "4MB")
        #expect(settings.replaced.isEmpty)
    }

    @Test(
        "replace what belongs to the host, and say so",
        arguments: ["listen_addresses", "ssl_cert_file", "archive_command", "log_statement", "data_directory", "port"])
    func replaceTheHost(_ name: String) {
        let settings = settings([(name, "production's")])
        #expect(settings.replaced.map(\.parameter.name) == [name])
        #expect(!settings.lines.contains { $0.value == "production's" })
    }

    @Test(
        "cap resources, in every unit",
        arguments: [
            ("shared_buffers", "64GB", "256MB"), ("shared_buffers", "128MB", nil),
            ("shared_buffers", "1000000", "256MB"),
            ("max_connections", "500", "100"), ("max_connections", "20", nil), ("maintenance_work_mem", "2GB", "256MB"),
        ] as [(String, String, String?)])
    func capResources(_ name: String, _ wanted: String, _ used: String?) {
        let settings = settings([(name, wanted)])
        #expect(settings.replaced.first?.used == used)
        #expect(value(name, in: settings) == used ?? wanted)
    }

    @Test("load at minimal; rehearse at production's level, at least replica")
    func walLevels() {
        #expect(value("wal_level", in: settings([], mode: .loading)) == "minimal")
        #expect(value("wal_level", in: settings([("wal_level", "logical")])) == "logical")
        #expect(value("wal_level", in: settings([("wal_level", "minimal")])) == "replica")
        #expect(value("max_wal_senders", in: settings([], mode: .loading)) == "0")
    }

    @Test("merge preloaded libraries, known ones alone")
    func mergeLibraries() {
        let settings = settings([("shared_preload_libraries", "auto_explain, evil")])
        #expect(value("shared_preload_libraries", in: settings) == "pg_stat_statements,auto_explain")
        #expect(settings.replaced.count == 1)
    }

    @Test("quote values for postgresql.conf")
    func quoteValues() {
        #expect(settings([("search_path", "'a', b")]).text.contains("search_path = '''a'', b'\n"))
        // To Swift a quote and the combining mark behind it are one character.
        let lines = settings([("search_path", "'\u{301}a")]).text.split(separator: "\n")
        #expect(lines.contains("search_path = '''\u{301}a'"))
    }
}
