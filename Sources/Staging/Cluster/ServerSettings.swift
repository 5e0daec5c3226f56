public import RehearsalCore

/// Which of its two lives a throw-away server is in.
public enum ServerMode: String, Sendable, Hashable, CaseIterable {
    /// wal_level minimal, so that COPY into a table truncated in the same transaction writes no WAL.
    case loading
    /// Production's wal_level, at least replica, so that WAL is counted truly.
    case rehearsal
}

/// A parameter of the project's server.conf that the rehearsal does not take as it stands.
public struct ReplacedParameter: Sendable, Hashable {
    public var parameter: ServerParameter
    /// What holds instead; nil when the parameter is left out.
    public var used: String?
    public var reason: String

    public init(parameter: ServerParameter, used: String?, reason: String) {
        self.parameter = parameter
        self.used = used
        self.reason = reason
    }
}

/// The parameters a throw-away server starts with: the project's beneath, the rehearsal's own on top.
///
/// Planner and session settings are kept, resources are capped, and what belongs to production's host is replaced.
public struct ServerSettings: Sendable, Hashable {
    /// Name and value, in the order in which they are written; a later line wins.
    public var lines: [SessionSetting]
    public var replaced: [ReplacedParameter]

    /// The statistics target that plans are judged at.
    static let statisticsTarget = "1000"

    /// Parameters that belong to the host, or that would write data values into logs, by name or prefix.
    private static let hostNames: Set<String> = [
        "listen_addresses", "port", "superuser_reserved_connections", "bonjour", "bonjour_name", "cluster_name",
        "data_directory", "config_file", "hba_file", "ident_file", "external_pid_file", "primary_conninfo",
        "primary_slot_name", "restore_command", "recovery_end_command", "promote_trigger_file",
        "synchronous_standby_names", "hot_standby", "dynamic_library_path", "local_preload_libraries",
        "session_preload_libraries", "jit_provider", "stats_temp_directory", "temp_tablespaces", "huge_pages",
        "huge_page_size", "dynamic_shared_memory_type", "shared_memory_type", "min_dynamic_shared_memory",
        "fsync", "full_page_writes", "autovacuum", "event_source", "logging_collector",
        "lc_messages", "timezone", "log_timezone", "max_wal_senders", "hot_standby_feedback", "data_sync_retry",
        "restart_after_crash", "allow_in_place_tablespaces", "ssl_passphrase_command",
    ]
    private static let hostPrefixes = [
        "unix_socket_", "ssl", "archive_", "log_", "krb_", "recovery_target", "syslog_", "wal_receiver_", "wal_sender_",
        "summarize_", "debug_",
    ]
    /// Sizes in kilobytes and counts above which a rehearsal does not follow production.
    private static let caps: [(name: String, limit: Int, shown: String, isMemory: Bool)] = [
        ("autovacuum_max_workers", 3, "3", false), ("maintenance_work_mem", 262_144, "256MB", true),
        ("max_connections", 100, "100", false), ("max_parallel_workers", 8, "8", false),
        ("max_worker_processes", 8, "8", false), ("shared_buffers", 262_144, "256MB", true),
        ("wal_buffers", 16_384, "16MB", true),
    ]

    /// - Parameter preloaded: libraries that the project's extensions need at server start, sorted.
    public init(
        of parameters: [ServerParameter], mode: ServerMode, isDurable: Bool, preloaded: [String], folder: String
    ) {
        var kept: [SessionSetting] = []
        var replaced: [ReplacedParameter] = []
        var walLevel = "replica"
        var libraries = preloaded
        for parameter in parameters {
            let name = parameter.name.lowercased()
            if name == "wal_level" {
                if parameter.value.lowercased() == "logical" { walLevel = "logical" }
                if parameter.value.lowercased() == "minimal" {
                    replaced.append(.init(parameter: parameter, used: "replica", reason: "WAL is counted at replica"))
                }
            } else if name == "shared_preload_libraries" {
                let wanted = Self.libraryNames(parameter.value)
                let refused = wanted.filter { !Self.knownLibraries.contains($0) }
                libraries += wanted.filter { Self.knownLibraries.contains($0) && !libraries.contains($0) }
                if !refused.isEmpty {
                    replaced.append(
                        .init(
                            parameter: parameter, used: libraries.joined(separator: ","),
                            reason: "only known libraries are preloaded"))
                }
            } else if Self.hostNames.contains(name) || Self.hostPrefixes.contains(where: name.hasPrefix) {
                replaced.append(.init(parameter: parameter, used: nil, reason: "belongs to production's host"))
            } else if let cap = Self.caps.first(where: { $0.name == name }), Self.exceeds(parameter.value, cap) {
                kept.append(.init(name: name, value: cap.shown))
                replaced.append(.init(parameter: parameter, used: cap.shown, reason: "resources are capped"))
            } else {
                kept.append(.init(name: name, value: parameter.value))
            }
        }
        lines =
            kept + Self.own(mode: mode, isDurable: isDurable, walLevel: walLevel, libraries: libraries, folder: folder)
        self.replaced = replaced
    }

    private static func own(
        mode: ServerMode, isDurable: Bool, walLevel: String, libraries: [String], folder: String
    ) -> [SessionSetting] {
        let durable = isDurable ? "on" : "off"
        return [
            ("listen_addresses", ""), ("port", "5432"), ("unix_socket_directories", "\"\(folder)/socket\""),
            ("unix_socket_permissions", "0700"), ("hba_file", "\(folder)/hba.conf"),
            ("ident_file", "\(folder)/ident.conf"), ("cluster_name", "pgrehearse"),
            ("shared_preload_libraries", libraries.joined(separator: ",")),
            ("fsync", durable), ("full_page_writes", durable), ("synchronous_commit", durable),
            ("autovacuum", "off"),
            ("wal_level", mode == .loading ? "minimal" : walLevel),
            ("max_wal_senders", mode == .loading ? "0" : "10"),
            ("max_wal_size", "4GB"), ("checkpoint_timeout", "1h"), ("huge_pages", "off"),
            // In the data folder, so that a killed server leaves nothing in /dev/shm.
            ("dynamic_shared_memory_type", "mmap"),
            // A refused statement's error is told to its session; in the log its words would stand unmasked.
            ("log_min_messages", "log"), ("log_statement", "none"), ("log_min_error_statement", "panic"),
            ("log_parameter_max_length_on_error", "0"),
            ("log_error_verbosity", "terse"), ("logging_collector", "off"), ("log_destination", "stderr"),
            ("lc_messages", "C"), ("timezone", "UTC"), ("log_timezone", "UTC"),
            ("client_connection_check_interval", "1s"), ("restart_after_crash", "on"),
            // PostgreSQL lets the alarm of a connection's start ring later on, and looks at the clock then; libfaketime
            // shows the true time to whoever is woken while waiting, and every limit would seem to have passed.
            ("authentication_timeout", "10min"),
        ].map { SessionSetting(name: $0.0, value: $0.1) }
    }

    /// The text of a postgresql.conf.
    public var text: String {
        lines.map { "\($0.name) = \($0.value.quoted("'"))\n" }.joined()
    }

    /// Libraries that may be preloaded: they add no network and no timer of their own.
    static let knownLibraries: Set<String> = [
        "auto_explain", "pg_hint_plan", "pg_prewarm", "pg_stat_kcache", "pg_stat_statements", "pg_trgm", "pgaudit",
        "plpgsql_check", "set_user",
    ]

    /// The libraries that `extensions` must find preloaded, sorted.
    public static func preloads(for extensions: [String]) -> [String] {
        extensions.filter { ["pg_stat_kcache", "pg_stat_statements", "pgaudit", "set_user"].contains($0) }.sorted()
    }

    private static func libraryNames(_ value: String) -> [String] {
        value.split(separator: ",").map {
            String($0).replacing("\"", with: "").replacing(" ", with: "")
        }
    }

    private static func exceeds(
        _ value: String, _ cap: (name: String, limit: Int, shown: String, isMemory: Bool)
    ) -> Bool {
        let digits = value.prefix { $0.isNumber }
        guard let number = Int(digits) else { return false }
        guard cap.isMemory else { return number > cap.limit }
        let kilobytes: Int
        switch value.dropFirst(digits.count).replacing(" ", with: "") {
        case "B": kilobytes = number / 1024
        case "MB": kilobytes = number * 1024
        case "GB": kilobytes = number * 1_048_576
        case "TB": kilobytes = number * 1_073_741_824
        case "": kilobytes = cap.name == "maintenance_work_mem" ? number : number * 8
        default: kilobytes = number
        }
        return kilobytes > cap.limit
    }
}
