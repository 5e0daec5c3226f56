import ArgumentParser

/// Seven measurements for people; nothing is judged.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures pgrehearse against its peers, in one run each.",
        subcommands: [
            CatalogCommand.self, RunCommand.self, DrillsCommand.self, LoadCommand.self, TableCommand.self,
            PlansCommand.self, GenerateCommand.self, ReadCatalogCommand.self,
        ])
}

/// How often a measurement is taken.
struct Rounds: ParsableArguments {
    @Option(help: "How many rounds; the usual number of each measurement if not given.") var rounds: Int?

    func validate() throws {
        guard (rounds ?? 1) > 0 else { throw ValidationError("--rounds is at least 1") }
    }
}

/// A project's dataset at a scale.
struct ScaledProject: ParsableArguments {
    @Argument(help: "The project's folder.") var project: String
    @Option(help: "How many times its rows.") var scale = 1

    func validate() throws {
        guard scale > 0 else { throw ValidationError("--scale is at least 1") }
    }
}

struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Reading a schema against pg_dump, and comparing two against migra.")
    @Argument(help: "The built tool.") var tool: String
    @Argument(help: "migra's program.") var migra: String
    @OptionGroup var count: Rounds

    func run() async throws {
        try await CatalogBench(tool: tool, migra: migra, rounds: count.rounds ?? 5).measure()
    }
}

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "The acts of whole runs, and the share of their time that is not PostgreSQL's.")
    @Argument(help: "The built tool.") var tool: String
    @Argument(help: "The project's folder.") var project: String
    @OptionGroup var count: Rounds

    func run() throws {
        try RunBench(tool: tool, project: project).measure(runs: count.rounds ?? 3)
    }
}

struct DrillsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drills", abstract: "Drills of many small steps, against a plain script.")
    @Argument(help: "The built tool.") var tool: String
    @Argument(help: "The plain script.") var script: String
    @Option(help: "How many steps the made-up project has.") var steps = 300
    @Option(help: "How many tables they are about.") var tables = 150
    @OptionGroup var count: Rounds

    func validate() throws {
        guard steps > 0, tables > 0 else { throw ValidationError("--steps and --tables are at least 1") }
    }

    func run() throws {
        try DrillsBench(tool: tool, script: script).measure(steps: steps, tables: tables, rounds: count.rounds ?? 1)
    }
}

struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Loading against psql's \\copy of the same rows, in one cluster.")
    @OptionGroup var scaled: ScaledProject
    @OptionGroup var count: Rounds

    func run() async throws {
        try await LoadBench.measure(project: scaled.project, scale: scaled.scale, rounds: count.rounds ?? 5)
    }
}

struct TableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "A dataset from nothing to analyzed, against psql by hand and against Faker with COPY.")
    @Argument(help: "The project's folder.") var project: String
    @Argument(help: "A Python that has Faker.") var python: String
    @OptionGroup var count: Rounds

    func run() async throws {
        try await TableBench.measure(project: project, python: python, rounds: count.rounds ?? 3)
    }
}

struct PlansCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plans",
        abstract: "500 queries with three sets of parameters, explained and compared, against a bare loop over libpq.")
    @Argument(help: "The project's folder.") var project: String
    @OptionGroup var count: Rounds

    func run() async throws {
        try await PlansBench.measure(project: project, rounds: count.rounds ?? 5)
    }
}

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Making the rows alone, table by table.")
    @OptionGroup var scaled: ScaledProject
    @OptionGroup var count: Rounds

    func run() async throws {
        try await GenerateBench.measure(project: scaled.project, scale: scaled.scale, rounds: count.rounds ?? 5)
    }
}

/// One reading of a schema in a process of its own, which `bench catalog` times.
struct ReadCatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "read-catalog", shouldDisplay: false)
    @Argument(help: "The database's address.") var address: String

    func run() async throws { try await CatalogReading.run(address) }
}

/// Why a measurement cannot be had.
struct Complaint: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
