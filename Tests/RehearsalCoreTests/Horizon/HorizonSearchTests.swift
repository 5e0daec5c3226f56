import RehearsalCore
import Testing

@Suite("The search for the growth at which a plan changes")
struct HorizonSearchTests {
    private static func capture(_ name: String, _ type: String) -> CapturedQueryPlan {
        let node = QueryPlanNode(
            type: type, relation: "public.t", indexName: nil, shape: [], expressions: [], estimatedRows: 1,
            totalCost: 1,
            children: [])
        return CapturedQueryPlan(query: name, role: .owner, result: .plan(QueryPlan(root: node)))
    }

    /// Asks as a database would answer in which each query's plan changes at its growth.
    private static func searched(
        _ changes: [String: Double], points: [Double]
    ) -> (answers: [HorizonAnswer], questions: [HorizonSearch.Question]) {
        var search = HorizonSearch(points: points)
        var questions: [HorizonSearch.Question] = []
        while let question = search.next {
            questions.append(question)
            let asked = changes.filter { name, _ in question.queries?.contains { $0.query == name } ?? true }
            search.take(
                asked.map { capture($0.key, question.growth < $0.value ? "Seq Scan" : "Index Scan") }, of: question)
        }
        return (search.found, questions)
    }

    @Test("brackets every change within a sixteenth of the way between two given growths")
    func brackets() throws {
        let changes: [String: Double] = ["a": 1.01, "b": 7, "c": 10, "d": 99, "e": 100, "f": 640, "g": 5000]
        let (answers, questions) = Self.searched(changes, points: [10, 100, 1000])
        #expect(answers.map(\.start.query) == ["a", "b", "c", "d", "e", "f", "g"])
        for answer in answers {
            let truth = try #require(changes[answer.start.query])
            guard truth <= 1000 else {
                #expect(answer.change == nil)
                continue
            }
            let change = try #require(answer.change)
            #expect(change.above < truth && truth <= change.at.growth, "\(answer.start.query)")
            #expect(change.at.growth / change.above < 1.16)
            #expect(answer.plans.map(\.growth) == [10, 100, 1000])
        }
        #expect(questions.prefix(4).map(\.growth) == [1, 10, 100, 1000])
        #expect(questions.count <= 4 + 5 * 4)
        #expect(Set(questions.map(\.growth)).count == questions.count, "no growth is asked twice")
    }

    @Test("asks only the given growths where no plan changes, and comes to an end where nobody answers")
    func ends() {
        #expect(Self.searched(["a": 1e9], points: [2, 4]).questions.map(\.growth) == [1, 2, 4])
        var search = HorizonSearch(points: [10])
        var count = 0
        while let question = search.next {
            count += 1
            let type = question.growth == 10 ? "Index Scan" : "Seq Scan"
            search.take(question.queries == nil ? [Self.capture("a", type)] : [], of: question)
        }
        #expect(count <= 8)
    }
}
