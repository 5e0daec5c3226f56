import Staging

extension WorkloadObstacle {
    /// What is in the way.
    var sentence: String {
        switch self {
        case .noExtension: "the database has no pg_stat_statements"
        case .notLoaded: "pg_stat_statements counts nothing: the server does not run its library"
        case .noPrivilege: "the role may not read the statements of others"
        }
    }

    /// What to do about it.
    var next: String {
        switch self {
        case .noExtension:
            "let a superuser type in this database: CREATE EXTENSION pg_stat_statements; it counts where "
                + "shared_preload_libraries has it and the server was started anew"
        case .notLoaded:
            "put pg_stat_statements into shared_preload_libraries and start the server anew; then let the application "
                + "run for a day or more"
        case .noPrivilege:
            "GRANT pg_read_all_stats TO the role, and pg_read_all_data, so that it may explain the queries; or let a "
                + "DBA run the question: pgrehearse workload import --print-sql"
        }
    }
}
