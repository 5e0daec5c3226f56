public import RehearsalCore

/// Everything that is wrong with a project folder, in the order of its places.
public struct ProjectFolderError: ExplainedError, Hashable {
    /// How many problems one error shows.
    public static let shownLimit = 20

    /// At most ``shownLimit``; those of rehearsal.yaml first, then by place.
    public let problems: [Problem]
    /// How many more there are.
    public let leftOutCount: Int

    init(_ list: ProblemList) {
        precondition(!list.isEmpty, "a folder is refused for at least one reason")
        let sorted = list.sorted()
        problems = Array(sorted.prefix(Self.shownLimit))
        leftOutCount = sorted.count - problems.count
    }

    public var ending: Ending { .usage }
}

/// One thing that is wrong with a project folder.
public struct Problem: Hashable, Sendable {
    public var fault: Fault
    /// Nil where the folder itself is the problem.
    public var place: SourcePlace?

    public init(_ fault: Fault, at place: SourcePlace?) {
        self.fault = fault
        self.place = place
    }
}

/// Gathers problems while a folder is read, so that one reading shows as many of them as it can.
final class ProblemList {
    private var problems: [Problem] = []

    var isEmpty: Bool { problems.isEmpty }

    /// The value that was read, if nothing is wrong with it.
    func checked<Value>(_ value: Value?) throws(ProjectFolderError) -> Value {
        guard let value, isEmpty else { throw ProjectFolderError(self) }
        return value
    }

    func report(_ fault: Fault, at place: SourcePlace?) { problems.append(Problem(fault, at: place)) }

    /// Without repetitions; the folder's own first, then rehearsal.yaml's, then by place.
    func sorted() -> [Problem] {
        var seen: Set<Problem> = []
        let ranked = problems.filter { seen.insert($0).inserted }.enumerated().map { index, problem in
            let rank = problem.place.map { $0.file == ProjectFile.name ? 1 : 2 } ?? 0
            let place = problem.place ?? SourcePlace(file: "", line: 0, column: 0)
            return (rank: rank, place: place, index: index, problem: problem)
        }
        return ranked.sorted { left, right in
            (left.rank, left.place, left.index) < (right.rank, right.place, right.index)
        }.map(\.problem)
    }
}
