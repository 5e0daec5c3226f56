/// Seven measurements for people; nothing is judged.
///
/// - `bench catalog TOOL MIGRA [ROUNDS]`: reading a schema against pg_dump, and comparing two against migra.
/// - `bench run TOOL PROJECT [RUNS]`: the acts of whole runs, and the share of their time that is not PostgreSQL's.
/// - `bench drills TOOL SCRIPT [STEPS [TABLES [ROUNDS]]]`: drills of many small steps, against a plain script.
/// - `bench load PROJECT [SCALE [ROUNDS]]`: loading against psql's `\copy` of the same rows, in one cluster.
/// - `bench table PROJECT PYTHON [ROUNDS]`: a dataset from nothing to analyzed, against psql by hand and against Faker.
/// - `bench plans PROJECT [ROUNDS]`: 500 queries with three sets of parameters each, explained and compared, against a
///   bare loop over libpq.
/// - `bench generate PROJECT [SCALE [ROUNDS]]`: making the rows alone, table by table.
@main
struct Bench {
    private static let usage = """
        usage: bench run TOOL PROJECT [RUNS] | bench load|generate PROJECT [SCALE [ROUNDS]]
               | bench table PROJECT PYTHON [ROUNDS] | bench plans PROJECT [ROUNDS]
               | bench drills TOOL SCRIPT [STEPS [TABLES [ROUNDS]]]
               | bench catalog TOOL MIGRA [ROUNDS] | bench read-catalog ADDRESS
        """

    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        switch words.first {
        case "run" where words.count >= 3:
            try RunBench(tool: words[1], project: words[2]).measure(runs: number(words, 3, 3))
        case "catalog" where words.count >= 3:
            try await CatalogBench(tool: words[1], migra: words[2], rounds: number(words, 3, 5)).measure()
        case "drills" where words.count >= 3:
            try DrillsBench(tool: words[1], script: words[2])
                .measure(steps: number(words, 3, 300), tables: number(words, 4, 150), rounds: number(words, 5, 1))
        case "read-catalog" where words.count == 2: try await CatalogReading.run(words[1])
        case "load" where words.count >= 2:
            let scale = try number(words, 2, 1)
            try await LoadBench.measure(project: words[1], scale: scale, rounds: number(words, 3, 5))
        case "table" where words.count >= 3:
            try await TableBench.measure(project: words[1], python: words[2], rounds: number(words, 3, 3))
        case "plans" where words.count >= 2:
            try await PlansBench.measure(project: words[1], rounds: number(words, 2, 5))
        case "generate" where words.count >= 2:
            let scale = try number(words, 2, 1)
            try await GenerateBench.measure(project: words[1], scale: scale, rounds: number(words, 3, 5))
        default: throw Complaint(usage)
        }
    }

    private static func number(_ words: [String], _ place: Int, _ otherwise: Int) throws -> Int {
        guard words.count > place else { return otherwise }
        guard let number = Int(words[place]), number > 0 else { throw Complaint(usage) }
        return number
    }
}

/// Why a measurement cannot be had.
struct Complaint: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
