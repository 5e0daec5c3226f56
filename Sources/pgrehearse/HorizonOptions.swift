import ArgumentParser
import ProjectFolder

/// How far ahead a horizon looks.
struct HorizonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How many times as large the data is: numbers above 1, ascending, with commas. (default: what growth in "
                + "rehearsal.yaml says, or 10,100,1000)",
            valueName: "growths"))
    var at: String?

    @Option(
        name: .customLong("validate"),
        help: ArgumentHelp(
            "Also load the dataset truly so many times as large, and tell how well its plans were foretold. May be "
                + "repeated.",
            valueName: "growth"))
    var validated: [Int] = []

    /// Nil where none are given, or what is given are none.
    var points: [Double]? {
        guard let words = at?.split(separator: ",", omittingEmptySubsequences: false) else { return nil }
        let points = words.compactMap { growthPoint(String($0)) }
        let ascend = zip(points, points.dropFirst()).allSatisfy { $0 < $1 }
        return points.count == words.count && !points.isEmpty && ascend ? points : nil
    }

    func validate() throws {
        if at != nil, points == nil { throw ValidationError("--at is numbers above 1, ascending: 10,100,1000.") }
        if validated.contains(where: { !(2...1000).contains($0) }) {
            throw ValidationError("--validate is a whole number from 2 to 1000.")
        }
    }
}
