import ArgumentParser
import Conductor
import RehearsalCore
import Reports

struct WorkloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workload", abstract: "Make a project's workload out of what a server's statements cost.",
        discussion: """
            pgrehearse workload import postgresql://reader@db.example/shop --to workload
            pgrehearse workload import --print-sql > workload.sql
            pgrehearse workload import workload.csv --against postgresql://reader@db.example/shop --to workload
            """,
        subcommands: [WorkloadImportCommand.self])
}

struct WorkloadImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Write the queries that touch the most buffers, without any value in them.",
        discussion: "pgrehearse workload import postgresql://reader@db.example/shop --to workload --top 20")

    @Argument(help: "postgresql://… of a database with pg_stat_statements, or a CSV file of it with --against.")
    var source: String?

    @Option(help: ArgumentHelp("The server that types a CSV file's parameters.", valueName: "uri"))
    var against: String?

    @Option(help: ArgumentHelp("The folder that the queries are written to.", valueName: "dir")) var to: String?
    @Option(help: ArgumentHelp("How many queries are taken.", valueName: "n")) var top = 50
    @Option(help: ArgumentHelp("Over how many days the calls were counted.", valueName: "n")) var days: Double?
    @Flag(help: "Print the same question as a script for psql, and ask nobody.") var printSQL = false
    @Flag(help: "Ask as a superuser, if the role is one.") var asSuperuser = false

    func validate() throws {
        if printSQL != (source == nil) || printSQL == (to != nil) {
            throw ValidationError("An import has a source and --to, or prints its question with --print-sql.")
        }
        if let source, source.contains("://") != (against == nil) || against?.contains("://") == false {
            throw ValidationError("--against names the server of a CSV file; a server needs none.")
        }
        if top < 1 || days.map({ $0 > 0 }) == false { throw ValidationError("--top and --days are above 0.") }
    }

    func run() async throws {
        try await ending { () -> Ending in
            guard let source, let to else {
                try printOut(workloadImportScript())
                return .passed
            }
            let imported = try await importWorkload(
                WorkloadImport(
                    file: against == nil ? nil : source, server: against ?? source, folder: to, count: top, days: days,
                    asSuperuser: asSuperuser))
            for remark in workloadImportRemarks(imported) { complain("pgrehearse: " + remark) }
            if !imported.written.isEmpty { try printOut(workloadImportReport(imported)) }
            return imported.ending
        }
    }
}
